package io.github.pysecaudit.python.metadata;

import static io.github.pysecaudit.python.metadata.TestArchives.zip;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class WheelRecordVisitorTest {
  private static final String HELLO = "sha256=LPJNul-wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ";

  private static List<String> contradictions(Object... namesAndContents) {
    WheelRecordVisitor visitor = new WheelRecordVisitor();
    new ArchiveReader(ArchiveLimits.defaults()).read(zip(namesAndContents), "x.whl", visitor);
    return visitor.contradictions();
  }

  @Test
  void findsNothingWrongWithARightRecord() {
    assertEquals(
        List.of(),
        contradictions(
            "x/a.py", "hello",
            "x-1.dist-info/RECORD.jws", "{}",
            "x-1.dist-info/RECORD", "x/a.py," + HELLO + ",5\nx-1.dist-info/RECORD,,\n"));
  }

  @Test
  void findsWrongHashesAndMissingAndUnlistedFiles() {
    assertEquals(
        List.of(
            "Line 3 of RECORD is no row.",
            "RECORD has \"" + HELLO + "\" for x/a.py, which is not its hash.",
            "RECORD lists x/gone.py, which is not in the wheel.",
            "RECORD does not list x/b.py."),
        contradictions(
            "x/a.py", "changed",
            "x/b.py", "",
            "x-1.dist-info/RECORD", "x/a.py," + HELLO + ",5\nx/gone.py," + HELLO + ",5\n?\n"));
  }

  @Test
  void saysThatThereIsNoRecord() {
    assertEquals(List.of("The wheel has no RECORD."), contradictions("x/a.py", ""));
  }
}
