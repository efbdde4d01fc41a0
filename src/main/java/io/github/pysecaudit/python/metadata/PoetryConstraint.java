package io.github.pysecaudit.python.metadata;

import io.github.pysecaudit.python.version.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the version constraints that Poetry writes in its own tables (poetry-core's {@code
 * constraints/version/parser.py}).
 */
final class PoetryConstraint {
  /** One clause: an operator, and a version up to a separator or the next operator. */
  private static final Pattern CLAUSE =
      Pattern.compile(
          "\\G[,\\s]*+(\\^|~=|~|===|==|=|!=|<>|>=|<=|>|<|)\\s*+((?:[vV]?\\d++!(?!=))?[^,\\s|<>=!~^]++)[,\\s]*+");

  private static final int LONGEST = 10_000;

  private record Clause(String operator, String text, Optional<Version> version) {
    boolean wildcard() {
      return text.equals("*") || text.endsWith(".*");
    }

    boolean pin() {
      return !wildcard() && List.of("", "=", "==").contains(operator);
    }
  }

  private PoetryConstraint() {}

  /** Judges a constraint; it carries no name. */
  static PinReading read(String text) {
    if (PinReading.hasPlaceholder(text)) {
      return PinReading.of(PinReason.ENV_VAR, "");
    }
    if (text.length() > LONGEST) {
      return unparseable(text.substring(0, 100));
    }
    List<List<Clause>> alternatives = new ArrayList<>();
    for (String alternative : text.split("\\|\\|?", -1)) {
      Optional<List<Clause>> clauses = clauses(alternative);
      if (clauses.isEmpty()) {
        return unparseable(text);
      }
      alternatives.add(clauses.get());
    }
    if (alternatives.size() == 1) {
      return judge(alternatives.get(0));
    }
    boolean allTheSamePin =
        alternatives.stream().allMatch(clauses -> clauses.size() == 1 && clauses.get(0).pin())
            && alternatives.stream().map(clauses -> clauses.get(0).version()).distinct().count()
                == 1;
    return PinReading.of(allTheSamePin ? PinReason.MULTI_EQ : PinReason.UNION, "");
  }

  private static PinReading unparseable(String text) {
    return PinReading.of(
        PinReason.UNPARSEABLE, "\"" + text + "\" is not a version constraint of Poetry");
  }

  private static Optional<List<Clause>> clauses(String text) {
    List<Clause> clauses = new ArrayList<>();
    Matcher matcher = CLAUSE.matcher(text);
    int end = 0;
    while (matcher.find()) {
      Optional<Clause> clause = clause(matcher.group(1), matcher.group(2));
      if (clause.isEmpty()) {
        return Optional.empty();
      }
      clauses.add(clause.get());
      end = matcher.end();
    }
    return end == text.length() && !clauses.isEmpty() ? Optional.of(clauses) : Optional.empty();
  }

  private static Optional<Clause> clause(String operator, String text) {
    if (text.equals("*")) {
      return List.of("", "=", "==").contains(operator)
          ? Optional.of(new Clause(operator, text, Optional.empty()))
          : Optional.empty();
    }
    boolean wildcard = text.endsWith(".*");
    if (operator.equals("===") || (wildcard && !List.of("", "=", "==", "!=").contains(operator))) {
      return Optional.empty();
    }
    Optional<Version> version =
        Version.tryParse(wildcard ? text.substring(0, text.length() - 2) : text);
    return version.map(parsed -> new Clause(operator, text, Optional.of(parsed)));
  }

  private static PinReading judge(List<Clause> clauses) {
    if (clauses.size() > 1) {
      return judgeSeveral(clauses);
    }
    Clause clause = clauses.get(0);
    if (clause.text().equals("*")) {
      return PinReading.of(PinReason.NO_VERSION, "");
    }
    return switch (clause.operator()) {
      case "^" -> PinReading.of(PinReason.CARET, "");
      case "~" -> PinReading.of(PinReason.TILDE, "");
      case "~=" -> PinReading.of(PinReason.COMPATIBLE, "");
      case "!=", "<>" -> PinReading.of(PinReason.EXCLUSION, "");
      case "", "=", "==" -> pinOrWildcard(clause);
      default -> PinReading.of(PinReason.RANGE, "");
    };
  }

  private static PinReading pinOrWildcard(Clause clause) {
    if (clause.wildcard()) {
      return PinReading.of(PinReason.WILDCARD, "");
    }
    PinReason reason =
        clause.operator().equals("==") ? PinReason.PIN_EQ : PinReason.PIN_POETRY_BARE;
    return PinReading.of(reason, "").at(clause.version().orElseThrow().toString());
  }

  private static PinReading judgeSeveral(List<Clause> clauses) {
    List<Optional<Version>> pins =
        clauses.stream().filter(Clause::pin).map(Clause::version).toList();
    if (!pins.isEmpty()) {
      boolean duplicate = pins.size() == clauses.size() && pins.stream().distinct().count() == 1;
      return PinReading.of(duplicate ? PinReason.DUPLICATE_EQ : PinReason.MULTI_EQ, "");
    }
    List<Optional<Version>> upper = versionsOf(clauses, "<=");
    Optional<Version> only =
        versionsOf(clauses, ">=").stream()
            .filter(upper::contains)
            .findFirst()
            .orElse(Optional.empty());
    if (only.isPresent()) {
      return PinReading.of(PinReason.SINGLETON_RANGE, "write " + only.get());
    }
    if (has(clauses, "^")) {
      return PinReading.of(PinReason.CARET, "");
    }
    if (has(clauses, "~")) {
      return PinReading.of(PinReason.TILDE, "");
    }
    if (has(clauses, "~=")) {
      return PinReading.of(PinReason.COMPATIBLE, "");
    }
    if (clauses.stream().allMatch(c -> c.operator().equals("!=") || c.operator().equals("<>"))) {
      return PinReading.of(PinReason.EXCLUSION, "");
    }
    boolean wildcard =
        clauses.stream()
            .anyMatch(c -> c.wildcard() && !c.operator().equals("!=") && !c.text().equals("*"));
    return PinReading.of(wildcard ? PinReason.WILDCARD : PinReason.RANGE, "");
  }

  private static List<Optional<Version>> versionsOf(List<Clause> clauses, String operator) {
    return clauses.stream()
        .filter(clause -> clause.operator().equals(operator))
        .map(Clause::version)
        .toList();
  }

  private static boolean has(List<Clause> clauses, String operator) {
    return clauses.stream().anyMatch(clause -> clause.operator().equals(operator));
  }
}
