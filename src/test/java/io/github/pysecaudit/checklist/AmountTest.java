package io.github.pysecaudit.checklist;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountTest {

  @ParameterizedTest
  @CsvSource({
    "0, file, 0 files",
    "1, file, 1 file",
    "2, CI file, 2 CI files",
    "1, dependency, 1 dependency",
    "3, dependency, 3 dependencies",
    "2, weakness, 2 weaknesses",
    "2, day, 2 days",
  })
  void countsInTheRightNumber(long count, String noun, String words) {
    assertEquals(words, Amount.of(count, noun));
  }
}
