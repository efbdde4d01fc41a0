package io.github.pysecaudit.check;

import io.github.pysecaudit.badge.RepositoryUrl;
import io.github.pysecaudit.checklist.Evidence;
import io.github.pysecaudit.checklist.Finding;
import io.github.pysecaudit.checklist.Place;
import io.github.pysecaudit.checklist.Requirement;
import io.github.pysecaudit.checklist.Status;
import io.github.pysecaudit.checklist.Verdict;
import io.github.pysecaudit.facts.DesignDefences;
import io.github.pysecaudit.facts.Document;
import io.github.pysecaudit.facts.Document.Section;
import io.github.pysecaudit.facts.Licences;
import io.github.pysecaudit.facts.PackagingFile;
import io.github.pysecaudit.facts.ProjectFacts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Is the project open and documented: licence, public source, a README that says what, how to
 * install and how to use?
 *
 * <p>And are its statements of what does not apply sound (0.1)? {@link Applicability} knows.
 */
public final class DocumentationCheck implements Check {
  private static final int LEAST_WORDS = 12;
  private static final Pattern SOURCE_LABEL =
      Pattern.compile("(?i)\\b(?:source|repository|repo|code|git(?:hub|lab)?)\\b");
  private static final Pattern INSTALL =
      Pattern.compile(
          "(?i).*\\b(install(ing|ation)?|set[- ]?up|getting started|quick"
              + " ?start|download|build(ing)?|deploy(ment|ing)?)\\b.*");
  private static final Pattern INSTALL_COMMAND =
      Pattern.compile(
          "(?is).*(\\b(pip3?|pipx|uv|poetry|conda|brew|apt(-get)?|docker|npm)"
              + " (install|add|tool|run|pull)\\b|\\bmvn\\b|<plugin>|<dependency>|setup\\.py"
              + " install).*");
  private static final Pattern USE =
      Pattern.compile(
          "(?i).*\\b(us(e|age|ing)|example|quick ?start|getting started|how"
              + " (to|do)|tutorial|commands?|goals|running|configuration|parameters)\\b.*");
  private static final List<String> PRIVATE_HOSTS =
      List.of("localhost", ".local", ".internal", ".corp", ".lan", ".intranet", "example.com");

  @Override
  public List<Requirement> requirements() {
    return List.of(Requirement.R0_1, Requirement.R0_2);
  }

  @Override
  public List<Verdict> evaluate(ProjectFacts facts) {
    List<Evidence> evidence = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    List<Finding> doubts = new ArrayList<>();
    licence(facts, evidence, findings);
    source(facts, evidence, findings, doubts);
    readme(facts, evidence, findings);
    design(facts, evidence, findings);
    return List.of(Applicability.of(facts).verdict(), verdict(evidence, findings, doubts));
  }

  private static Verdict verdict(
      List<Evidence> evidence, List<Finding> findings, List<Finding> doubts) {
    if (!findings.isEmpty()) {
      return new Verdict(
          Requirement.R0_2,
          Status.FAIL,
          findings.size() == 1
              ? "One of the things that make a project transparent is missing."
              : findings.size() + " of the things that make a project transparent are missing.",
          evidence,
          join(findings, doubts),
          List.of());
    }
    if (!doubts.isEmpty()) {
      return new Verdict(
          Requirement.R0_2,
          Status.REVIEW,
          "Licence and README are there; a person must look at the rest.",
          evidence,
          doubts,
          List.of());
    }
    return Verdict.pass(
        Requirement.R0_2,
        "Licence, public source, README and security by design are there; their quality was not"
            + " judged.",
        evidence);
  }

  private static void licence(ProjectFacts facts, List<Evidence> evidence, List<Finding> findings) {
    Licences licences = facts.licences();
    licences.recognised().stream()
        .map(e -> new Evidence(e.place(), "open-source licence " + e.text()))
        .forEach(evidence::add);
    if (licences.recognised().isEmpty()) {
      String seen =
          licences.unrecognised().isEmpty()
              ? "There is no licence file, and no manifest names a licence."
              : "The text of "
                  + String.join(", ", licences.unrecognised())
                  + " is no open-source licence that is known here.";
      findings.add(
          absent(
              seen,
              "Add a LICENSE file with the unchanged text of an open-source licence.",
              licences.unrecognised().stream()
                  .findFirst()
                  .map(Place::file)
                  .orElse(Place.nowhere())));
    }
  }

