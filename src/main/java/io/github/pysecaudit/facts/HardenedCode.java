package io.github.pysecaudit.facts;

import io.github.pysecaudit.checklist.Place;
import io.github.pysecaudit.facts.source.JavaLexer;
import io.github.pysecaudit.facts.source.JavaToken;
import io.github.pysecaudit.facts.source.ResourceTable;
import io.github.pysecaudit.facts.text.Text;
import io.github.pysecaudit.facts.text.TextTree;
import io.github.pysecaudit.sast.ScanReport;
import java.util.ArrayList;
import java.util.List;

/** Where code imports a library that checks input or escapes output. */
final class HardenedCode {
  private static final int MAX = 20;

  private HardenedCode() {}

  /** A library that checks input, and where it is imported. */
  record Row(String language, String module, String what) {}

  static List<DesignDefences.Named> of(TextTree tree, ScanReport python) {
    List<Row> rows =
        ResourceTable.rows(HardenedCode.class, "input-checks.tsv", 4).stream()
            .map(c -> new Row(c.get(0), c.get(1), c.get(2)))
            .toList();
    List<DesignDefences.Named> found = new ArrayList<>();
    python.sources().stream()
        .filter(s -> !s.test())
        .forEach(
            s ->
                rows.stream()
                    .filter(r -> r.language().equals("python") && s.importsModule(r.module()))
                    .limit(1)
                    .forEach(
                        r ->
                            found.add(
                                new DesignDefences.Named(
                                    r.module() + ", " + r.what(), Place.file(s.path())))));
    for (String path : tree.paths()) {
      if (found.size() < MAX && path.endsWith(".java") && !path.contains("src/test/")) {
        java(tree.text(path), rows, found);
      }
    }
    return found.stream().limit(MAX).toList();
  }

  private static void java(Text source, List<Row> rows, List<DesignDefences.Named> found) {
    for (Row row : rows) {
      if (row.language().equals("java") && source.content().contains(row.module())) {
        List<JavaToken> imports = JavaLexer.imports(JavaLexer.tokens(source.content()));
        imports.stream()
            .filter(i -> i.text().startsWith(row.module()))
            .findFirst()
            .ifPresent(
                i ->
                    found.add(
                        new DesignDefences.Named(
                            row.module() + ", " + row.what(),
                            Place.line(source.path(), i.line()))));
      }
    }
  }
}
