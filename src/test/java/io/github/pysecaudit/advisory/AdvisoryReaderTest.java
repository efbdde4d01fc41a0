package io.github.pysecaudit.advisory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdvisoryReaderTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "7",
        "{}",
        "{\"id\":7.5e}",
        "{\"id\":\"\"}",
        "{\"id\":\"../x\"}",
        "{\"id\":\"X-1\",\"affected\":{}}",
        "{\"id\":\"X-1\"} {}",
        "{\"id\":\"X-1\""
      })
  void whatIsNoRecordIsRefused(String json) {
    assertThrows(IOException.class, () -> read(json));
  }

  @Test
  void depthIsBounded() {
    String deep = "{\"id\":\"X-1\",\"details\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
    assertThrows(IOException.class, () -> read(deep));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"affected\":[7,null,\"x\",{},{\"package\":7},{\"package\":{\"name\":\"a\"}}]",
        "\"affected\":[{\"package\":{\"ecosystem\":\"PyPI\",\"name\":\"\"}}]",
        "\"aliases\":7,\"severity\":\"high\",\"modified\":{},\"summary\":[]",
        "\"database_specific\":\"x\",\"affected\":null",
      })
  void fieldsOfTheWrongShapeAreLeftOut(String fields) throws IOException {
    assertEquals(Advisory.named("X-1", "", ""), read("{\"id\":\"X-1\"," + fields + "}"));
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"summary\":\"one\",\"details\":\"two\"', one",
    "'{\"details\":\"  first line\\nsecond\"', first line",
    "'{\"summary\":\"a\\u001b[31mb\\u202e\\tc\\nd\"', 'a [31mb c d'",
    "'{\"summary\":\" \"', ''",
  })
  void theSummaryIsOneLineWithoutControls(String start, String summary) throws IOException {
    assertEquals(summary, read(start + ",\"id\":\"X-1\"}").summary());
  }

  @Test
  void aLongSummaryIsCut() throws IOException {
    String json = "{\"id\":\"X-1\",\"summary\":\"" + "x".repeat(1_000_000) + "\"}";
    assertEquals(301, read(json).summary().length());
  }

  @Test
  void aRepositorySuffixOfTheEcosystemIsLeftOut() throws IOException {
    Advisory advisory =
        read(
            "{\"id\":\"X-1\",\"affected\":[{\"package\":{\"ecosystem\":\"Maven:https://x.example\","
                + "\"name\":\"a:b\"},\"versions\":[\"1\"]}]}");
    assertEquals("Maven", advisory.affected().get(0).ecosystem());
  }

  @Test
  void aliasesThatCannotBeIdsAreLeftOut() throws IOException {
    assertEquals(
        List.of("CVE-2099-1"),
        read("{\"id\":\"X-1\",\"aliases\":[\"CVE-2099-1\",\"\",7,\"a b\",\"CVE-2099-1\"]}")
            .aliases());
  }

  private static Advisory read(String json) throws IOException {
    return new AdvisoryReader().read(json.getBytes(StandardCharsets.UTF_8));
  }
}
