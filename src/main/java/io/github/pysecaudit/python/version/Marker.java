package io.github.pysecaudit.python.version;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An environment marker of PEP 508, for instance {@code python_version < "3.9" and extra ==
 * "test"}.
 */
public sealed interface Marker permits Marker.Comparison, Marker.AllOf, Marker.AnyOf {

  /**
   * Reads a marker.
   *
   * @throws ParseException if {@code text} is not exactly one marker
   */
  static Marker parse(String text) throws ParseException {
    return new RequirementParser(text).wholeMarker();
  }

  /**
   * Decides the marker.
   *
   * @param environment values of the marker variables ({@code python_version}, {@code
   *     sys_platform}, {@code extra}, ...)
   * @return empty if the answer depends on a variable that {@code environment} does not have, or on
   *     a comparison that PEP 508 leaves undefined
   */
  Optional<Boolean> evaluate(Map<String, String> environment);

  /** The names of the variables that occur. */
  Set<String> variables();

  /** A variable or a quoted text. */
  record Operand(boolean isVariable, String value) {
    public Operand {
      Objects.requireNonNull(value, "value");
    }

    @Override
    public String toString() {
      return isVariable ? value : '"' + value + '"';
    }
  }

  /** One comparison; {@code operator} as written, with one space in {@code not in}. */
  record Comparison(Operand left, String operator, Operand right) implements Marker {
    private static final Set<String> VERSIONS =
        Set.of(
            "python_version", "python_full_version", "implementation_version", "platform_release");

    @Override
    public Optional<Boolean> evaluate(Map<String, String> environment) {
      String variable = left.isVariable() ? left.value() : right.value();
      Optional<String> a = valueOf(left, environment);
      Optional<String> b = valueOf(right, environment);
      if (a.isEmpty() || b.isEmpty()) {
        return Optional.empty();
      }
      if (variable.startsWith("extra") || variable.equals("dependency_groups")) {
        return compare(PackageName.normalize(a.get()), PackageName.normalize(b.get()));
      }
      if (VERSIONS.contains(variable)) {
        Optional<Boolean> answer = compareVersions(a.get(), b.get());
        if (answer.isPresent()) {
          return answer;
        }
      }
      return compare(a.get(), b.get());
    }

    private static Optional<String> valueOf(Operand operand, Map<String, String> environment) {
      return operand.isVariable()
          ? Optional.ofNullable(environment.get(operand.value()))
          : Optional.of(operand.value());
    }

    private Optional<Boolean> compareVersions(String a, String b) {
      try {
        return Optional.of(Specifier.parse(operator + b).contains(a));
      } catch (ParseException notAVersion) {
        return Optional.empty();
      }
    }

    private Optional<Boolean> compare(String a, String b) {
      return switch (operator) {
        case "in" -> Optional.of(b.contains(a));
        case "not in" -> Optional.of(!b.contains(a));
        case "==", "<=", ">=" -> Optional.of(a.equals(b));
        case "!=" -> Optional.of(!a.equals(b));
        case "<", ">" -> Optional.of(false);
        default -> Optional.empty();
      };
    }

    @Override
    public Set<String> variables() {
      return List.of(left, right).stream()
          .filter(Operand::isVariable)
          .map(Operand::value)
          .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public String toString() {
      return left + " " + operator + " " + right;
    }
  }

  /** Holds if all parts hold; at least one part. */
  record AllOf(List<Marker> parts) implements Marker {
    public AllOf {
      parts = List.copyOf(parts);
    }

    @Override
    public Optional<Boolean> evaluate(Map<String, String> environment) {
      return decide(parts, environment, false);
    }

    @Override
    public Set<String> variables() {
      return variablesOf(parts);
    }

    @Override
    public String toString() {
      return parts.stream()
          .map(part -> part instanceof AnyOf ? "(" + part + ")" : part.toString())
          .collect(Collectors.joining(" and "));
    }
  }

  /** Holds if one part holds; at least one part. */
  record AnyOf(List<Marker> parts) implements Marker {
    public AnyOf {
      parts = List.copyOf(parts);
    }

    @Override
    public Optional<Boolean> evaluate(Map<String, String> environment) {
      return decide(parts, environment, true);
    }

    @Override
    public Set<String> variables() {
      return variablesOf(parts);
    }

    @Override
    public String toString() {
      return parts.stream().map(Marker::toString).collect(Collectors.joining(" or "));
    }
  }

  private static Set<String> variablesOf(List<Marker> parts) {
    return parts.stream()
        .flatMap(part -> part.variables().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** {@code deciding} as soon as one part says so; unknown if one part is unknown and none does. */
  private static Optional<Boolean> decide(
      List<Marker> parts, Map<String, String> environment, boolean deciding) {
    boolean unknown = false;
    for (Marker part : parts) {
      Optional<Boolean> answer = part.evaluate(environment);
      if (answer.isEmpty()) {
        unknown = true;
      } else if (answer.get() == deciding) {
        return answer;
      }
    }
    return unknown ? Optional.empty() : Optional.of(!deciding);
  }
}
