package io.github.pysecaudit.check;

import io.github.pysecaudit.checklist.Evidence;
import io.github.pysecaudit.checklist.Finding;
import io.github.pysecaudit.checklist.Place;
import io.github.pysecaudit.checklist.Requirement;
import io.github.pysecaudit.checklist.Status;
import io.github.pysecaudit.checklist.Verdict;
import io.github.pysecaudit.facts.MavenBuild;
import io.github.pysecaudit.facts.MavenBuild.DeclaredVersion;
import io.github.pysecaudit.facts.MavenBuild.Kind;
import io.github.pysecaudit.facts.ProjectFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Requirement 6.3: exact versions in the Maven model. What counts as a range is Maven's own reading
 * of a version: a bracket at its start. {@code [1.0]} is one version; {@code 1.+} is one for Maven
 * but a range for whoever wrote it.
 */
final class MavenVersions {
  private static final Pattern ONE_VERSION = Pattern.compile("\\[([^,\\[\\]()]+)(,\\1)?]");
  private static final Pattern SNAPSHOT = Pattern.compile(".*(-SNAPSHOT|-\\d{8}\\.\\d{6}-\\d+)");
  private static final Pattern FOREIGN_RANGE = Pattern.compile(".*[+*]|latest\\..*");

  private MavenVersions() {}

  static Verdict judge(ProjectFacts facts) {
    if (facts.maven().isEmpty()) {
      return withoutMaven(facts);
    }
    MavenBuild build = facts.maven().get();
    boolean release = !SNAPSHOT.matcher(build.coordinates()).matches();
    List<Finding> findings = new ArrayList<>();
    List<Finding> warnings = new ArrayList<>();
    List<String> implied = new ArrayList<>();
    int judged = 0;
    for (DeclaredVersion declared : build.declared()) {
      if (build.siblings().contains(declared.name() + ":" + declared.version().orElse(""))) {
        continue;
      }
      if (declared.kind() == Kind.PLUGIN && declared.version().isEmpty() && !declared.inUse()) {
        implied.add(declared.name());
        continue;
      }
      if (isManaged(declared) && !declared.inUse() && !isInUse(declared, build)) {
        continue;
      }
      judged++;
      Optional<Finding> finding = judge(declared);
      finding.ifPresent(findings::add);
      if (finding.isEmpty() && declared.version().filter(MavenVersions::isSnapshot).isPresent()) {
        (release ? findings : warnings).add(snapshot(declared, build));
      }
    }
    if (!implied.isEmpty()) {
      warnings.add(
          new Finding(
              "The versions of "
                  + String.join(", ", implied)
                  + " come with the Maven that runs the build, not from the POM.",
              "Pin them in <pluginManagement> so that every Maven uses the same.",
              Place.file(build.pom())));
    }
    String looked = judged + " versions of dependencies, plugins, extensions and parent";
    List<Evidence> evidence = List.of(new Evidence(Place.file(build.pom()), looked + " read"));
    if (findings.isEmpty()) {
      return new Verdict(
          Requirement.R6_3,
          Status.PASS,
          "All " + looked + " are exact.",
          evidence,
          List.of(),
          warnings);
    }
    return new Verdict(
        Requirement.R6_3,
        Status.FAIL,
        findings.size() + " of " + looked + " are not exact.",
        evidence,
        findings,
        warnings);
  }

  private static Verdict withoutMaven(ProjectFacts facts) {
    if (facts.repository().file("pom.xml").isPresent()) {
      return Verdict.review(
          Requirement.R6_3,
          "The folder has a pom.xml that Maven does not build in this run, so its model was not"
              + " read.",
          List.of(
              new Finding(
                  "The versions in pom.xml were not judged, because the folder is audited from"
                      + " outside.",
                  "Run the audit inside that folder.",
                  Place.file("pom.xml"))));
    }
    return Verdict.notApplicable(
        Requirement.R6_3,
        "Maven does not build this folder: there is no pom.xml in its root.",
        List.of(new Evidence(Place.nowhere(), "no pom.xml")));
  }

  private static boolean isManaged(DeclaredVersion declared) {
    return declared.kind() == Kind.MANAGED_DEPENDENCY || declared.kind() == Kind.MANAGED_PLUGIN;
  }

  /**
   * Whether a managed version that is not exact decides about a transitive dependency. The graph is
   * asked for only then; where it is not known, the version counts.
   */
  private static boolean isInUse(DeclaredVersion declared, MavenBuild build) {
    return declared.kind() == Kind.MANAGED_DEPENDENCY
        && judge(declared).isPresent()
        && build
            .resolved()
            .fold(
                found -> found.value().stream().anyMatch(d -> d.name().equals(declared.name())),
                missing -> true);
  }

  private static boolean isSnapshot(String version) {
    return SNAPSHOT.matcher(version).matches();
  }

  private static Optional<Finding> judge(DeclaredVersion declared) {
    String what = declared.kind().words() + " " + declared.name();
    if (declared.version().isEmpty()) {
      return Optional.of(
          finding(
              declared,
              "The " + what + " has no version, so Maven chooses one.",
              "Write the exact version in the POM."));
    }
    String version = declared.version().get().strip();
    String lower = version.toLowerCase(Locale.ROOT);
    if (lower.equals("latest") || lower.equals("release")) {
      return Optional.of(
          finding(
              declared,
              "The " + what + " uses " + version + ", which is whatever is newest.",
              "Write the exact version in the POM."));
    }
    boolean range = version.startsWith("[") || version.startsWith("(");
    if (range && !ONE_VERSION.matcher(version).matches()) {
      return Optional.of(
          finding(
              declared,
              "The " + what + " uses the range " + version + ".",
              "Write one version in the POM; mvn dependency:tree shows the one in use."));
    }
    if (!range && FOREIGN_RANGE.matcher(lower).matches()) {
      return Optional.of(
          finding(
              declared,
              "The " + what + " uses " + version + ", which is no exact version.",
              "Write the exact version in the POM."));
    }
    return Optional.empty();
  }

  private static Finding snapshot(DeclaredVersion declared, MavenBuild build) {
    return finding(
        declared,
        "The "
            + declared.kind().words()
            + " "
            + declared.name()
            + " uses the snapshot "
            + declared.version().orElseThrow()
            + " in "
            + build.coordinates()
            + ".",
        "Use a released version before the release.");
  }

  private static Finding finding(DeclaredVersion declared, String message, String remedy) {
    return new Finding(message, remedy, declared.place())
        .with("kind", declared.kind().words())
        .with("name", declared.name())
        .with("version", declared.version().orElse(""));
  }
}
