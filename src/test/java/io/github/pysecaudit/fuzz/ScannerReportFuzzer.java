package io.github.pysecaudit.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import io.github.pysecaudit.sast.report.ReportException;
import io.github.pysecaudit.sast.report.ReportReader;

/** Reports of other scanners, imported or just printed by one of them. */
public final class ScannerReportFuzzer {

  private ScannerReportFuzzer() {}

  /** Reads one input. */
  public static void fuzzerTestOneInput(FuzzedDataProvider provider) {
    byte[] data = provider.consumeRemainingAsBytes();
    FuzzInput.inTime(() -> assertEquals(read(data), read(data)));
  }

  private static Object read(byte[] data) {
    try {
      return new ReportReader().read(data);
    } catch (ReportException e) {
      return e.getMessage();
    }
  }
}
