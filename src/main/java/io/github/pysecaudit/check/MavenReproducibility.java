package io.github.pysecaudit.check;

import io.github.pysecaudit.checklist.Place;
import io.github.pysecaudit.facts.MavenBuild;
import io.github.pysecaudit.facts.repro.PluginMinimums;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

/** What the Maven model says about reproducible builds. */
final class MavenReproducibility {
  private static final String PROPERTY = "project.build.outputTimestamp";
  private static final PluginMinimums MINIMUMS = PluginMinimums.load();

  private MavenReproducibility() {}

  static void look(MavenBuild build, BuildSigns signs) {
    timestamp(build, signs);
    for (MavenBuild.PluginUse plugin : build.plugins()) {
      boolean runs =
          plugin.executions().stream()
              .anyMatch(e -> e.phase().filter(p -> p.equals("none")).isEmpty());
      if (runs && plugin.version().isPresent()) {
        String version = plugin.version().get();
        MINIMUMS
            .tooOld(plugin.name(), version)
            .ifPresent(minimum -> tooOld(plugin, version, minimum, signs));
      }
    }
  }

  private static void tooOld(
      MavenBuild.PluginUse plugin,
      String version,
      PluginMinimums.Minimum minimum,
      BuildSigns signs) {
    if (minimum.isNever()) {
      signs.finding(
          plugin.name() + " " + version + " writes output that differs from build to build.",
          "Replace the plugin; no version of it gives the same bytes twice.",
          plugin.place());
    } else {
      signs.finding(
          plugin.name() + " " + version + " is too old for reproducible builds.",
          "Use version " + minimum.version() + " or later.",
          plugin.place());
    }
  }

  private static void timestamp(MavenBuild build, BuildSigns signs) {
    String value = build.properties().getOrDefault(PROPERTY, "").strip();
    Place pom = Place.file(build.pom());
    if (value.isEmpty()) {
      signs.finding(
          PROPERTY
              + " is not set, so every build with Maven 3 writes its own times into the archive.",
          "Add <"
              + PROPERTY
              + ">2026-01-01T00:00:00Z</"
              + PROPERTY
              + "> to the properties of the"
              + " POM; the release plugin keeps it up to date.",
          pom);
    } else if (value.contains("maven.build.timestamp")) {
      signs.finding(
          PROPERTY + " is " + value + ", which is another time in every build.",
          "Write a fixed date, for instance 2026-01-01T00:00:00Z.",
          pom);
    } else if (value.startsWith("${")) {
      signs.open(
          PROPERTY + " is " + value + ", which another plugin fills in.",
          "Look whether it is the same for two builds of one commit, or write a fixed date.",
          pom);
    } else if (!isDate(value)) {
      signs.finding(
          PROPERTY + " is " + value + ", which is no date, so plugins ignore or refuse it.",
          "Write a date such as 2026-01-01T00:00:00Z, or seconds since 1970.",
          pom);
    } else {
      signs.evidence(pom, PROPERTY + " is " + value);
    }
  }

  private static boolean isDate(String value) {
    if (value.matches("\\d{2,12}")) {
      return true;
    }
    try {
      OffsetDateTime.parse(value);
      return true;
    } catch (DateTimeParseException e) {
      return false;
    }
  }
}