  private static void source(
      ProjectFacts facts, List<Evidence> evidence, List<Finding> findings, List<Finding> doubts) {
    Map<String, Place> urls = new LinkedHashMap<>();
    facts
        .maven()
        .ifPresent(
            m -> {
              for (String key : List.of("scm", "connection", "url")) {
                if (m.urls().containsKey(key)) {
                  urls.putIfAbsent(m.urls().get(key), Place.file(m.pom()));
                }
              }
            });
    facts
        .packaging()
        .mainPyproject()
        .flatMap(PackagingFile::pyproject)
        .flatMap(p -> p.project())
        .ifPresent(
            p ->
                p.urls().entrySet().stream()
                    .sorted(Comparator.comparing(u -> !SOURCE_LABEL.matcher(u.getKey()).find()))
                    .forEach(u -> urls.putIfAbsent(u.getValue(), p.place())));
    facts.repositoryUrl().ifPresent(u -> urls.putIfAbsent(u, Place.nowhere()));
    Optional<Map.Entry<String, Place>> known =
        urls.entrySet().stream().filter(u -> isPublic(u.getKey())).findFirst();
    if (known.isPresent()) {
      String url = RepositoryUrl.parse(known.get().getKey()).orElseThrow().https();
      evidence.add(new Evidence(known.get().getValue(), "public source address " + url));
    } else if (urls.isEmpty()) {
      findings.add(
          absent(
              "Nothing names a public address of the source: no <scm>, no git remote, no"
                  + " [project.urls].",
              "Add <scm><url> to the POM, or a Source entry to [project.urls] in pyproject.toml.",
              Place.nowhere()));
    } else {
      doubts.add(
          new Finding(
              "The address "
                  + urls.keySet().iterator().next()
                  + " is not recognised as a public repository.",
              "Check that everybody can read the source there.",
              urls.values().iterator().next()));
    }
  }

  private static boolean isPublic(String url) {
    return RepositoryUrl.parse(url)
        .filter(u -> u.host().contains("."))
        .filter(u -> !u.path().isBlank())
        .filter(u -> PRIVATE_HOSTS.stream().noneMatch(u.host()::endsWith))
        .isPresent();
  }

  private static void readme(ProjectFacts facts, List<Evidence> evidence, List<Finding> findings) {
    Optional<Document> readme = facts.documents().readme();
    if (readme.isEmpty()) {
      findings.add(
          absent(
              "There is no README.",
              "Write a README that says what the program is, how to install it and how to use it.",
              Place.nowhere()));
      return;
    }
    Document document = readme.get();
    if (document.problem().isPresent()) {
      findings.add(
          new Finding(
              "The README could not be read: " + document.problem().get() + ".",
              "Correct the file so that it can be read.",
              Place.file(document.path())));
      return;
    }
    part(
        document,
        "what the program is",
        document.words() >= LEAST_WORDS ? 1 : 0,
        evidence,
        findings);
    part(
        document,
        "how to install it",
        line(facts, document, INSTALL, INSTALL_COMMAND),
        evidence,
        findings);
    part(
        document, "how to use it", line(facts, document, USE, INSTALL_COMMAND), evidence, findings);
  }

  private static void part(
      Document document, String what, int line, List<Evidence> evidence, List<Finding> findings) {
    if (line > 0) {
      evidence.add(Evidence.at(document.path(), line, "README says " + what));
    } else {
      findings.add(
          absent(
              "The README does not say " + what + ".",
              "Add a section on " + what + " to " + document.path() + ".",
              Place.file(document.path())));
    }
  }

  /** The line of a heading, or of a sentence or command, that says it; 0 if none does. */
  private static int line(ProjectFacts facts, Document document, Pattern words, Pattern command) {
    for (Section section : document.sections()) {
      if (words.matcher(section.heading()).matches()) {
        return section.line();
      }
    }
    for (Document.Block block : document.blocks()) {
      if (words.matcher(block.flat()).matches()) {
        return block.line();
      }
    }
    String raw =
        new String(
            facts.repository().read(document.path()).bytes(),
            java.nio.charset.StandardCharsets.UTF_8);
    return command.matcher(raw).matches() ? 1 : 0;
  }

  private static void design(ProjectFacts facts, List<Evidence> evidence, List<Finding> findings) {
    List<DesignDefences.Named> sections = facts.designDefences().sections();
    sections.stream()
        .map(n -> new Evidence(n.place(), "security by design: " + n.heading()))
        .forEach(evidence::add);
    if (sections.isEmpty()) {
      findings.add(
          absent(
              "No document shows security by design: no threat model, trust boundaries or section"
                  + " on it was found.",
              "Describe the threat model and trust boundaries in the architecture document (4.3).",
              Place.nowhere()));
    }
  }

  private static Finding absent(String message, String remedy, Place place) {
    return Finding.absence(message, remedy, place);
  }

  private static List<Finding> join(List<Finding> first, List<Finding> second) {
    List<Finding> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }
}
