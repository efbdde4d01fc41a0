package io.github.pysecaudit.check;

import static java.util.stream.Collectors.toCollection;

import io.github.pysecaudit.advisory.Acceptance;
import io.github.pysecaudit.advisory.Acceptance.Accepted;
import io.github.pysecaudit.advisory.AcceptedVulnerability;
import io.github.pysecaudit.advisory.Vulnerability;
import io.github.pysecaudit.advisory.VulnerabilityReport;
import io.github.pysecaudit.advisory.VulnerabilityReport.NotAsked;
import io.github.pysecaudit.advisory.VulnerabilityReport.NotValidated;
import io.github.pysecaudit.checklist.Amount;
import io.github.pysecaudit.checklist.Dependency;
import io.github.pysecaudit.checklist.Evidence;
import io.github.pysecaudit.checklist.Finding;
import io.github.pysecaudit.checklist.Place;
import io.github.pysecaudit.checklist.Requirement;
import io.github.pysecaudit.checklist.Status;
import io.github.pysecaudit.checklist.Verdict;
import io.github.pysecaudit.facts.MavenBuild;
import io.github.pysecaudit.facts.ProjectFacts;
import io.github.pysecaudit.python.metadata.MetadataProblem;
import io.github.pysecaudit.python.metadata.PinReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Is every dependency, at its exact version, free of known vulnerabilities? */
public final class DependencyCheck implements Check {

  @Override
  public List<Requirement> requirements() {
    return List.of(Requirement.R5_1);
  }

  @Override
  public List<Verdict> evaluate(ProjectFacts facts) {
    return List.of(judge(facts));
  }

  private static Verdict judge(ProjectFacts facts) {
    List<Finding> unseen = unseen(facts);
    boolean none =
        facts.packaging().packages().isEmpty()
            && facts.dependencies().stream().noneMatch(d -> d.ecosystem().equals(Dependency.MAVEN));
    if (none && unseen.isEmpty() && facts.packaging().allProblems().isEmpty()) {
      return nothingToValidate(facts);
    }
    VulnerabilityReport report = facts.vulnerabilities();
    List<Dependency> left = leftOut(facts);
    if (unseen.isEmpty() && report.counts().dependencies() == 0 && !left.isEmpty()) {
      return nothingInScope(facts, report, left);
    }
    Acceptance acceptance =
        Acceptance.apply(report, facts.configuration().accepted(), facts.today());
    List<Finding> open = new ArrayList<>();
    acceptance.remaining().forEach(v -> open.add(vulnerable(v)));
    List<Finding> unasked = new ArrayList<>(unseen);
    unasked.addAll(notAsked(report.notAsked()));
    List<Finding> unvalidated = new ArrayList<>();
    report.notValidated().forEach(n -> unvalidated.add(of(n)));
    facts.packaging().allProblems().stream()
        .filter(p -> p.reason() == PinReason.DYNAMIC_UNRESOLVED)
        .forEach(p -> unvalidated.add(unread(p)));
    List<Evidence> evidence = List.of(looked(facts, report));
    return new Verdict(
        Requirement.R5_1,
        status(open, unasked, unvalidated),
        summary(report, acceptance, open, unasked, unvalidated),
        evidence,
        open.isEmpty() ? join(unasked, unvalidated) : join(open, join(unasked, unvalidated)),
        warnings(acceptance));
  }

  private static List<Dependency> leftOut(ProjectFacts facts) {
    return facts.dependencies().stream()
        .filter(d -> d.ecosystem().equals(Dependency.MAVEN))
        .filter(d -> !facts.validatedScopes().contains(d.scope()))
        .toList();
  }

  /** Leaving out scopes is the user's choice; that everything is left out is no validation. */
  private static Verdict nothingInScope(
      ProjectFacts facts, VulnerabilityReport report, List<Dependency> left) {
    Set<String> scopes = left.stream().map(Dependency::scope).collect(toCollection(TreeSet::new));
    String message =
        "No dependency was looked up. audit.scopes leaves out "
            + Amount.of(left.size(), "dependency")
            + " of scope "
            + String.join(", ", scopes)
            + ".";
    return new Verdict(
        Requirement.R5_1,
        Status.REVIEW,
        message,
        List.of(looked(facts, report)),
        List.of(new Finding(message, "Add the scopes to audit.scopes.", left.get(0).place())),
        List.of());
  }

  private static Status status(
      List<Finding> open, List<Finding> unasked, List<Finding> unvalidated) {
    if (!open.isEmpty()) {
      return Status.FAIL;
    }
    if (!unasked.isEmpty()) {
      return Status.UNKNOWN;
    }
    return unvalidated.isEmpty() ? Status.PASS : Status.REVIEW;
  }

