package io.github.pysecaudit.check;

import io.github.pysecaudit.checklist.Place;
import io.github.pysecaudit.facts.BuiltShapes;
import io.github.pysecaudit.facts.ProjectFacts;
import io.github.pysecaudit.python.metadata.ArchiveShape;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What the archives that were just built show of their build. */
final class ArchiveSigns {
  /** Attributes whose value is another on another machine, day or account. */
  private static final Set<String> TRACES =
      Set.of(
          "built-by",
          "build-time",
          "build-date",
          "build-timestamp",
          "built-on",
          "built-date",
          "build-host",
          "built-host",
          "bnd-lastmodified",
          "build-number",
          "hudson-build-number",
          "jenkins-build-number",
          "build-user",
          "created-at",
          "buildtime",
          "implementation-build-date");

  private static final Pattern PATH =
      Pattern.compile("(?<![\\w.])(/home/|/Users/|/root/|/tmp/|/builds/|[A-Za-z]:\\\\\\\\?Users)");

  private ArchiveSigns() {}

  static void look(ProjectFacts facts, BuildSigns signs) {
    BuiltShapes built = facts.builtShapes();
    built.problems().forEach(p -> signs.unread(p, Place.nowhere()));
    for (ArchiveShape shape : built.shapes()) {
      signs.archive();
      one(shape, signs);
    }
  }

  private static void one(ArchiveShape shape, BuildSigns signs) {
    int before = signs.findings().size();
    Place place = Place.file(shape.archive());
    if (shape.times().size() > 1) {
      signs.finding(
          shape.archive()
              + " has entries with "
              + shape.times().size()
              + " different times, from "
              + shape.times().firstKey()
              + " to "
              + shape.times().lastKey()
              + ".",
          "Set project.build.outputTimestamp, or SOURCE_DATE_EPOCH in a Python build, and build"
              + " again.",
          place);
    }
    shape.manifest().forEach((name, value) -> manifest(name, value, place, signs));
    for (Map.Entry<String, String> comment : shape.datedComments().entrySet()) {
      signs.finding(
          comment.getKey() + " holds the date of the build: " + comment.getValue(),
          "Move the plugin that writes it to a version that leaves the date out.",
          Place.file(shape.archive() + "!/" + comment.getKey()));
    }
    for (Map.Entry<String, List<String>> sbom : shape.sbomTraces().entrySet()) {
      if (!sbom.getValue().isEmpty()) {
        signs.finding(
            sbom.getKey() + " holds " + String.join(" and ", sbom.getValue()) + " of the build.",
            "Switch off what the bill of materials need not say, or the bill itself.",
            Place.file(shape.archive() + "!/" + sbom.getKey()));
      }
    }
    if (shape.gzipTime().filter(t -> t > 0).isPresent()) {
      signs.warning(
          "The gzip header of "
              + shape.archive()
              + " holds the time "
              + shape.gzipTime().get()
              + ".",
          "Set SOURCE_DATE_EPOCH; if the back end ignores it, publish the wheel alone.",
          place);
    }
    boolean wheel = shape.archive().endsWith(".whl");
    if (wheel && shape.unsorted().isPresent()) {
      signs.warning(
          "The entries of "
              + shape.archive()
              + " are not in the order of their names: "
              + shape.unsorted().get()
              + ".",
          "Build again in another folder and compare: the order may be that of the file system.",
          place);
    }
    if (!shape.unusualModes().isEmpty()) {
      Map.Entry<String, String> first = shape.unusualModes().entrySet().iterator().next();
      signs.warning(
          shape.archive()
              + " has modes that follow the umask of the build, first "
              + first.getKey()
              + " with "
              + first.getValue()
              + ".",
          "Build with umask 022.",
          place);
    }
    if (signs.findings().size() == before) {
      signs.evidence(
          place,
          shape.entries()
              + " entries"
              + shape.onlyTime().map(t -> " with the one time " + t).orElse("")
              + ", no trace of the build");
    }
  }

  private static void manifest(String name, String value, Place archive, BuildSigns signs) {
    Place place = Place.file(archive.path().orElse("") + "!/META-INF/MANIFEST.MF");
    String shown = value.length() > 80 ? value.substring(0, 80) + "…" : value;
    if (TRACES.contains(name.toLowerCase(Locale.ROOT))) {
      signs.finding(
          "The manifest says " + name + ": " + shown + ", which another build says differently.",
          "Remove the attribute, or move the plugin that writes it to a newer version.",
          place);
    } else if (name.equalsIgnoreCase("Build-Jdk")) {
      signs.warning(
          "The manifest names the JDK of the build (" + shown + "); another one gives other bytes.",
          "Move maven-jar-plugin to 3.2.0 or later, which writes Build-Jdk-Spec only.",
          place);
    } else if (PATH.matcher(value).find()) {
      signs.finding(
          "The manifest holds a path of the machine: " + name + ": " + shown + ".",
          "Remove the attribute from the configuration of the plugin that writes it.",
          place);
    }
  }
}
