package io.github.pysecaudit.advisory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.pysecaudit.remote.Answer;
import io.github.pysecaudit.remote.Lookup;
import io.github.pysecaudit.remote.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.StringJoiner;

/** The service over the sample records, without a network. */
final class HealthyService {
  private HealthyService() {}

  static Lookup<Answer> answer(Request request) {
    String path = request.uri().getPath();
    try {
      return path.equals("/v1/querybatch")
          ? ok(request, batch(request.content().orElseThrow().bytes()))
          : ok(request, SampleRecords.json(path.substring("/v1/vulns/".length())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] batch(byte[] body) throws IOException {
    StringJoiner results = new StringJoiner(",", "{\"results\":[", "]}");
    for (JsonNode query : new JsonMapper().readTree(body).path("queries")) {
      PackageKey key =
          new PackageKey(
              query.at("/package/ecosystem").asText(),
              query.at("/package/name").asText(),
              query.path("version").asText());
      StringJoiner vulns = new StringJoiner(",", "{\"vulns\":[", "]}");
      SampleRecords.all().stream()
          .filter(advisory -> AdvisoryMatch.affects(advisory, key))
          .forEach(
              a -> vulns.add("{\"id\":\"" + a.id() + "\",\"modified\":\"" + a.modified() + "\"}"));
      results.add(vulns.toString());
    }
    return results.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static Lookup<Answer> ok(Request request, byte[] body) {
    return Lookup.found(new Answer(200, Map.of(), body, request.uri()), "test");
  }
}
