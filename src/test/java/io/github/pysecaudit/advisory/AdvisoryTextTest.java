package io.github.pysecaudit.advisory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.pysecaudit.advisory.Advisory.Affected;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdvisoryTextTest {
  static final List<String> ids = SampleRecords.IDS;

  @ParameterizedTest
  @FieldSource("ids")
  void whatIsWrittenIsReadAsItWas(String id) {
    Advisory advisory = SampleRecords.advisory(id);
    assertEquals(Optional.of(advisory), AdvisoryText.read(AdvisoryText.write(advisory)));
  }

  @Test
  void aTextThatBreaksOffIsNoRecord() {
    String text = AdvisoryText.write(SampleRecords.advisory("GHSA-dddd-dddd-dddd"));
    for (int end = 0; end < text.length() - 1; end++) {
      assertEquals(Optional.empty(), AdvisoryText.read(text.substring(0, end)), "at " + end);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.0\nP", "\n.\n", "\nx"})
  void aValueCannotPretendToBeALine(String value) {
    Advisory advisory =
        new Advisory(
            "X-1",
            List.of(),
            "",
            false,
            value,
            List.of(),
            Optional.of(value),
            List.of(
                new Affected(
                    "Maven", "a:b", List.of(), List.of(value), List.of(), Optional.empty())));
    Advisory read = AdvisoryText.read(AdvisoryText.write(advisory)).orElseThrow();
    assertEquals(1, read.affected().size());
    assertEquals(false, read.withdrawn());
    assertEquals(List.of(value.replace('\n', ' ')), read.affected().get(0).versions());
  }
}
