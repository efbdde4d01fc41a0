package io.github.pysecaudit.checklist;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The catalogue: every normative sentence of the checklist, in our words. The ids are public
 * interface and never change meaning.
 *
 * <p>Source: Maikel Mardjan, "Checklist for Python Security Applications", {@value #SOURCE}.
 */
public enum Requirement {
  R0_1(
      "0.1",
      Level.MUST,
      Group.DOCUMENTATION,
      Scope.REPOSITORY,
      false,
      "Not-applicable statements",
      "Where a requirement does not apply to the project, its documentation says so plainly.",
      "Reads SECURITY, the architecture document, README and the applicability document for"
          + " statements of non-applicability, and holds each against the tree and the catalogue.",
      "Correct the statement: name the requirement by id and title, give the reason, and remove it"
          + " where the project contradicts it."),
  R0_2(
      "0.2",
      Level.MUST,
      Group.DOCUMENTATION,
      Scope.REPOSITORY,
      true,
      "Transparency and documentation",
      "The project is open, documented, and designed with security in mind; less than that is no"
          + " starting point.",
      "Looks for an open-source licence, a public source address, a README that says what the"
          + " program is, how to install and how to use it, and for the evidence of 4.3.",
      "Add what is named as missing: a LICENSE file with a recognised open-source licence, the"
          + " source address in <scm> or [project.urls], and a README with purpose, installation"
          + " and usage."),
  R1_1(
      "1.1",
      Level.MUST,
      Group.SECURITY_POLICY,
      Scope.REPOSITORY,
      false,
      "Security policy",
      "The project has a security policy with content of its own.",
      "Looks for SECURITY.md and its variants in the root, .github, .gitlab and docs, for"
          + " security.txt and for security-insights.yml, and reads whether the text says"
          + " anything.",
      "Write a SECURITY.md in the repository root that says how vulnerabilities are handled;"
          + " audit:init writes an outline."),
  R1_2(
      "1.2",
      Level.MUST,
      Group.SECURITY_POLICY,
      Scope.REPOSITORY,
      true,
      "Secure reporting",
      "Whoever finds a vulnerability can report it in private, and knows how.",
      "Looks in the policy for a private channel: a mail address, private vulnerability reporting,"
          + " a security.txt contact, a reporting form. A public issue tracker alone does not"
          + " count.",
      "Name a private channel in the security policy, for instance a mail address or the forge's"
          + " private vulnerability reporting."),
  R2_1(
      "2.1",
      Level.MUST,
      Group.BADGE,
      Scope.REPOSITORY,
      false,
      "OpenSSF Best Practices badge",
      "The project holds and maintains an OpenSSF Best Practices badge.",
      "Asks the badge API for the entry of this repository, found by repository address, configured"
          + " id or badge link, and checks that the entry belongs to this repository.",
      "Register the repository at https://www.bestpractices.dev and meet the passing criteria, then"
          + " link the badge in the README."),
  R3_1(
      "3.1",
      Level.SHOULD,
      Group.FUZZING,
      Scope.REPOSITORY,
      true,
      "Fuzzing",
      "Where the program takes input, a fuzzer belongs to its tests.",
      "Looks for fuzz harnesses by what the code imports and uses, and for something that runs"
          + " them: a build binding, a test task, a workflow.",
      "Add a fuzz harness (atheris or hypothesis for Python, Jazzer for Java) and run it in the"
          + " tests or in CI."),
  R4_1(
      "4.1",
      Level.MUST,
      Group.ARCHITECTURE,
      Scope.REPOSITORY,
      true,
      "Architecture document",
      "A document describes the architecture or design of the program.",
      "Looks for ARCHITECTURE and DESIGN documents, docs folders, decision records and arc42 or C4"
          + " sources, and reads whether they are more than a stub.",
      "Write an ARCHITECTURE.md with the parts of the program, their boundaries and the data that"
          + " crosses them; audit:init writes an outline."),
  R4_2(
      "4.2",
      Level.MUST,
      Group.ARCHITECTURE,
      Scope.REPOSITORY,
      true,
      "Principles and decisions",
      "The architecture document names the principles of the design and records its decisions.",
      "Looks for sections, sentences or decision records that state principles and decisions, by"
          + " heading and by content.",
      "Add a section on the design principles and one on the decisions taken with their reasons, or"
          + " keep decision records in docs/adr."),
  R4_3(
      "4.3",
      Level.RECOMMENDED,
      Group.ARCHITECTURE,
      Scope.REPOSITORY,
      true,
      "Security by design",
      "Security is part of every stage from design to release.",
      "Looks for a threat model, trust boundaries, a section on security by design, or a decision"
          + " record that covers it.",
      "Describe the threat model and trust boundaries of the program in the architecture"
          + " document."),
  R4_4(
      "4.4",
      Level.SHOULD,
      Group.ARCHITECTURE,
      Scope.REPOSITORY,
      true,
      "Licence of the document",
      "The architecture document may be used under Creative Commons or an equivalent open licence.",
      "Looks for a licence tag, notice or badge in the document, a documentation licence,"
          + " REUSE.toml, or an open licence that covers the whole repository.",
      "State the licence of the document in it, for instance SPDX-License-Identifier: CC-BY-4.0."),
  R4_5(
      "4.5",
      Level.MUST,
      Group.ARCHITECTURE,
      Scope.REPOSITORY,
      true,
      "Availability of the document",
      "Everybody can read the architecture document without asking anybody.",
      "Checks that the document is in the repository, is not ignored by git, does not only link to"
          + " a place behind a login, and carries no confidentiality notice.",
      "Commit the document itself to the repository and remove notices that restrict who may read"
          + " it."),
  R5_1(
      "5.1",
      Level.SHOULD,
      Group.DEPENDENCIES,
      Scope.MODULE,
      true,
      "Known vulnerabilities",
      "Every dependency is checked against known vulnerabilities.",
      "Matches every resolved Maven dependency and every Python dependency at a known version"
          + " against OSV, online or from a local copy.",
      "Move to the fixed version that is named, or accept the vulnerability in audit.toml with a"
          + " reason and an expiry date."),
  R6_1(
      "6.1",
      Level.MUST,
      Group.EXACT_VERSIONS,
      Scope.MODULE,
      true,
      "Exact versions in pyproject.toml",
      "Every requirement in pyproject.toml names one exact version.",
      "Reads every requirement in every table of pyproject.toml that a build back end or package"
          + " manager uses. A lock file is shown but does not replace the pin.",
      "Write the exact version (name==1.2.3) in pyproject.toml; audit:pin takes it from the lock"
          + " file."),
  R6_2(
      "6.2",
      Level.MUST,
      Group.EXACT_VERSIONS,
      Scope.MODULE,
      true,
      "Exact versions elsewhere",
      "Every other list of Python requirements in the project names exact versions, too.",
      "Reads requirements and constraints files with their includes, setup.cfg, setup.py"
          + " statically, Pipfile, conda environments, script metadata, Python packages in a POM"
          + " and the metadata of bundled packages.",
      "Write the exact version (name==1.2.3) in the file and line that is named."),
  R6_3(
      "6.3",
      Level.MUST,
      Group.EXACT_VERSIONS,
      Scope.MODULE,
      true,
      "Exact Maven versions",
      "Maven dependencies and plugins use exact versions.",
      "Reads the versions in the Maven model: no ranges, no LATEST or RELEASE, no missing plugin"
          + " version, and no SNAPSHOT in a release build.",
      "Write one released version in the POM line that is named."),
  R7_1(
      "7.1",
      Level.SHOULD,
      Group.REPRODUCIBLE,
      Scope.MODULE,
      true,
      "Reproducible build",
      "Building the same source twice gives the same package.",
      "Looks at project.build.outputTimestamp, plugin versions, the archive that was just built and"
          + " the Python build set-up; audit:reproduce proves it by a second build.",
      "Set project.build.outputTimestamp in the POM, or SOURCE_DATE_EPOCH in the Python build, and"
          + " move the named plugins to the named versions."),
  R7_2(
      "7.2",
      Level.RECOMMENDED,
      Group.REPRODUCIBLE,
      Scope.MODULE,
      true,
      "Reproducible Python build tool",
      "The Python build tool gives reproducible packages by default.",
      "Holds build-system.build-backend in pyproject.toml against a table of build back ends.",
      "Use a build back end that is reproducible by default, for instance hatchling, poetry-core or"
          + " flit-core with SOURCE_DATE_EPOCH."),
  R8_1(
      "8.1",
      Level.SHOULD,
      Group.LEAST_PRIVILEGE,
      Scope.REPOSITORY,
      true,
      "Minimal privileges",
      "The program needs as few privileges as it can.",
      "Reads container files, compose and Kubernetes manifests, systemd units, CI permissions,"
          + " scripts, source and file modes for privileges that are granted or demanded.",
      "Remove the privilege that is named: run as a dedicated user, drop capabilities, restrict"
          + " workflow permissions."),
  R8_2(
      "8.2",
      Level.MUST_NOT,
      Group.LEAST_PRIVILEGE,
      Scope.REPOSITORY,
      true,
      "No administrative accounts",
      "The program runs under no administrative or high-privilege account.",
      "Looks for root as the final container user, privileged containers, root services, sudo in"
          + " what is shipped, demands for root in the code, and write-all tokens.",
      "Run as a dedicated unprivileged account: a USER line, runAsNonRoot, User= in the unit, and"
          + " narrow token permissions."),
  R8_3(
      "8.3",
      Level.MUST,
      Group.LEAST_PRIVILEGE,
      Scope.REPOSITORY,
      true,
      "Separate service account",
      "Where the program needs specific authorizations, a service account of its own holds them.",
      "Applies when 8.1 or 8.2 found a deployed service or a demanded privilege; looks for a"
          + " dedicated user or service account.",
      "Create a dedicated service account with only the authorizations that the documentation"
          + " lists."),
  R8_4(
      "8.4",
      Level.MUST,
      Group.LEAST_PRIVILEGE,
      Scope.REPOSITORY,
      true,
      "Documented authorizations",
      "The documentation outlines all authorizations that the program requires.",
      "Looks for a section on permissions, privileges, authorizations or service accounts, and"
          + " whether it covers each privilege that the scan found.",
      "Add a section \"Required authorizations\" to the documentation that lists each privilege the"
          + " program needs, or says that it needs none."),
  R9_1(
      "9.1",
      Level.MUST,
      Group.DEFENCE_IN_DEPTH,
      Scope.REPOSITORY,
      true,
      "Defence in depth",
      "Design, implementation and testing each have defences of their own.",
      "Looks for one piece of evidence in each of the three stages; the stage that lacks it is"
          + " named.",
      "Add the missing layer: a threat model, hardening in the code or deployment, or a second"
          + " independent kind of test."),
  R9_2(
      "9.2",
      Level.SHOULD,
      Group.DEFENCE_IN_DEPTH,
      Scope.REPOSITORY,
      true,
      "More than one SAST tool",
      "More than one static analyser validates the code.",
      "Counts the distinct tools that ran in this build, whose reports were imported, or which the"
          + " CI configuration runs.",
      "Run a second, independent static analyser in the build or in CI, or import its report."),
  R10_1(
      "10.1",
      Level.MUST,
      Group.SAST,
      Scope.MODULE,
      false,
      "All Python source scanned",
      "A trusted open-source scanner validates all Python source.",
      "Scans every Python file of the project and of bundled packages in this build, or accepts an"
          + " imported report that covers it and is newer; lists what was not fully scanned.",
      "Make the named files readable for the scanner, or import a report that covers them."),
  R10_2(
      "10.2",
      Level.MUST,
      Group.SAST,
      Scope.MODULE,
      true,
      "Marked mitigations",
      "What a scanner still reports although it is mitigated is marked in the code with an"
          + " explanation.",
      "Holds each finding against the markers on its statement: a finding is fixed, or marked with"
          + " a reason. A bare marker is a violation, a marker that suppresses nothing a warning.",
      "Fix the weakness, or mark the statement with the rule and the reason, for instance: # nosec"
          + " B603 - the argument list is constant.");

  /** Where the checklist is published. */
  public static final String SOURCE = "https://nocomplexity.com";

  private static final Map<String, Requirement> BY_ID =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(Requirement::id, Function.identity()));

  /** Whether a requirement is judged once for the repository or for each Maven module. */
  public enum Scope {
    REPOSITORY,
    MODULE
  }

  private final String id;
  private final Level level;
  private final Group group;
  private final Scope scope;
  private final boolean waivable;
  private final String title;
  private final String sentence;
  private final String decidedBy;
  private final String remedy;

  Requirement(
      String id,
      Level level,
      Group group,
      Scope scope,
      boolean waivable,
      String title,
      String sentence,
      String decidedBy,
      String remedy) {
    this.id = id;
    this.level = level;
    this.group = group;
    this.scope = scope;
    this.waivable = waivable;
    this.title = title;
    this.sentence = sentence;
    this.decidedBy = decidedBy;
    this.remedy = remedy;
  }

  /** The id in the catalogue, for instance {@code 4.2}. */
  public String id() {
    return id;
  }

  public Level level() {
    return level;
  }

  public Group group() {
    return group;
  }

  public Scope scope() {
    return scope;
  }

  /**
   * Whether a not-applicable statement can settle it. 10.1 can be waived only where there is no
   * Python.
   */
  public boolean isWaivable() {
    return waivable;
  }

  public String title() {
    return title;
  }

  /** What is required, in one sentence. */
  public String sentence() {
    return sentence;
  }

  /** How a verdict is reached, in a sentence or two. */
  public String decidedBy() {
    return decidedBy;
  }

  /** What to do when it is violated. */
  public String remedy() {
    return remedy;
  }

  /** The requirement with this id, if there is one. */
  public static Optional<Requirement> byId(String id) {
    return Optional.ofNullable(BY_ID.get(id.strip().toLowerCase(Locale.ROOT)));
  }

  /** The requirements of one group, in order. */
  public static List<Requirement> of(Group group) {
    return Arrays.stream(values()).filter(r -> r.group == group).toList();
  }
}