  private static Verdict nothingToValidate(ProjectFacts facts) {
    String looked =
        facts
                .maven()
                .map(m -> "the resolved dependencies of " + m.coordinates() + " and ")
                .orElse("")
            + Amount.of(facts.moduleFiles().size(), "file")
            + " for Python requirements";
    return Verdict.notApplicable(
        Requirement.R5_1,
        "There are no dependencies: looked at " + looked + ".",
        List.of(
            new Evidence(
                facts.maven().map(MavenBuild::pom).map(Place::file).orElse(Place.nowhere()),
                "no dependencies")));
  }

  /** What keeps the list of dependencies itself from being complete. */
  private static List<Finding> unseen(ProjectFacts facts) {
    List<Finding> findings = new ArrayList<>();
    facts
        .maven()
        .ifPresent(
            m ->
                m.resolved()
                    .fold(
                        found -> false,
                        missing ->
                            findings.add(
                                new Finding(
                                    missing.reason(),
                                    "Make the dependencies resolve, with the network if they are"
                                        + " not in the local repository, and run again.",
                                    Place.file(m.pom())))));
    facts.dependencies().stream()
        .filter(d -> d.reason().equals(Dependency.UNDESCRIBED))
        .filter(d -> facts.validatedScopes().contains(d.scope()))
        .map(DependencyCheck::undescribed)
        .forEach(findings::add);
    facts.packaging().allProblems().stream()
        .filter(p -> p.reason() != PinReason.DYNAMIC_UNRESOLVED)
        .map(DependencyCheck::unread)
        .forEach(findings::add);
    if (facts.maven().isEmpty() && facts.repository().file("pom.xml").isPresent()) {
      findings.add(
          new Finding(
              "The folder has a pom.xml that Maven does not build in this run, so its resolved"
                  + " dependencies are not known.",
              "Run the audit inside that folder to validate its Maven dependencies.",
              Place.file("pom.xml")));
    }
    return findings;
  }

  private static Finding undescribed(Dependency dependency) {
    return new Finding(
        "Maven could not read the POM of "
            + name(dependency).replace(' ', ':')
            + ", so what it depends on is not known.",
        "Make the dependency resolve, with the network if it is not in the local repository, and"
            + " run again.",
        dependency.place());
  }

  private static Finding unread(MetadataProblem problem) {
    return new Finding(
        problem.message(),
        "Correct the file so that the packages it names can be looked up.",
        problem.place());
  }

  private static Finding vulnerable(Vulnerability v) {
    String fix = v.fixedIn().map(f -> ", fixed in " + f).orElse(", no fixed version is known");
    String score =
        v.score().isPresent()
            ? " (" + String.format(Locale.ROOT, "%.1f", v.score().getAsDouble()) + ")"
            : "";
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("id", v.id());
    details.put("aliases", v.aliases());
    details.put("package", v.packageName());
    details.put("version", v.version());
    details.put("severity", v.severity().name());
    v.fixedIn().ifPresent(f -> details.put("fixedIn", f));
    details.put("advisory", v.url());
    List<String> path = v.paths().isEmpty() ? List.of() : v.paths().get(0);
    return new Finding(
        v.packageName()
            + " "
            + v.version()
            + " has "
            + v.id()
            + ", "
            + v.severity().name().toLowerCase(Locale.ROOT)
            + score
            + fix
            + ": "
            + v.summary()
            + (path.isEmpty() ? "" : " Path: " + String.join(" > ", path) + "."),
        remedy(v),
        v.place().through(path),
        details);
  }

  private static String remedy(Vulnerability v) {
    if (v.fixedIn().isEmpty()) {
      return "Replace "
          + v.packageName()
          + ", or accept "
          + v.id()
          + " in audit.toml with a reason and an expiry date.";
    }
    String direct =
        v.moveDirect()
            .map(d -> " by moving the direct dependency " + d + ", or manage the version")
            .orElse("");
    return "Move " + v.packageName() + " to " + v.fixedIn().get() + direct + ".";
  }

