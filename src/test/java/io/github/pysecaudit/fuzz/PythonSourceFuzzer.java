package io.github.pysecaudit.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import io.github.pysecaudit.facts.SetupScript;
import io.github.pysecaudit.sast.RuleCatalogue;
import io.github.pysecaudit.sast.SourceFile;
import io.github.pysecaudit.sast.scan.ScanCache;
import io.github.pysecaudit.sast.scan.SourceScanner;
import java.util.List;

/** Decoder, lexer, parser and scanner for Python source and notebooks. */
public final class PythonSourceFuzzer {
  private static final SourceScanner SCANNER =
      new SourceScanner(RuleCatalogue.load(), 1, ScanCache.none());

  private PythonSourceFuzzer() {}

  /** Reads one input. */
  public static void fuzzerTestOneInput(FuzzedDataProvider provider) {
    byte[] data = provider.consumeRemainingAsBytes();
    FuzzInput input = FuzzInput.of(data, "a.py");
    FuzzInput.inTime(
        () -> {
          SCANNER.scan(List.of(SourceFile.of(input.path(), false, input.content())));
          new SetupScript().read("setup.py", input.content());
        });
  }
}
