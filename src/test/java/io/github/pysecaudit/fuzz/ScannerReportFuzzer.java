package io.github.pysecaudit.fuzz;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import io.github.pysecaudit.sast.report.ReportException;
import io.github.pysecaudit.sast.report.ReportReader;

/** Reports of other scanners. */
public final class ScannerReportFuzzer {

  private ScannerReportFuzzer() {}

  /** Reads one input. */
  public static void fuzzerTestOneInput(FuzzedDataProvider provider) {
    byte[] data = provider.consumeRemainingAsBytes();
    FuzzInput.inTime(
        () -> {
          try {
            assertNotNull(new ReportReader().read(data));
          } catch (ReportException e) {
            assertNotNull(e.getMessage());
          }
        });
  }
}