  /** One sentence per cause, not one per dependency: a dead network would else print hundreds. */
  private static List<Finding> notAsked(List<NotAsked> notAsked) {
    Map<String, List<NotAsked>> byReason = new LinkedHashMap<>();
    for (NotAsked one : notAsked) {
      String age =
          one.newestAge().map(a -> " The newest known answer is " + words(a) + " old.").orElse("");
      byReason.computeIfAbsent(one.reason() + age, r -> new ArrayList<>()).add(one);
    }
    List<Finding> findings = new ArrayList<>();
    byReason.forEach(
        (reason, ones) ->
            findings.add(
                new Finding(
                        Amount.of(ones.size(), "dependency") + " could not be looked up: " + reason,
                        "Run again with the network, or run audit:update while it is there and"
                            + " audit offline.",
                        Place.nowhere())
                    .with(
                        "dependencies",
                        ones.stream().map(o -> name(o.dependency())).distinct().toList())));
    return findings;
  }

  private static Finding of(NotValidated one) {
    return new Finding(
        name(one.dependency()) + " is not validated: " + one.reason(),
        "Pin it to an exact version, or check it by hand and record the decision in audit.toml.",
        one.dependency().place());
  }

  private static String name(Dependency dependency) {
    String name = dependency.name().isEmpty() ? dependency.raw() : dependency.name();
    return name + dependency.version().map(v -> " " + v).orElse("");
  }

  private static Evidence looked(ProjectFacts facts, VulnerabilityReport report) {
    return new Evidence(
        facts.maven().map(MavenBuild::pom).map(Place::file).orElse(Place.nowhere()),
        report.counts().answered()
            + " of "
            + report.counts().keys()
            + " package versions ("
            + Amount.of(report.counts().dependencies(), "dependency")
            + ") looked up"
            + (report.sources().isEmpty() ? "" : where(report)));
  }

  private static String where(VulnerabilityReport report) {
    return " in " + String.join(", ", report.sources()) + ", data " + words(report.age()) + " old";
  }

  private static String summary(
      VulnerabilityReport report,
      Acceptance acceptance,
      List<Finding> open,
      List<Finding> unasked,
      List<Finding> unvalidated) {
    StringBuilder summary = new StringBuilder();
    if (!open.isEmpty()) {
      summary.append(Amount.of(open.size(), "known vulnerability")).append(" in ");
    } else if (!unasked.isEmpty()) {
      summary.append("Could not be checked for all of ");
    } else {
      summary.append("No open vulnerability is known in ");
    }
    summary.append(Amount.of(report.counts().dependencies(), "dependency")).append('.');
    if (!acceptance.accepted().isEmpty()) {
      summary.append(' ').append(acceptance.accepted().size()).append(" accepted in audit.toml.");
    }
    if (!unvalidated.isEmpty()) {
      summary.append(' ').append(unvalidated.size()).append(" have no version to validate.");
    }
    if (!open.isEmpty() && !unasked.isEmpty()) {
      summary.append(" Others could not be looked up.");
    }
    return summary.toString();
  }

  private static List<Finding> warnings(Acceptance acceptance) {
    List<Finding> warnings = new ArrayList<>();
    for (Accepted accepted : acceptance.accepted()) {
      warnings.add(
          new Finding(
              accepted.vulnerability().packageName()
                  + " "
                  + accepted.vulnerability().version()
                  + " has "
                  + accepted.vulnerability().id()
                  + ", accepted until "
                  + accepted.by().expires()
                  + ": "
                  + accepted.by().reason(),
              "Move to a fixed version before that day.",
              accepted.by().place()));
    }
    for (Accepted expired : acceptance.expired()) {
      warnings.add(
          entry(
              expired.by(),
              "expired on " + expired.by().expires() + ", so it counts again",
              "Fix the vulnerability, or renew the entry with a new reason."));
    }
    for (AcceptedVulnerability expiring : acceptance.expiring()) {
      warnings.add(
          entry(
              expiring,
              "expires on " + expiring.expires(),
              "Fix the vulnerability before that day, or renew the entry."));
    }
    for (AcceptedVulnerability unused : acceptance.unused()) {
      warnings.add(entry(unused, "matches nothing", "Remove the entry, or correct its id."));
    }
    return warnings;
  }

  private static Finding entry(AcceptedVulnerability entry, String what, String remedy) {
    return new Finding("The acceptance of " + entry.id() + " " + what + ".", remedy, entry.place());
  }

  private static String words(Duration age) {
    if (age.toDays() > 1) {
      return age.toDays() + " days";
    }
    return age.toHours() > 1 ? age.toHours() + " hours" : age.toMinutes() + " minutes";
  }

  private static List<Finding> join(List<Finding> first, List<Finding> second) {
    List<Finding> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }

  /** The vulnerabilities that count and those that are accepted, for reports and the gate. */
  public static Optional<Acceptance> acceptance(ProjectFacts facts) {
    if (facts.dependencies().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Acceptance.apply(facts.vulnerabilities(), facts.configuration().accepted(), facts.today()));
  }
}
