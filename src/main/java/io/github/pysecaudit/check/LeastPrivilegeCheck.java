package io.github.pysecaudit.check;

import io.github.pysecaudit.checklist.Amount;
import io.github.pysecaudit.checklist.Evidence;
import io.github.pysecaudit.checklist.Finding;
import io.github.pysecaudit.checklist.Place;
import io.github.pysecaudit.checklist.Requirement;
import io.github.pysecaudit.checklist.Status;
import io.github.pysecaudit.checklist.Verdict;
import io.github.pysecaudit.facts.ProjectFacts;
import io.github.pysecaudit.facts.ci.CiFacts;
import io.github.pysecaudit.facts.deploy.Observation;
import io.github.pysecaudit.facts.deploy.Privilege;
import io.github.pysecaudit.facts.deploy.PrivilegeReport;
import io.github.pysecaudit.facts.deploy.RequiredAuthorizations;
import io.github.pysecaudit.facts.deploy.Weight;
import io.github.pysecaudit.python.metadata.ArchiveShape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Does the program run with as few rights as it can, under no administrator, with an account of its
 * own, and does the documentation outline what it needs?
 *
 * <p>Finding nothing proves nothing: without a privileged construct the requirements pass only if
 * there is evidence for less (a USER line, a service account) or the documentation says so.
 */
public final class LeastPrivilegeCheck implements Check {
  private static final int MAX_EVIDENCE = 20;

  @Override
  public List<Requirement> requirements() {
    return List.of(Requirement.R8_1, Requirement.R8_2, Requirement.R8_3, Requirement.R8_4);
  }

  @Override
  public List<Verdict> evaluate(ProjectFacts facts) {
    Seen seen = new Seen(withArchives(facts), facts.ci(), facts.authorizations());
    return List.of(
        minimal(seen, facts.configuration().knownPrivileges()),
        administrative(seen),
        accounts(seen),
        outlined(seen));
  }

  /** The rights in the tree, and those of files in the archives that were just built. */
  private static PrivilegeReport withArchives(ProjectFacts facts) {
    PrivilegeReport tree = facts.privileges();
    List<Observation> all = new ArrayList<>(tree.observations());
    for (ArchiveShape shape : facts.builtShapes().shapes()) {
      for (String entry : shape.setUserOrGroup()) {
        String path = shape.archive() + "!/" + entry;
        all.add(
            new Observation(
                Privilege.SETUID_FILE,
                Weight.EXCESSIVE,
                Place.file(path),
                path,
                "The built archive holds the set-id file " + entry + ".",
                "Remove the bits with chmod ug-s before the archive is built."));
      }
    }
    return new PrivilegeReport(all, tree.problems(), tree.looked(), tree.asideForTheBuild());
  }

  /** What was read, in one place. */
  private record Seen(PrivilegeReport program, CiFacts ci, RequiredAuthorizations documents) {

    Stream<Observation> all() {
      return Stream.concat(program.observations().stream(), ci.rights().stream());
    }

    List<Observation> of(Weight... weights) {
      Set<Weight> wanted = Set.of(weights);
      return all().filter(o -> wanted.contains(o.weight())).toList();
    }

    List<String> problems() {
      return Stream.concat(program.problems().stream(), ci.problems().stream()).distinct().toList();
    }

    String looked() {
      String files = program.lookedInWords();
      return ci.files().isEmpty() ? files : files + ", " + Amount.of(ci.files().size(), "CI file");
    }

    List<Evidence> evidence(Stream<Observation> from) {
      List<Evidence> evidence =
          new ArrayList<>(
              from.map(o -> new Evidence(o.place(), o.message())).limit(MAX_EVIDENCE).toList());
      documents.statements().stream()
          .sorted(Comparator.comparing(s -> !s.saysNone()))
          .limit(1)
          .forEach(s -> evidence.add(said(s)));
      if (!program.asideForTheBuild().isEmpty()) {
        evidence.add(
            new Evidence(
                Place.file(program.asideForTheBuild().get(0)),
                program.asideForTheBuild().size()
                    + " files are for the build machine or for tests only and do not count: "
                    + String.join(", ", program.asideForTheBuild().stream().limit(5).toList())));
      }
      return evidence;
    }

