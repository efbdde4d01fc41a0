package io.github.pysecaudit.facts.fuzz;

import io.github.pysecaudit.checklist.Place;
import io.github.pysecaudit.facts.source.JavaLexer;
import io.github.pysecaudit.facts.source.JavaToken;
import io.github.pysecaudit.facts.source.ResourceTable;
import io.github.pysecaudit.facts.text.Text;
import io.github.pysecaudit.facts.text.TextTree;
import io.github.pysecaudit.sast.ScanReport;
import io.github.pysecaudit.sast.SourceFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Finds fuzz harnesses by imports and use; comments, strings and declared dependencies do not
 * count.
 */
public final class FuzzReader {
  private static final int MAX_JAVA = 20_000;

  private record Row(
      String fuzzer,
      FuzzHarness.Kind kind,
      String language,
      String module,
      List<String> uses,
      boolean withTests,
      List<String> packages) {}

  private final List<Row> rows;

  private FuzzReader(List<Row> rows) {
    this.rows = rows;
  }

  /** A reader with the table that comes with the plugin. */
  public static FuzzReader load() {
    return new FuzzReader(
        ResourceTable.rows(FuzzReader.class, "fuzzers.tsv", 8).stream()
            .map(
                c ->
                    new Row(
                        c.get(0),
                        FuzzHarness.Kind.valueOf(c.get(1).toUpperCase(java.util.Locale.ROOT)),
                        c.get(2),
                        c.get(3),
                        List.of(c.get(4).split(" ")),
                        c.get(5).equals("tests"),
                        List.of(c.get(6).split(" "))))
            .toList());
  }

  /** The fuzzer that a package of this name is, as dependencies name it. */
  public Optional<String> ofPackage(String name) {
    return rows.stream().filter(r -> r.packages().contains(name)).map(Row::fuzzer).findFirst();
  }

  /** The harnesses of all sources and the configuration of ClusterFuzzLite. */
  public List<FuzzHarness> read(TextTree tree, ScanReport python) {
    List<FuzzHarness> found = new ArrayList<>();
    python.sources().forEach(source -> python(source, found));
    int java = 0;
    for (String path : tree.paths()) {
      if (path.endsWith(".java") && java++ < MAX_JAVA) {
        java(tree.text(path), found);
      } else if (path.endsWith(".clusterfuzzlite/Dockerfile") && hasContent(tree.text(path))) {
        found.add(
            new FuzzHarness(
                "ClusterFuzzLite",
                FuzzHarness.Kind.COVERAGE,
                "any",
                Place.file(path),
                true,
                false));
      }
    }
    return found;
  }

  private static boolean hasContent(Text text) {
    return text.lines().stream().anyMatch(l -> !l.isBlank() && !l.strip().startsWith("#"));
  }

  private void python(SourceFacts source, List<FuzzHarness> found) {
    for (Row row : rows) {
      if (!row.language().equals("python") || !source.importsModule(row.module())) {
        continue;
      }
      Optional<Integer> use =
          row.uses().stream().flatMap(u -> line(source, u).stream()).findFirst();
      int line = use.orElseGet(() -> importLine(source.imports(), row.module()));
      found.add(
          new FuzzHarness(
              row.fuzzer(),
              row.kind(),
              "python",
              Place.line(source.path(), Math.max(1, line)),
              use.isPresent(),
              row.withTests()));
    }
  }

  private static Optional<Integer> line(SourceFacts source, String use) {
    for (SortedMap<String, Integer> map :
        List.of(source.decorators(), source.calls(), source.imports())) {
      for (Map.Entry<String, Integer> entry : map.tailMap(use).entrySet()) {
        if (!entry.getKey().startsWith(use)) {
          break;
        }
        if (entry.getKey().equals(use) || entry.getKey().charAt(use.length()) == '.') {
          return Optional.of(entry.getValue());
        }
      }
    }
    return Optional.empty();
  }

  private static int importLine(SortedMap<String, Integer> imports, String module) {
    SortedMap<String, Integer> from = imports.tailMap(module);
    return from.isEmpty() ? 1 : from.get(from.firstKey());
  }

  private void java(Text source, List<FuzzHarness> found) {
    for (Row row : rows) {
      if (!row.language().equals("java") || !source.content().contains(row.module())) {
        continue;
      }
      List<JavaToken> tokens = JavaLexer.tokens(source.content());
      Optional<JavaToken> imported =
          JavaLexer.imports(tokens).stream()
              .filter(i -> i.text().startsWith(row.module()))
              .findFirst();
      if (imported.isEmpty()) {
        continue;
      }
      Optional<Integer> use = use(tokens, row.uses());
      found.add(
          new FuzzHarness(
              row.fuzzer(),
              row.kind(),
              "java",
              Place.line(source.path(), use.orElse(imported.get().line())),
              use.isPresent(),
              row.withTests()));
    }
  }

  /** The line of an annotation or method of one of these names. */
  private static Optional<Integer> use(List<JavaToken> tokens, List<String> names) {
    for (int i = 1; i < tokens.size(); i++) {
      JavaToken token = tokens.get(i);
      JavaToken before = tokens.get(i - 1);
      boolean annotation = before.is("@") && names.contains("@" + token.text());
      boolean method =
          token.kind() == JavaToken.Kind.NAME
              && names.contains(token.text())
              && i + 1 < tokens.size()
              && tokens.get(i + 1).is("(");
      if (annotation || method) {
        return Optional.of(token.line());
      }
    }
    return Optional.empty();
  }
}
