package io.github.pysecaudit.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import io.github.pysecaudit.facts.SetupScript;
import io.github.pysecaudit.python.syntax.ParsedSource;
import io.github.pysecaudit.python.syntax.PythonParser;
import io.github.pysecaudit.python.syntax.Span;
import io.github.pysecaudit.python.syntax.TreeWalk;
import io.github.pysecaudit.sast.RuleCatalogue;
import io.github.pysecaudit.sast.ScanReport;
import io.github.pysecaudit.sast.SourceFile;
import io.github.pysecaudit.sast.scan.ScanCache;
import io.github.pysecaudit.sast.scan.SourceScanner;
import java.util.ArrayList;
import java.util.List;

/**
 * Decoder, lexer, parser and scanner for Python source and notebooks: every node and finding lies
 * in the file, and a file that was not read to its end is never called scanned.
 */
public final class PythonSourceFuzzer {
  private static final SourceScanner SCANNER =
      new SourceScanner(RuleCatalogue.load(), 1, ScanCache.none());

  private PythonSourceFuzzer() {}

  /** Reads one input. */
  public static void fuzzerTestOneInput(FuzzedDataProvider provider) {
    FuzzInput input = FuzzInput.of(provider.consumeRemainingAsBytes(), "a.py");
    FuzzInput.inTime(
        () -> {
          ParsedSource parsed = PythonParser.parse(input.content());
          assertEquals(shape(parsed), shape(PythonParser.parse(input.content())));
          TreeWalk.forEach(parsed.module(), node -> check(node.span(), parsed.lineCount()));
          ScanReport report = scan(input);
          assertEquals(report, scan(input));
          assertTrue(
              parsed.isComplete() || !report.isComplete() || !input.path().endsWith(".py"),
              () -> parsed.problems().toString());
          report.weaknesses().forEach(weakness -> input.assertHolds(weakness.place()));
          report.markers().forEach(marker -> input.assertHolds(marker.place()));
          report.privileges().forEach(use -> input.assertHolds(use.place()));
          report.unscanned().forEach(gap -> input.assertHolds(gap.place()));
          new SetupScript().read("setup.py", input.content());
        });
  }

  private static ScanReport scan(FuzzInput input) {
    return SCANNER.scan(List.of(SourceFile.of(input.path(), false, input.content())));
  }

  /** What was read, as a flat list: trailers nest too deep for comparing trees. */
  private static List<Object> shape(ParsedSource parsed) {
    List<Object> shape = new ArrayList<>(List.of(parsed.comments(), parsed.problems()));
    TreeWalk.forEach(
        parsed.module(),
        node -> {
          shape.add(node.getClass());
          shape.add(node.span());
        });
    return shape;
  }

  private static void check(Span span, int lines) {
    boolean forward =
        span.line() < span.endLine()
            || span.line() == span.endLine() && span.column() <= span.endColumn();
    boolean afterLast = span.endLine() == lines + 1 && span.endColumn() == 1;
    assertTrue(
        forward && span.line() >= 1 && span.column() >= 1 && (span.endLine() <= lines || afterLast),
        () -> span + " in " + lines + " lines");
  }
}