    static Evidence said(RequiredAuthorizations.Statement statement) {
      return new Evidence(
          statement.place(),
          statement.saysNone()
              ? "the documentation says that no special right is needed"
              : "the documentation outlines which authorizations are needed");
    }
  }

  /**
   * A right that the project knows it needs is shown, not counted; administrative rights always
   * count.
   */
  private static Verdict minimal(Seen seen, Set<Privilege> known) {
    List<Observation> bad =
        seen.of(Weight.ADMINISTRATIVE, Weight.EXCESSIVE).stream()
            .filter(o -> o.weight() == Weight.ADMINISTRATIVE || !known.contains(o.privilege()))
            .toList();
    List<Observation> open = seen.of(Weight.DOUBT, Weight.ADMINISTRATIVE_DOUBT);
    Verdict verdict = judged(Requirement.R8_1, seen, bad, open, "more rights than needed");
    List<Finding> warnings = new ArrayList<>(verdict.warnings());
    seen.of(Weight.EXCESSIVE).stream()
        .filter(o -> known.contains(o.privilege()))
        .map(
            o ->
                new Finding(
                    "Known in audit.toml: " + o.message(),
                    "Remove it from [privileges] known once the right is no longer needed.",
                    o.place()))
        .forEach(warnings::add);
    return verdict.withWarnings(warnings);
  }

  private static Verdict administrative(Seen seen) {
    List<Observation> bad = seen.of(Weight.ADMINISTRATIVE);
    List<Observation> open = seen.of(Weight.ADMINISTRATIVE_DOUBT);
    return judged(Requirement.R8_2, seen, bad, open, "an administrative account");
  }

  private static Verdict judged(
      Requirement requirement,
      Seen seen,
      List<Observation> bad,
      List<Observation> open,
      String what) {
    List<Observation> good =
        seen.program().observations().stream().filter(o -> o.weight() == Weight.GOOD).toList();
    List<Evidence> evidence = seen.evidence(seen.all().filter(o -> o.weight() == Weight.GOOD));
    if (!bad.isEmpty()) {
      return new Verdict(
          requirement,
          Status.FAIL,
          bad.size() + (bad.size() == 1 ? " place uses " : " places use ") + what + ".",
          evidence,
          findings(bad),
          findings(open));
    }
    List<Finding> unread = unread(seen);
    if (!unread.isEmpty()) {
      return new Verdict(
          requirement,
          Status.UNKNOWN,
          "Files that may grant rights could not be read, so nothing can be said about them.",
          evidence,
          unread,
          findings(open));
    }
    if (!open.isEmpty()) {
      return new Verdict(
          requirement,
          Status.REVIEW,
          "A person has to look at " + open.size() + (open.size() == 1 ? " place." : " places."),
          evidence,
          findings(open),
          List.of());
    }
    if (good.isEmpty() && seen.documents().statements().isEmpty()) {
      return new Verdict(
          requirement, Status.REVIEW, nothingFound(seen), evidence, List.of(silence()), List.of());
    }
    return new Verdict(
        requirement,
        Status.PASS,
        "Nothing was found that uses " + what + " in " + seen.looked() + ".",
        evidence,
        List.of(),
        List.of());
  }

  private static String nothingFound(Seen seen) {
    return "No privileged construct was found in "
        + seen.looked()
        + "; the documentation does not say which authorizations are needed.";
  }

  private static Finding silence() {
    return new Finding(
        "No file grants or demands rights, and the documentation does not say that none are"
            + " needed.",
        "Add a section \"Required authorizations\" that says which rights the program needs, or"
            + " that it needs none.",
        Place.nowhere());
  }

  private static List<Finding> unread(Seen seen) {
    return seen.problems().stream().map(LeastPrivilegeCheck::unread).toList();
  }

  private static Finding unread(String problem) {
    Place place = place(problem);
    String where = place + " ";
    String message =
        where.length() > 1 && problem.startsWith(where)
            ? "The file " + problem.substring(where.length())
            : problem;
    return new Finding(message, "Repair the file, or remove it from the repository.", place);
  }

