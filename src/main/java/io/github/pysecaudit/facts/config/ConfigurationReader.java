package io.github.pysecaudit.facts.config;

import io.github.pysecaudit.advisory.AcceptedVulnerability;
import io.github.pysecaudit.checklist.Requirement;
import io.github.pysecaudit.checklist.ReviewDecision;
import io.github.pysecaudit.facts.config.AuditConfiguration.Code;
import io.github.pysecaudit.facts.config.AuditConfiguration.Dependencies;
import io.github.pysecaudit.facts.config.AuditConfiguration.Documents;
import io.github.pysecaudit.facts.config.AuditConfiguration.Grade;
import io.github.pysecaudit.facts.config.AuditConfiguration.Outputs;
import io.github.pysecaudit.facts.config.AuditConfiguration.Pins;
import io.github.pysecaudit.facts.deploy.Privilege;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads {@code audit.toml}. An unknown key or a value out of range is an error with its line.
 *
 * <p>The schema is published as {@code audit-toml.schema.json}.
 */
public final class ConfigurationReader {
  private static final Set<String> SCANNERS = Set.of("bandit", "codeaudit", "ruff", "semgrep");
  private static final Pattern AGE = Pattern.compile("([1-9][0-9]{0,4})([hd])");

  private ConfigurationReader() {}

  /**
   * Reads the file, and lets properties of the run override its scalar keys.
   *
   * @param path repository-relative path, for messages
   * @param text the whole file; empty for a project that has none
   * @param overrides value of the property {@code audit.<key>} by key, null where it is not set
   * @throws ConfigurationException for anything that is not understood
   */
  public static AuditConfiguration read(String path, String text, UnaryOperator<String> overrides)
      throws ConfigurationException {
    TomlSection root = TomlSection.parse(path, text);
    root.allow(
        Set.of(
            "dependencies",
            "pins",
            "code",
            "documents",
            "baseline",
            "reports",
            "privileges",
            "accept",
            "decide"));
    List<String> notes = new ArrayList<>();
    return new AuditConfiguration(
        dependencies(root.table("dependencies", overrides)),
        pins(root.table("pins", overrides), notes),
        code(root.table("code", overrides), notes),
        documents(root.table("documents", overrides)),
        outputs(root.table("baseline", overrides), root.table("reports", overrides)),
        privileges(root.table("privileges", k -> null), notes),
        accepted(root.tables("accept")),
        decisions(root.tables("decide")),
        notes);
  }

  private static Dependencies dependencies(TomlSection table) throws ConfigurationException {
    table.allow(Set.of("failOnlyIfFixed", "unscored", "maxDataAge"));
    Dependencies defaults = AuditConfiguration.DEFAULT.dependencies();
    return new Dependencies(
        table.bool("failOnlyIfFixed", defaults.failOnlyIfFixed()),
        table.word("unscored", "fail", Set.of("fail", "ignore")).equals("fail"),
        age(table, defaults.maxDataAge()));
  }

  private static Duration age(TomlSection table, Duration otherwise) throws ConfigurationException {
    Optional<String> text = table.string("maxDataAge");
    if (text.isEmpty()) {
      return otherwise;
    }
    Matcher matcher = AGE.matcher(text.get());
    if (!matcher.matches()) {
      throw table.error(
          "maxDataAge",
          "\"" + text.get() + "\" is no age; write days or hours, such as \"7d\" or \"12h\".");
    }
    long number = Long.parseLong(matcher.group(1));
    return matcher.group(2).equals("d") ? Duration.ofDays(number) : Duration.ofHours(number);
  }

  private static Pins pins(TomlSection table, List<String> notes) throws ConfigurationException {
    table.allow(Set.of("scopes", "lockSatisfiesPins", "allowSingletonRange"));
    Set<String> scopes = new LinkedHashSet<>(table.strings("scopes"));
    for (String scope : scopes) {
      if (!Pins.ALL_SCOPES.contains(scope)) {
        throw table.error("scopes", unknown(scope, Pins.ALL_SCOPES));
      }
    }
    if (table.has("scopes") && scopes.size() < Pins.ALL_SCOPES.size()) {
      notes.add("audit.toml: 6.1 and 6.2 judge only the scopes " + new TreeSet<>(scopes) + ".");
    }
    boolean locks = table.bool("lockSatisfiesPins", false);
    if (locks) {
      notes.add("lockSatisfiesPins: an entry in a lock file stands for a pin in 6.1 and 6.2.");
    }
    boolean singleton = table.bool("allowSingletonRange", false);
    if (singleton) {
      notes.add("allowSingletonRange: a range that holds one version counts as exact.");
    }
    return new Pins(table.has("scopes") ? scopes : Pins.ALL_SCOPES, locks, singleton);
  }

