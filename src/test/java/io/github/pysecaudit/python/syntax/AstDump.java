package io.github.pysecaudit.python.syntax;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Prints the nodes of Python files under the names of CPython's {@code ast}, for {@code
 * src/bench/python-syntax/compare_ast.py}. Reads file names from standard input, one a line, and
 * writes one line for each: {@code ok} or the first problem, a tab, and every node as {@code
 * kind:line:column:endLine:endColumn} with columns from 0.
 */
final class AstDump {

  private static final Map<String, String> PYTHON_NAMES =
      Map.ofEntries(
          Map.entry("TupleExpr", "Tuple"),
          Map.entry("ListExpr", "List"),
          Map.entry("SetExpr", "Set"),
          Map.entry("DictExpr", "Dict"),
          Map.entry("Parameter", "arg"),
          Map.entry("Keyword", "keyword"),
          Map.entry("Alias", "alias"));

  private final StringBuilder out = new StringBuilder();

  private AstDump() {}

  public static void main(String[] arguments) throws IOException {
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    BufferedReader names =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String name = names.readLine(); name != null; name = names.readLine()) {
      out.println(dump(PythonParser.parse(Files.readAllBytes(Path.of(name)))));
    }
    out.flush();
  }

  /** The line for one file. */
  static String dump(ParsedSource source) {
    AstDump dump = new AstDump();
    List<Problem> problems = source.problems();
    dump.out.append(
        problems.isEmpty()
            ? "ok"
            : problems.get(0).line() + ": " + problems.get(0).reason().replace('\t', ' '));
    dump.out.append('\t');
    TreeWalk.forEach(source.module(), dump::add);
    return dump.out.toString().replace('\n', ' ').stripTrailing();
  }

  private void add(Node node) {
    if (node instanceof Module
        || node instanceof WithItem
        || node instanceof MatchCase
        || node instanceof Comprehension
        || node instanceof ElifClause
        || node instanceof DictEntry) {
      return;
    }
    if (node instanceof Expression.BinOp binOp) {
      addChain(binOp);
    } else {
      add(kind(node), node.span());
    }
    if (node instanceof Statement.If ladder) {
      ladder.elifs().forEach(clause -> add("If", clause.span().to(ladder.span())));
    }
  }

  /** CPython nests chains, to the right for powers, else to the left. */
  private void addChain(Expression.BinOp chain) {
    boolean power = chain.operators().get(0) == Operator.POW;
    int last = chain.operands().size() - 1;
    for (int i = 1; i <= last; i++) {
      Span start = power && i > 1 ? chain.operands().get(i - 1).span() : chain.span();
      Span end = power || i == last ? chain.span() : chain.operands().get(i).span();
      add("BinOp", start.to(end));
    }
  }

  private static String kind(Node node) {
    String name = node.getClass().getSimpleName();
    if (node instanceof Statement.FunctionDef function && function.isAsync()
        || node instanceof Statement.For loop && loop.isAsync()
        || node instanceof Statement.With with && with.isAsync()) {
      return "Async" + name;
    }
    if (node instanceof Statement.Try tryStatement && tryStatement.isStar()) {
      return "TryStar";
    }
    if (node instanceof TypeParameter parameter) {
      String words = parameter.kind().name().toLowerCase(Locale.ROOT);
      return Map.of(
              "type_var", "TypeVar", "type_var_tuple", "TypeVarTuple", "param_spec", "ParamSpec")
          .get(words);
    }
    return PYTHON_NAMES.getOrDefault(name, name);
  }

  private void add(String kind, Span span) {
    out.append(kind).append(':').append(span.line()).append(':').append(span.column() - 1);
    out.append(':').append(span.endLine()).append(':').append(span.endColumn() - 1).append(' ');
  }
}