  /** The place that a sentence of a reader begins with. */
  private static Place place(String problem) {
    String first = problem.split("\\s", 2)[0];
    int colon = first.lastIndexOf(':');
    if (colon > 0 && first.substring(colon + 1).matches("\\d{1,7}")) {
      return Place.line(
          first.substring(0, colon), Math.max(1, Integer.parseInt(first.substring(colon + 1))));
    }
    return first.contains(".") || first.contains("/") ? Place.file(first) : Place.nowhere();
  }

  private static List<Finding> findings(List<Observation> observations) {
    return observations.stream()
        .map(
            o ->
                new Finding(
                        o.message(),
                        o.remedy().isEmpty() ? "Look whether the right is needed." : o.remedy(),
                        o.place())
                    .with("privilege", o.privilege().name()))
        .toList();
  }

  /** 8.3: every deployed service has an account of its own. */
  private static Verdict accounts(Seen seen) {
    PrivilegeReport program = seen.program();
    Set<String> needing = new LinkedHashSet<>();
    List<Observation> without = new ArrayList<>();
    List<Observation> accounts =
        program.of(Privilege.ACCOUNT).stream()
            .filter(o -> o.weight() == Weight.GOOD || o.weight() == Weight.NEUTRAL)
            .toList();
    Set<String> having = subjects(accounts.stream());
    for (Observation service : program.of(Privilege.SERVICE)) {
      needing.add(service.subject());
      if (!having.contains(service.subject())) {
        without.add(service);
      }
    }
    List<Observation> demanded =
        program.observations().stream()
            .filter(o -> o.privilege().isToBeDocumented() && o.weight() == Weight.ADMINISTRATIVE)
            .filter(o -> !needing.contains(o.subject()))
            .toList();
    List<Finding> unread = unread(seen);
    if (needing.isEmpty() && demanded.isEmpty()) {
      return unneeded(seen, unread);
    }
    List<Observation> shared =
        program.of(Privilege.ACCOUNT).stream().filter(o -> o.weight() == Weight.DOUBT).toList();
    List<Finding> missing = new ArrayList<>();
    without.forEach(s -> missing.add(missing(s, "has no account of its own")));
    if (accounts.isEmpty()) {
      Set<String> named = new LinkedHashSet<>();
      demanded.stream()
          .filter(d -> named.add(d.subject()))
          .forEach(d -> missing.add(missing(d, "needs rights, and no account holds them")));
    }
    List<Evidence> evidence = seen.evidence(accounts.stream());
    if (!missing.isEmpty()) {
      boolean doubtful =
          demanded.isEmpty() && doubtful(program).containsAll(subjects(without.stream()));
      return new Verdict(
          Requirement.R8_3,
          doubtful ? Status.REVIEW : Status.FAIL,
          doubtful
              ? "Which account " + missing.size() + " services use is not in the files."
              : "Services and privileges without an account of their own: " + missing.size() + ".",
          evidence,
          missing,
          findings(shared));
    }
    if (!unread.isEmpty()) {
      return servicesUnread(evidence, unread);
    }
    if (!shared.isEmpty()) {
      return new Verdict(
          Requirement.R8_3,
          Status.REVIEW,
          "A service uses an account that others use as well.",
          evidence,
          findings(shared),
          List.of());
    }
    return new Verdict(
        Requirement.R8_3,
        Status.PASS,
        "Each of the " + Math.max(1, needing.size()) + " deployed services has its own account.",
        evidence,
        List.of(),
        List.of());
  }

  private static Verdict servicesUnread(List<Evidence> evidence, List<Finding> unread) {
    return new Verdict(
        Requirement.R8_3,
        Status.UNKNOWN,
        "Files that may deploy a service could not be read.",
        evidence,
        unread,
        List.of());
  }

  /** Services of which the files do not say whether they run as root. */
  private static Set<String> doubtful(PrivilegeReport program) {
    return subjects(
        program.of(Privilege.ROOT_ACCOUNT).stream()
            .filter(o -> o.weight() == Weight.ADMINISTRATIVE_DOUBT));
  }

  private static Set<String> subjects(Stream<Observation> observations) {
    return observations.map(Observation::subject).collect(Collectors.toSet());
  }

