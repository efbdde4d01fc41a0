package io.github.pysecaudit.remote;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {
  private static final StrictJson JSON = new StrictJson(5, 20, 30);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "null",
        " true ",
        "\"text\"",
        "{\"a\":1,\"a\":2}",
        "[1,-2147483649,99999999999999999999,1.5,1e3,true,false,null,\"\\u00e9\"]",
        "{\"a\":{\"b\":[{\"c\":[]}]}}",
      })
  void readsWhatTheMapperReads(String text) throws IOException {
    assertEquals(new ObjectMapper().readTree(text), JSON.read(text.getBytes(UTF_8)));
  }

  @Test
  void nothingIsAMissingNode() throws IOException {
    assertTrue(JSON.read(new byte[0]).isMissingNode());
    assertTrue(JSON.read(" \n".getBytes(UTF_8)).isMissingNode());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[1,",
        "{\"a\"}",
        "{\"a\":}",
        "[1]]",
        "{} {}",
        "{}x",
        "nul",
        "NaN",
        "<html>",
        "[[[[[[]]]]]]",
        "\"a text of more than twenty characters\"",
        "1234567890123456789012345678901",
      })
  void refusesWhatIsNoJsonOrOutOfBounds(String text) {
    assertThrows(JacksonException.class, () -> JSON.read(text.getBytes(UTF_8)));
  }
}
