package io.github.pysecaudit.check;

import io.github.pysecaudit.badge.RepositoryUrl;
import io.github.pysecaudit.checklist.Evidence;
import io.github.pysecaudit.checklist.Finding;
import io.github.pysecaudit.checklist.Place;
import io.github.pysecaudit.checklist.Requirement;
import io.github.pysecaudit.checklist.Status;
import io.github.pysecaudit.checklist.Verdict;
import io.github.pysecaudit.facts.Document;
import io.github.pysecaudit.facts.Document.Block;
import io.github.pysecaudit.facts.ProjectFacts;
import io.github.pysecaudit.facts.SecurityInsights;
import io.github.pysecaudit.facts.SecurityPolicies;
import io.github.pysecaudit.facts.SecurityTxt;
import io.github.pysecaudit.facts.source.ResourceTable;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Is there a security policy with content, and can a vulnerability be reported in private? */
public final class SecurityPolicyCheck implements Check {
  private static final int FEW_WORDS = 12;
  private static final List<Placeholder> PLACEHOLDERS =
      ResourceTable.rows(SecurityPolicyCheck.class, "policy-placeholders.tsv", 3).stream()
          .map(row -> new Placeholder(Pattern.compile(row.get(0)), row.get(1)))
          .toList();
  private static final Pattern ON_TOPIC =
      Pattern.compile(
          "(?i)\\b(?:report|vulnerab|disclos|security (?:issue|bug|problem|contact|flaw)|CVE)\\w*");
  private static final String WRITE =
      "Write a SECURITY.md in the repository root that says how vulnerabilities are reported and"
          + " handled.";
  private static final String NAME_CHANNEL =
      "Name a private channel: a mail address, or the forge's private vulnerability reporting.";

  private record Placeholder(Pattern pattern, String what) {}

  @Override
  public List<Requirement> requirements() {
    return List.of(Requirement.R1_1, Requirement.R1_2);
  }

  @Override
  public List<Verdict> evaluate(ProjectFacts facts) {
    SecurityPolicies policies = facts.securityPolicies();
    Optional<Finding> refusal = PolicyRefusal.in(policies.documents());
    return Stream.of(exists(policies, facts.today()), channel(policies, facts))
        .map(v -> refusal.map(r -> refused(v, r)).orElse(v))
        .toList();
  }

  /** A policy that turns reporters away is none, but whether it does a person must say. */
  private static Verdict refused(Verdict verdict, Finding refusal) {
    return verdict.status() != Status.PASS
        ? verdict
        : new Verdict(
            verdict.requirement(),
            Status.REVIEW,
            "The policy seems to refuse reports.",
            verdict.evidence(),
            List.of(refusal),
            verdict.warnings());
  }

  private static Verdict exists(SecurityPolicies policies, LocalDate today) {
    Judgement judgement = new Judgement();
    policies.documents().forEach(document -> document(document, judgement));
    policies.texts().forEach(text -> securityTxt(text, today, judgement));
    if (judgement.passed.isEmpty()) {
      policies.readmeSection().ifPresent(section -> readme(section, judgement));
    }
    policies.insights().ifPresent(insights -> insights(insights, judgement));
    if (judgement.isEmpty() && !policies.nested().isEmpty()) {
      return Verdict.review(
          Requirement.R1_1,
          "Only a part of the repository has a security policy.",
          List.of(
              new Finding(
                  "The policy " + policies.nested().get(0) + " lies in a part of the repository.",
                  "Move it to the root, or decide in audit.toml that it covers the whole project.",
                  Place.file(policies.nested().get(0)))));
    }
    return judgement.verdict(Requirement.R1_1, policies);
  }

  private static void document(Document document, Judgement judgement) {
    if (document.problem().isPresent()) {
      judgement.unknown.add(
          new Finding(
              "The policy cannot be read: " + document.problem().get() + ".",
              "Make it a readable text file of ordinary size.",
              Place.file(document.path())));
      return;
    }
    Optional<Finding> placeholder = placeholder(document);
    if (placeholder.isPresent()) {
      judgement.failed.add(placeholder.get());
    } else if (document.words() < FEW_WORDS) {
      sparse(document, judgement);
    } else if (document.blocks().stream().noneMatch(b -> ON_TOPIC.matcher(b.text()).find())) {
      judgement.review.add(
          new Finding(
              "The text speaks neither of vulnerabilities nor of how to report them.",
              "Say how vulnerabilities are reported and handled.",
              Place.file(document.path())));
    } else {
      judgement.passed.add(
          Evidence.at(document.path(), 1, "a policy of " + document.words() + " words"));
    }
  }