  private static Verdict unneeded(Seen seen, List<Finding> unread) {
    List<Evidence> evidence = seen.evidence(Stream.empty());
    if (!unread.isEmpty()) {
      return servicesUnread(evidence, unread);
    }
    if (seen.documents().none().isPresent()) {
      return new Verdict(
          Requirement.R8_3,
          Status.NOT_APPLICABLE,
          "No deployed service and no demanded privilege in "
              + seen.looked()
              + ", and the documentation says that none is needed.",
          evidence,
          List.of(),
          List.of());
    }
    if (!seen.documents().statements().isEmpty()) {
      RequiredAuthorizations.Statement outline = seen.documents().statements().get(0);
      return new Verdict(
          Requirement.R8_3,
          Status.REVIEW,
          "The documentation outlines authorizations, and no deployed service was found in "
              + seen.looked()
              + " that would need an account of its own.",
          evidence,
          List.of(
              new Finding(
                  "Which account holds the authorizations that the documentation outlines is not in"
                      + " the files.",
                  "Say in the section that the program runs as the user who starts it, needs no"
                      + " special rights, or under which account it runs.",
                  outline.place())),
          List.of());
    }
    return new Verdict(
        Requirement.R8_3,
        Status.REVIEW,
        "No deployed service and no demanded privilege was found in "
            + seen.looked()
            + "; the documentation does not say which authorizations are needed.",
        evidence,
        List.of(silence()),
        List.of());
  }

  private static Finding missing(Observation about, String what) {
    return new Finding(
        about.subject() + " " + what + ": " + about.message(),
        "Create an account for it with only the rights that the documentation lists, and name it in"
            + " the file.",
        about.place());
  }

  /** 8.4: each right that was found is outlined. */
  private static Verdict outlined(Seen seen) {
    RequiredAuthorizations documents = seen.documents();
    List<Observation> found =
        seen.program().observations().stream()
            .filter(o -> o.privilege().isToBeDocumented())
            .filter(o -> o.weight() == Weight.ADMINISTRATIVE || o.weight() == Weight.EXCESSIVE)
            .filter(o -> !o.message().contains("default"))
            .toList();
    if (!documents.known()) {
      return Verdict.unknown(
          Requirement.R8_4,
          "The documents were not read.",
          List.of(
              new Finding(
                  "The documents were not read, so what they outline is not known.",
                  "Run the audit on the whole repository.",
                  Place.nowhere())));
    }
    List<Evidence> evidence =
        new ArrayList<>(
            documents.statements().stream()
                .map(s -> new Evidence(s.place(), "a section on required authorizations"))
                .limit(MAX_EVIDENCE)
                .toList());
    List<Finding> missing = new ArrayList<>();
    Set<Privilege> done = EnumSet.noneOf(Privilege.class);
    for (Observation o : found) {
      if (done.add(o.privilege()) && documents.outlines(o.privilege()).isEmpty()) {
        long same = found.stream().filter(x -> x.privilege() == o.privilege()).count();
        missing.add(
            new Finding(
                "The documentation does not outline "
                    + o.privilege().words()
                    + (same > 1 ? ", which " + same + " places use, first: " : ": ")
                    + o.message(),
                "Describe in a section \"Required authorizations\" what needs it and why, or remove"
                    + " it.",
                o.place()));
      }
    }
    if (!missing.isEmpty()) {
      return new Verdict(
          Requirement.R8_4,
          Status.FAIL,
          missing.size()
              + " of "
              + done.size()
              + " kinds of rights that were found are not outlined in the documentation.",
          evidence,
          missing,
          List.of());
    }
    if (documents.statements().isEmpty()) {
      return new Verdict(
          Requirement.R8_4,
          Status.REVIEW,
          nothingFound(seen),
          evidence,
          List.of(silence()),
          List.of());
    }
    List<Finding> unread = unread(seen);
    if (!unread.isEmpty()) {
      return new Verdict(
          Requirement.R8_4,
          Status.REVIEW,
          "The documentation outlines authorizations; whether all of them is not known, because"
              + " files could not be read.",
          evidence,
          unread,
          List.of());
    }
    return new Verdict(
        Requirement.R8_4,
        Status.PASS,
        found.isEmpty()
            ? "The documentation says which authorizations are needed, and nothing that was read"
                + " needs another."
            : "All " + done.size() + " kinds of rights that were found are outlined.",
        evidence,
        List.of(),
        List.of());
  }
}
