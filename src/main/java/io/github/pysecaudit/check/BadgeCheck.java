package io.github.pysecaudit.check;

import io.github.pysecaudit.badge.BadgeEntry;
import io.github.pysecaudit.badge.BadgeStanding;
import io.github.pysecaudit.badge.RepositoryUrl;
import io.github.pysecaudit.checklist.Evidence;
import io.github.pysecaudit.checklist.Finding;
import io.github.pysecaudit.checklist.Place;
import io.github.pysecaudit.checklist.Requirement;
import io.github.pysecaudit.checklist.Status;
import io.github.pysecaudit.checklist.Verdict;
import io.github.pysecaudit.facts.BadgeLookup;
import io.github.pysecaudit.facts.ProjectFacts;
import io.github.pysecaudit.remote.Lookup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Does this repository, and not some other, hold an OpenSSF Best Practices badge? */
public final class BadgeCheck implements Check {
  private static final String REGISTER =
      "Register the repository at https://www.bestpractices.dev and meet the passing criteria.";

  @Override
  public List<Requirement> requirements() {
    return List.of(Requirement.R2_1);
  }

  @Override
  public List<Verdict> evaluate(ProjectFacts facts) {
    BadgeLookup lookup = facts.badge();
    Optional<RepositoryUrl> remote = facts.gitRemote().flatMap(RepositoryUrl::parse);
    Verdict verdict =
        lookup
            .answer()
            .fold(found -> judged(lookup, found, remote), missing -> unavailable(lookup, missing));
    return List.of(verdict);
  }

  private static Verdict unavailable(
      BadgeLookup lookup, Lookup.Unavailable<BadgeStanding> missing) {
    String age =
        missing
            .newestAge()
            .map(
                a -> " The newest known answer is " + a.toDays() + " days old, too old to rely on.")
            .orElse("");
    return Verdict.unknown(
            Requirement.R2_1,
            "The badge could not be looked up.",
            List.of(
                new Finding(
                    missing.reason() + age,
                    "Run again with the network, or give -Daudit.badgeUrl if you have a mirror.",
                    Place.nowhere())))
        .withEvidence(lookup.links());
  }

  /** A project that names another repository as its own does not get the badge of that one. */
  private static Verdict judged(
      BadgeLookup lookup, Lookup.Found<BadgeStanding> found, Optional<RepositoryUrl> remote) {
    Verdict verdict = judge(lookup, found);
    Optional<RepositoryUrl> other = remote.filter(r -> !lookup.own().map(r::isSameAs).orElse(true));
    if (verdict.status() != Status.PASS || other.isEmpty()) {
      return verdict;
    }
    return review(
        lookup,
        found.value(),
        "The badge belongs to "
            + own(lookup)
            + ", which the project names as its repository, but git has the source from "
            + other.get().https()
            + ".",
        "Audit a clone of the repository itself, or record in audit.toml that this is a fork or a"
            + " mirror of it.");
  }

