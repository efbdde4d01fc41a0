package io.github.pysecaudit.sast.rule;

import io.github.pysecaudit.python.syntax.Expression;
import io.github.pysecaudit.python.syntax.Expression.Constant.Kind;
import io.github.pysecaudit.python.syntax.Operator;
import io.github.pysecaudit.sast.Rule;
import io.github.pysecaudit.sast.Weakness.Grade;
import io.github.pysecaudit.sast.name.Origin;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** SQL that is put together from text and data: PYA608, PYA610, PYA611. */
final class SqlChecks {
  private static final int MAX_STATEMENT = 20_000;

  private final Site site;
  private final Set<Expression> executed = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<Expression> done = Collections.newSetFromMap(new IdentityHashMap<>());

  SqlChecks(Site site) {
    this.site = site;
  }

  /** Notes the arguments of functions that execute SQL, before they are visited. */
  void noteExecution(Expression.Call call, String lastName) {
    boolean executes =
        switch (lastName) {
          case "execute", "executemany", "executescript", "raw", "read_sql", "read_sql_query" ->
              true;
          default -> false;
        };
    if (executes && !call.args().isEmpty()) {
      executed.add(call.args().get(0));
      if (call.args().get(0) instanceof Expression.Call inner && !inner.args().isEmpty()) {
        executed.add(inner.args().get(0));
      }
    }
  }

  /** A sum, an f-string, or a call of {@code format} or {@code replace}. */
  void look(Expression expression) {
    if (done.contains(expression)) {
      return;
    }
    StringBuilder statement = new StringBuilder();
    if (!write(expression, statement, 0)) {
      return;
    }
    boolean inExecution = executed.contains(expression);
    if (!looksLikeSql(statement.toString(), inExecution)) {
      return;
    }
    Origin origin = site.origin(expression);
    if (site.text(expression).isPresent()) {
      return;
    }
    Site.Report report = site.report("PYA608", expression);
    if (origin == Origin.CONSTANT) {
      report.detail(", though all of it seems constant").grades(Grade.LOW, Grade.LOW);
    } else if (origin == Origin.INPUT) {
      report.detail(" from outside").grades(Grade.HIGH, Grade.MEDIUM);
    } else if (inExecution) {
      report.grades(Grade.MEDIUM, Grade.MEDIUM);
    }
    report.upTo(expression.endLine()).add();
  }

  /** Writes the constant parts of a text, with a placeholder for each other part. */
  private boolean write(Expression expression, StringBuilder out, int depth) {
    if (depth > 50 || out.length() > MAX_STATEMENT) {
      return true;
    }
    if (expression instanceof Expression.BinOp sum) {
      done.add(expression);
      Operator first = sum.operators().get(0);
      if (first == Operator.ADD) {
        boolean text = false;
        for (Expression operand : sum.operands()) {
          text |= write(operand, out, depth + 1);
        }
        return text;
      }
      return first == Operator.MOD && write(sum.operands().get(0), out, depth + 1);
    }
    if (expression instanceof Expression.JoinedStr joined) {
      done.add(expression);
      joined.values().forEach(part -> write(part, out, depth + 1));
      return true;
    }
    if (expression instanceof Expression.Call call
        && call.func() instanceof Expression.Attribute method
        && (method.attr().equals("format") || method.attr().equals("replace"))) {
      done.add(expression);
      return write(method.value(), out, depth + 1);
    }
    Optional<String> text =
        expression instanceof Expression.Constant ? literal(expression) : Optional.empty();
    out.append(text.orElse(" ? "));
    return text.isPresent();
  }

  private static Optional<String> literal(Expression expression) {
    return Site.isConstant(expression, Kind.STR)
        ? Optional.of(((Expression.Constant) expression).value())
        : Optional.empty();
  }

  /** Does the text read like a statement, and not like a sentence with the word "select" in it? */
  static boolean looksLikeSql(String text, boolean inExecution) {
    String sql = text.length() > MAX_STATEMENT ? text.substring(0, MAX_STATEMENT) : text;
    sql = sql.strip().toLowerCase(Locale.ROOT);
    int start = 0;
    while (start < sql.length() && (sql.charAt(start) == '(' || sql.charAt(start) <= ' ')) {
      start++;
    }
    String first = word(sql, start);
    return switch (first) {
      case "select" -> has(sql, " from", start);
      case "insert", "replace" ->
          has(sql, " into", start) && has(sql, "values", start)
              || first.equals("insert") && has(sql, " into", start) && has(sql, "select", start);
      case "delete" -> word(sql, afterBlanks(sql, start + first.length())).equals("from");
      case "update" -> has(sql, " set", start);
      case "with" -> has(sql, " as", start) && has(sql, "select", start);
      case "drop", "alter", "create", "truncate" ->
          inExecution
              && (has(sql, " table", start)
                  || has(sql, " database", start)
                  || has(sql, " index", start));
      default -> inExecution && has(sql, "select ", start) && has(sql, " from", start);
    };
  }

  private static int afterBlanks(String text, int start) {
    int end = start;
    while (end < text.length() && text.charAt(end) <= ' ') {
      end++;
    }
    return end;
  }

  private static String word(String text, int start) {
    int end = start;
    while (end < text.length() && Character.isLetter(text.charAt(end))) {
      end++;
    }
    return text.substring(start, end);
  }

  private static boolean has(String sql, String part, int from) {
    String plain = part.strip();
    for (int at = sql.indexOf(plain, from); at >= 0; at = sql.indexOf(plain, at + 1)) {
      int end = at + plain.length();
      boolean before = at == 0 || !Character.isLetterOrDigit(sql.charAt(at - 1));
      boolean after = end >= sql.length() || !Character.isLetterOrDigit(sql.charAt(end));
      if (before && after) {
        return true;
      }
    }
    return false;
  }

  /** {@code RawSQL(...)}. */
  static void rawSql(CallSite call, Rule rule) {
    Optional<Expression> sql = call.argument(0, "sql");
    if (sql.isEmpty() && !call.args().isEmpty()) {
      call.site().report(rule, call.call()).detail("what an unpacked list holds").add();
    }
    if (sql.isPresent() && call.site().text(sql.get()).isEmpty()) {
      call.site()
          .report(rule, call.call())
          .detail(call.site().describe(sql.get()))
          .value(sql.get())
          .add();
    }
  }

  /** {@code queryset.extra(where=[...])}. */
  static void extra(CallSite call) {
    for (String keyword : new String[] {"where", "tables", "select"}) {
      Optional<Expression> value = call.keyword(keyword);
      if (value.isPresent() && call.site().origin(value.get()) != Origin.CONSTANT) {
        call.site().report("PYA610", call.call()).detail(call.site().describe(value.get())).add();
        return;
      }
    }
  }
}