  private static Code code(TomlSection table, List<String> notes) throws ConfigurationException {
    table.allow(Set.of("scanners", "requireScanner", "failSeverity", "reports"));
    List<String> scanners = table.strings("scanners");
    String mode = "auto";
    if (scanners.size() == 1
        && (scanners.get(0).equals("auto") || scanners.get(0).equals("none"))) {
      mode = scanners.get(0);
      scanners = List.of();
    } else if (table.has("scanners")) {
      mode = "list";
      known(table, "scanners", scanners);
    }
    List<String> required = table.strings("requireScanner");
    known(table, "requireScanner", required);
    String severity = table.word("failSeverity", "medium", Set.of("low", "medium", "high"));
    Grade grade = Grade.of(severity).orElseThrow();
    if (grade == Grade.HIGH) {
      notes.add("failSeverity=" + severity + ": code findings below it do not violate 10.2.");
    }
    return new Code(mode, scanners, required, grade, table.strings("reports"));
  }

  private static void known(TomlSection table, String key, List<String> names)
      throws ConfigurationException {
    for (String name : names) {
      if (!SCANNERS.contains(name)) {
        throw table.error(key, unknown(name, SCANNERS));
      }
    }
  }

  private static Set<Privilege> privileges(TomlSection table, List<String> notes)
      throws ConfigurationException {
    table.allow(Set.of("known"));
    Set<Privilege> known = EnumSet.noneOf(Privilege.class);
    for (String word : table.strings("known")) {
      known.add(
          Arrays.stream(Privilege.values())
              .filter(p -> key(p).equals(word))
              .findFirst()
              .orElseThrow(
                  () ->
                      table.error(
                          "known",
                          unknown(
                              word,
                              Arrays.stream(Privilege.values())
                                  .map(ConfigurationReader::key)
                                  .collect(Collectors.toSet())))));
    }
    if (!known.isEmpty()) {
      notes.add("audit.toml: 8.1 does not count " + table.strings("known") + ".");
    }
    return known;
  }

  private static String key(Privilege privilege) {
    return privilege.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Documents documents(TomlSection table) throws ConfigurationException {
    table.allow(Set.of("applicabilityDocument"));
    return new Documents(table.string("applicabilityDocument"));
  }

  private static Outputs outputs(TomlSection baseline, TomlSection reports)
      throws ConfigurationException {
    baseline.allow(Set.of("failOnFixedBaseline"));
    reports.allow(Set.of("reportPerModule"));
    return new Outputs(
        baseline.bool("failOnFixedBaseline", false), reports.bool("reportPerModule", false));
  }

  private static List<AcceptedVulnerability> accepted(List<TomlSection> tables)
      throws ConfigurationException {
    List<AcceptedVulnerability> accepted = new ArrayList<>();
    for (TomlSection table : tables) {
      table.allow(Set.of("id", "package", "reason", "expires"));
      accepted.add(
          new AcceptedVulnerability(
              table.required("id"),
              table.string("package"),
              table.required("reason"),
              table.date("expires"),
              table.place()));
    }
    return accepted;
  }

  private static List<ReviewDecision> decisions(List<TomlSection> tables)
      throws ConfigurationException {
    List<ReviewDecision> decisions = new ArrayList<>();
    for (TomlSection table : tables) {
      table.allow(Set.of("requirement", "decision", "reason", "reviewer", "expires"));
      String id = table.required("requirement");
      Requirement requirement =
          Requirement.byId(id)
              .orElseThrow(
                  () -> table.error("requirement", "there is no requirement \"" + id + "\"."));
      table.required("decision");
      LocalDate expires = table.date("expires");
      decisions.add(
          new ReviewDecision(
              requirement,
              table.word("decision", "", Set.of("met", "violated")).equals("met"),
              table.required("reason"),
              table.required("reviewer"),
              expires,
              table.place()));
    }
    return decisions;
  }

  static String unknown(String value, Set<String> known) {
    return "\""
        + value.toLowerCase(Locale.ROOT)
        + "\" is not known; known are "
        + String.join(", ", new TreeSet<>(known))
        + ".";
  }

  /** The keys of one run that a property may override, for documentation and tests. */
  public static Map<String, String> overridableKeys() {
    return Map.ofEntries(
        Map.entry("failOnlyIfFixed", "dependencies"),
        Map.entry("unscored", "dependencies"),
        Map.entry("maxDataAge", "dependencies"),
        Map.entry("lockSatisfiesPins", "pins"),
        Map.entry("allowSingletonRange", "pins"),
        Map.entry("scanners", "code"),
        Map.entry("requireScanner", "code"),
        Map.entry("failSeverity", "code"),
        Map.entry("applicabilityDocument", "documents"),
        Map.entry("failOnFixedBaseline", "baseline"),
        Map.entry("reportPerModule", "reports"));
  }
}