  private static Verdict judge(BadgeLookup lookup, Lookup.Found<BadgeStanding> found) {
    BadgeStanding standing = found.value();
    return switch (standing.kind()) {
      case HELD -> held(lookup, found);
      case IN_PROGRESS ->
          fail(
              lookup,
              standing,
              "The badge entry is in progress, at "
                  + standing.entry().orElseThrow().tieredPercentage()
                  + " %.",
              "Meet the passing criteria at " + standing.entry().orElseThrow().url() + ".");
      case NONE ->
          fail(
              lookup,
              standing,
              "The badge application has no entry for " + own(lookup) + ".",
              REGISTER);
      case OTHER_PROJECT ->
          fail(
              lookup,
              standing,
              "This is the badge of another project: entry "
                  + standing.entry().orElseThrow().id()
                  + " belongs to "
                  + standing.entry().orElseThrow().owner()
                  + ", not to "
                  + own(lookup)
                  + ".",
              "Link the project's own entry, or register the repository at"
                  + " https://www.bestpractices.dev.");
      case MOVED ->
          review(
              lookup,
              standing,
              "Entry "
                  + standing.entry().orElseThrow().id()
                  + " names "
                  + standing.entry().orElseThrow().owner()
                  + ", which has the name of this repository but another owner: moved, or a fork.",
              "Correct the repository address in the entry, or record in audit.toml that the"
                  + " project has moved.");
      case BASELINE_ONLY ->
          review(
              lookup,
              standing,
              "The entry meets a level of the OSPS baseline, but holds no passing badge.",
              "Meet the passing criteria, or record in audit.toml that the baseline is accepted.");
      case AMBIGUOUS ->
          review(
              lookup,
              standing,
              "Several badge entries claim this repository and do not agree.",
              "Give the id of the right one with -Daudit.badgeId.");
      case UNVERIFIED ->
          review(
              lookup,
              standing,
              "Badge entry "
                  + standing.entry().orElseThrow().id()
                  + " exists, but the address of this repository is not known, so nobody can say"
                  + " whose it is.",
              "Give the address with <scm> in the POM, [project.urls] or -Daudit.repositoryUrl.");
      case NOTHING_TO_ASK ->
          review(
              lookup,
              standing,
              "Neither the address of this repository nor a badge id is known, so no badge could"
                  + " be looked up.",
              "Give the address with <scm> in the POM, [project.urls] or -Daudit.repositoryUrl.");
    };
  }

  private static Verdict held(BadgeLookup lookup, Lookup.Found<BadgeStanding> found) {
    BadgeStanding standing = found.value();
    BadgeEntry entry = standing.entry().orElseThrow();
    if (!standing.reaches(lookup.minimum())) {
      return fail(
          lookup,
          standing,
          "The badge is "
              + entry.level()
              + " ("
              + entry.tieredPercentage()
              + " %), and minimumBadge asks for "
              + lookup.minimum().word()
              + ".",
          "Meet the " + lookup.minimum().word() + " criteria at " + entry.url() + ".");
    }
    String age =
        found.age().compareTo(Duration.ofHours(1)) > 0
            ? ", from an answer " + found.age().toHours() + " hours old"
            : "";
    String text =
        "badge level "
            + entry.level()
            + entry.updatedAt().map(u -> " as of " + u).orElse("")
            + ", self-certified by the project"
            + age;
    return new Verdict(
        Requirement.R2_1,
        Status.PASS,
        "Entry " + entry.id() + " of this repository holds the badge level " + entry.level() + ".",
        evidence(lookup, new Evidence(Place.url(entry.url()), text)),
        List.of(),
        notes(standing));
  }

  private static Verdict fail(
      BadgeLookup lookup, BadgeStanding standing, String message, String remedy) {
    return verdict(Status.FAIL, lookup, standing, message, remedy);
  }

  private static Verdict review(
      BadgeLookup lookup, BadgeStanding standing, String message, String remedy) {
    return verdict(Status.REVIEW, lookup, standing, message, remedy);
  }

  private static Verdict verdict(
      Status status, BadgeLookup lookup, BadgeStanding standing, String message, String remedy) {
    Place place =
        standing
            .entry()
            .map(e -> Place.url(e.url()))
            .or(() -> standing.asked().stream().findFirst().map(Place::url))
            .orElse(Place.nowhere());
    Finding finding = new Finding(message, remedy, place);
    boolean absent = standing.kind() == BadgeStanding.Kind.NONE;
    return new Verdict(
        Requirement.R2_1,
        status,
        message,
        lookup.links(),
        List.of(absent ? finding.with("absence", true) : finding),
        notes(standing));
  }

  private static List<Finding> notes(BadgeStanding standing) {
    return standing.notes().stream()
        .map(n -> new Finding(n, "Check the entry and the link.", Place.nowhere()))
        .toList();
  }

  private static List<Evidence> evidence(BadgeLookup lookup, Evidence first) {
    List<Evidence> all = new ArrayList<>();
    all.add(first);
    all.addAll(lookup.links());
    return all;
  }

  private static String own(BadgeLookup lookup) {
    return lookup.own().map(RepositoryUrl::https).orElse("this repository");
  }
}
