package io.github.pysecaudit.check;

import io.github.pysecaudit.checklist.Dependency;
import io.github.pysecaudit.checklist.Evidence;
import io.github.pysecaudit.checklist.Place;
import io.github.pysecaudit.facts.MavenBuild;
import io.github.pysecaudit.facts.ProjectFacts;
import io.github.pysecaudit.facts.RepositoryFile;
import io.github.pysecaudit.facts.source.ResourceTable;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Holds what a reason claims about the project against the project. */
final class Contradictions {
  private static final String DENIAL =
      "(?i)\\b(?:(?:has|have|having|with|contains?|uses?|is|are|there"
          + " (?:is|are))\\s+no|no|without(?: any)?|zero|(?:does|do) not"
          + " (?:use|have|contain|ship|include|need|declare|bring|run)(?: any)?|(?:doesn|don)[’']t"
          + " (?:use|have|contain|ship|include|need|declare|bring|run)(?: any)?|free"
          + " of)\\s+(?:any\\s+|a\\s+|an\\s+)?";
  private static final List<Claim> CLAIMS =
      ResourceTable.rows(Contradictions.class, "claims.tsv", 4).stream().map(Claim::of).toList();

  private record Claim(Fact fact, Pattern denial, Optional<Pattern> phrase) {
    static Claim of(List<String> row) {
      return new Claim(
          Fact.valueOf(row.get(0)),
          Pattern.compile(DENIAL + "(?:" + row.get(1) + ")(?![\\w-])"),
          row.get(2).equals("-")
              ? Optional.empty()
              : Optional.of(Pattern.compile("(?i)\\b(?:" + row.get(2) + ")\\b")));
    }

    boolean isMadeBy(String reason) {
      return denial.matcher(reason).find()
          || phrase.filter(p -> p.matcher(reason).find()).isPresent();
    }
  }

  /** What the tree may show. */
  enum Fact {
    DEPENDENCY,
    PYTHON,
    CONTAINER,
    PYPROJECT,
    REQUIREMENTS,
    MAVEN,
    BUILD,
    PACKAGE,
    SERVICE,
    CI
  }

  private Contradictions() {}

  /** What in the tree speaks against this reason, if anything does. */
  static Optional<Evidence> of(String reason, ProjectFacts facts) {
    return CLAIMS.stream()
        .filter(claim -> claim.isMadeBy(reason))
        .map(claim -> shown(claim.fact(), facts))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<Evidence> shown(Fact fact, ProjectFacts facts) {
    return switch (fact) {
      case DEPENDENCY -> dependency(facts);
      case PYTHON -> file(facts, f -> f.name().endsWith(".py"), "Python source");
      case CONTAINER -> file(facts, Contradictions::isContainerFile, "a container file");
      case PYPROJECT -> file(facts, f -> f.name().equals("pyproject.toml"), "a pyproject.toml");
      case REQUIREMENTS ->
          file(facts, f -> f.name().matches("requirements.{0,80}\\.txt"), "a requirements file");
      case MAVEN -> file(facts, f -> f.name().equals("pom.xml"), "a Maven POM");
      case BUILD -> file(facts, Contradictions::isBuildFile, "a build file");
      case PACKAGE ->
          file(facts, f -> f.path().matches("setup\\.py|pyproject\\.toml"), "packaging");
      case SERVICE -> file(facts, f -> f.name().endsWith(".service"), "a service unit");
      case CI ->
          file(
              facts,
              f -> f.path().startsWith(".github/workflows/") || f.name().equals(".gitlab-ci.yml"),
              "a CI configuration");
    };
  }

  private static Optional<Evidence> dependency(ProjectFacts facts) {
    Optional<Evidence> listed =
        facts.dependencies().stream()
            .filter(d -> !d.scope().equals("lock") && !d.scope().equals("constraint"))
            .findFirst()
            .map(Contradictions::evidence);
    if (listed.isPresent()) {
      return listed;
    }
    return facts.maven().stream()
        .flatMap(build -> build.declared().stream())
        .filter(d -> d.kind() == MavenBuild.Kind.DEPENDENCY)
        .findFirst()
        .map(d -> new Evidence(d.place(), "the dependency " + d.name()));
  }

  private static Evidence evidence(Dependency dependency) {
    return new Evidence(dependency.place(), "the dependency " + dependency.name());
  }

  private static boolean isContainerFile(RepositoryFile file) {
    String name = file.name().toLowerCase(Locale.ROOT);
    return name.equals("dockerfile")
        || name.equals("containerfile")
        || name.startsWith("dockerfile.")
        || name.endsWith(".dockerfile")
        || name.matches("(?:docker-)?compose(?:\\.[\\w-]{1,40})?\\.ya?ml");
  }

  private static boolean isBuildFile(RepositoryFile file) {
    return List.of(
            "pom.xml", "pyproject.toml", "setup.py", "build.gradle", "build.gradle.kts", "Makefile")
        .contains(file.name());
  }

  /** The nearest file that is not test data. */
  private static Optional<Evidence> file(
      ProjectFacts facts, Predicate<RepositoryFile> wanted, String words) {
    return facts.repository().files().stream()
        .filter(wanted)
        .filter(
            f ->
                !f.path().matches("(?i)(?:.*/)?(?:testdata|fixtures|src/test/resources|src/it)/.*"))
        .min(
            java.util.Comparator.comparingLong(f -> f.path().chars().filter(c -> c == '/').count()))
        .map(f -> new Evidence(Place.file(f.path()), words));
  }
}