  /** Hardly any text: a title, a link, or a channel and no more. */
  private static void sparse(Document document, Judgement judgement) {
    ReportingChannels channels = ReportingChannels.in(document);
    if (!channels.privately().isEmpty()) {
      judgement.passed.add(channels.privately().get(0));
    } else if (document.links().isEmpty()) {
      judgement.failed.add(
          Finding.absence(
              "The policy is "
                  + (document.words() == 0
                      ? "empty or only a title."
                      : "only \"" + firstText(document) + "\"."),
              WRITE,
              Place.file(document.path())));
    } else if (SecurityPolicies.resolve(document.path(), document.links().get(0)).isPresent()) {
      judgement.failed.add(
          Finding.absence(
              "The policy is only a link to \""
                  + document.links().get(0).target()
                  + "\", which is no document of this repository.",
              WRITE,
              Place.line(document.path(), document.links().get(0).line())));
    } else {
      judgement.review.add(
          new Finding(
              "The policy is only a link to " + document.links().get(0).target() + ".",
              "Look whether the linked policy is public and covers this project, or copy it here.",
              Place.line(document.path(), document.links().get(0).line())));
    }
  }

  private static String firstText(Document document) {
    return document.blocks().stream().map(Block::flat).findFirst().orElse("");
  }

  private static Optional<Finding> placeholder(Document document) {
    for (Block block : document.blocks()) {
      for (Placeholder placeholder : PLACEHOLDERS) {
        java.util.regex.Matcher matcher = placeholder.pattern().matcher(block.flat());
        if (matcher.find()) {
          return Optional.of(
              new Finding(
                  "The policy still holds " + placeholder.what() + ": \"" + matcher.group() + "\".",
                  "Replace it with what holds for this project.",
                  Place.line(document.path(), block.line())));
        }
      }
    }
    List<Evidence> nobody = ReportingChannels.in(document).placeholders();
    return nobody.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Finding(
                "The policy names an address that belongs to nobody: " + nobody.get(0).text() + ".",
                "Replace it with an address that the maintainers read.",
                nobody.get(0).place()));
  }

  private static void securityTxt(SecurityTxt text, LocalDate today, Judgement judgement) {
    String renew = "Set exactly one Expires field to a date within the next year.";
    if (text.problem().isPresent()) {
      judgement.unknown.add(
          new Finding(
              "security.txt cannot be read: " + text.problem().get() + ".",
              "Make it a readable text file.",
              Place.file(text.path())));
    } else if (text.contacts().isEmpty()) {
      judgement.failed.add(
          Finding.absence(
              "security.txt has no Contact field.",
              "Add a Contact field.",
              Place.file(text.path())));
    } else if (text.expiry().isEmpty()) {
      String what =
          text.expires().isEmpty()
              ? "has no Expires field."
              : text.expires().size() > 1
                  ? "has more than one Expires field."
                  : "has an Expires field that is no date: \""
                      + text.expires().get(0).value()
                      + "\".";
      judgement.failed.add(
          new Finding(
              "security.txt " + what,
              renew,
              text.expires().isEmpty()
                  ? Place.file(text.path())
                  : Place.line(text.path(), text.expires().get(0).line())));
    } else if (text.expiry().get().isBefore(today.atStartOfDay(ZoneOffset.UTC).toInstant())) {
      judgement.failed.add(
          new Finding(
              "security.txt expired on " + text.expires().get(0).value() + ".",
              renew,
              Place.line(text.path(), text.expires().get(0).line())));
    } else {
      judgement.passed.add(
          Evidence.at(
              text.path(),
              text.contacts().get(0).line(),
              "security.txt, valid until " + text.expires().get(0).value()));
    }
  }

  private static void readme(Document section, Judgement judgement) {
    boolean channel = !ReportingChannels.in(section).privately().isEmpty();
    boolean links = section.links().stream().anyMatch(l -> l.target().matches("(?i).*security.*"));
    Place place = Place.line(section.path(), section.sections().get(0).line());
    Optional<Finding> placeholder = placeholder(section);
    if (placeholder.isPresent()) {
      judgement.failed.add(placeholder.get());
    } else if (channel && section.words() >= 5) {
      judgement.passed.add(new Evidence(place, "a section of the README on security"));
    } else if (section.words() >= FEW_WORDS || links) {
      judgement.review.add(
          new Finding(
              "The README has a section on security, but no private channel in it.",
              "Look whether it is a security policy; better, write a SECURITY.md.",
              place));
    }
  }

  private static void insights(SecurityInsights insights, Judgement judgement) {
    if (insights.problem().isPresent()) {
      judgement.unknown.add(
          new Finding(
              "security-insights.yml cannot be read: " + insights.problem().get(),
              "Correct the file.",
              Place.file(insights.path())));
    } else if (insights.policy().isPresent()) {
      judgement.review.add(
          new Finding(
              "security-insights.yml points to the policy " + insights.policy().get().value() + ".",
              "Look whether that policy exists and covers this project.",
              Place.line(insights.path(), insights.policy().get().line())));
    }
  }

  private static Verdict channel(SecurityPolicies policies, ProjectFacts facts) {
    List<Evidence> privately = new ArrayList<>();
    List<Evidence> publicly = new ArrayList<>();
    List<Evidence> placeholders = new ArrayList<>();
    List<Evidence> elsewhere = new ArrayList<>();
    List<Document> texts = new ArrayList<>(policies.documents());
    policies.readmeSection().ifPresent(texts::add);
    List<ReportingChannels> all = new ArrayList<>();
    for (Document document : texts) {
      all.add(ReportingChannels.in(document));
      if (document.words() < FEW_WORDS) {
        document.links().stream()
            .filter(link -> link.target().contains("://"))
            .forEach(l -> elsewhere.add(Evidence.at(document.path(), l.line(), l.target())));
      }
    }
    for (SecurityTxt text : policies.texts()) {
      if (text.expiry().filter(e -> e.isBefore(start(facts.today()))).isEmpty()) {
        text.contacts()
            .forEach(c -> all.add(ReportingChannels.inAddress(text.path(), c.line(), c.value())));
      }
    }
    policies
        .insights()
        .flatMap(SecurityInsights::contact)
        .ifPresent(
            c ->
                all.add(
                    ReportingChannels.inAddress(
                        policies.insights().get().path(), c.line(), c.value())));
    for (ReportingChannels channels : all) {
      privately.addAll(channels.privately());
      publicly.addAll(channels.publicly());
      placeholders.addAll(channels.placeholders());
      elsewhere.addAll(channels.elsewhere());
    }
    if (!privately.isEmpty()) {
      List<Finding> warnings = new ArrayList<>(foreign(privately, facts.repositoryUrl()));
      policies.documents().stream()
          .filter(d -> d.problem().isEmpty())
          .findFirst()
          .ifPresent(d -> warnings.addAll(PolicyAdvice.on(d)));
      return Verdict.pass(
              Requirement.R1_2,
              "A private channel is named" + unchecked(privately) + ".",
              privately.stream().distinct().limit(5).toList())
          .withWarnings(warnings);
    }
    return withoutChannel(policies, publicly, placeholders, elsewhere);
  }

  private static Verdict withoutChannel(
      SecurityPolicies policies,
      List<Evidence> publicly,
      List<Evidence> placeholders,
      List<Evidence> elsewhere) {
    if (!placeholders.isEmpty()) {
      return fail(
          "The only address is a placeholder.",
          new Finding(
              "The address " + placeholders.get(0).text() + " belongs to nobody.",
              "Replace it with an address that the maintainers read.",
              placeholders.get(0).place()));
    }
    if (!publicly.isEmpty()) {
      return fail(
          "Vulnerabilities can only be reported in public.",
          new Finding(
              "The only channel is public: " + publicly.get(0).text() + ".",
              NAME_CHANNEL,
              publicly.get(0).place()));
    }
    Optional<Document> unread =
        policies.documents().stream().filter(d -> d.problem().isPresent()).findFirst();
    if (unread.isPresent()) {
      return Verdict.unknown(
          Requirement.R1_2,
          "The policy could not be read.",
          List.of(
              new Finding(
                  "The policy cannot be read: " + unread.get().problem().get() + ".",
                  "Make it a readable text file of ordinary size.",
                  Place.file(unread.get().path()))));
    }
    if (!elsewhere.isEmpty()) {
      return Verdict.review(
          Requirement.R1_2,
          "The policy links elsewhere; whether there is a private channel must be looked at.",
          List.of(
              new Finding(
                  "The policy names no channel itself and links to "
                      + elsewhere.get(0).text()
                      + ".",
                  "Look whether the linked page names a private channel; better, name it here.",
                  elsewhere.get(0).place())));
    }
    if (!policies.nested().isEmpty()) {
      return Verdict.review(
          Requirement.R1_2,
          "Only a part of the repository has a security policy.",
          List.of(
              new Finding(
                  "Only " + policies.nested().get(0) + " may name a channel.",
                  NAME_CHANNEL,
                  Place.file(policies.nested().get(0)))));
    }
    Place place =
        policies.documents().isEmpty()
            ? Place.nowhere()
            : Place.file(policies.documents().get(0).path());
    return fail(
        "No channel for reports is named.",
        Finding.absence(
            policies.documents().isEmpty()
                ? "There is no security policy that could name a channel for reports."
                : "The policy names no mail address, no private reporting and no form.",
            NAME_CHANNEL,
            place));
  }

  private static Verdict fail(String summary, Finding finding) {
    return Verdict.fail(Requirement.R1_2, summary, List.of(finding));
  }

  private static String unchecked(List<Evidence> privately) {
    boolean onlyForge =
        privately.stream().allMatch(e -> e.text().startsWith("private vulnerability reporting"));
    return onlyForge ? "; whether private reporting is switched on was not checked" : "";
  }

  /** A reporting link into another repository may be left over from a template. */
  private static List<Finding> foreign(List<Evidence> privately, Optional<String> repositoryUrl) {
    Optional<RepositoryUrl> own = repositoryUrl.flatMap(RepositoryUrl::parse);
    if (own.isEmpty()) {
      return List.of();
    }
    List<Finding> findings = new ArrayList<>();
    for (Evidence evidence : privately) {
      String url = evidence.text().replaceFirst("^[^:]*: ", "");
      Optional<RepositoryUrl> other =
          url.contains("/security") ? RepositoryUrl.parse(url) : Optional.empty();
      if (other.isPresent()
          && other.get().host().equals(own.get().host())
          && !other
              .get()
              .path()
              .toLowerCase(java.util.Locale.ROOT)
              .startsWith(own.get().path().toLowerCase(java.util.Locale.ROOT))) {
        findings.add(
            new Finding(
                "The reporting link " + url + " leads to another repository.",
                "Check that reports for this project are meant to go there.",
                evidence.place()));
      }
    }
    return findings;
  }

  private static java.time.Instant start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** What the candidates came to; the best one decides. */
  private static final class Judgement {
    private final List<Evidence> passed = new ArrayList<>();
    private final List<Finding> failed = new ArrayList<>();
    private final List<Finding> review = new ArrayList<>();
    private final List<Finding> unknown = new ArrayList<>();

    boolean isEmpty() {
      return passed.isEmpty() && failed.isEmpty() && review.isEmpty() && unknown.isEmpty();
    }

    Verdict verdict(Requirement requirement, SecurityPolicies policies) {
      if (!passed.isEmpty()) {
        List<Finding> warnings = new ArrayList<>(failed);
        warnings.addAll(unknown);
        return Verdict.pass(
                requirement, "There is a security policy with content of its own.", passed)
            .withWarnings(warnings);
      }
      if (!unknown.isEmpty()) {
        return Verdict.unknown(requirement, "The policy could not be read.", unknown);
      }
      if (!review.isEmpty()) {
        review.addAll(failed);
        return Verdict.review(requirement, "A person must look at the policy.", review);
      }
      if (!failed.isEmpty()) {
        return Verdict.fail(requirement, "The security policy has no usable content.", failed);
      }
      String ignored =
          policies.ignored().isEmpty()
              ? ""
              : " "
                  + policies.ignored().get(0)
                  + " is there, but it is left out of the repository.";
      return Verdict.fail(
          requirement,
          "There is no security policy.",
          List.of(
              Finding.absence(
                  "No SECURITY.md, .rst, .adoc or .txt was found in the root, .github, .gitlab or"
                      + " docs, and no security.txt."
                      + ignored
                      + " A policy in the owner's .github repository was not looked for.",
                  WRITE,
                  Place.nowhere())));
    }
  }
}
