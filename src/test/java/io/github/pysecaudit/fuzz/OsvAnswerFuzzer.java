package io.github.pysecaudit.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import io.github.pysecaudit.advisory.OsvClient;
import io.github.pysecaudit.advisory.OsvSettings;
import io.github.pysecaudit.advisory.PackageKey;
import io.github.pysecaudit.remote.Answer;
import io.github.pysecaudit.remote.HttpSender;
import io.github.pysecaudit.remote.Lookup;
import io.github.pysecaudit.remote.ResponseCache;
import io.github.pysecaudit.remote.Timekeeper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What OSV may send: {@code list} in the first line is the answer to a query, else a record. */
public final class OsvAnswerFuzzer {
  private static final List<PackageKey> QUESTIONS =
      List.of(
          new PackageKey("Maven", "org.example:thing", "1.5"),
          new PackageKey("PyPI", "flask", "1.5"));
  private static final byte[] LIST =
      """
      {"results":[{"vulns":[{"id":"GHSA-aaaa-bbbb-cccc","modified":"2026-01-01T00:00:00Z"}]},{}]}
      """
          .getBytes(StandardCharsets.UTF_8);

  private OsvAnswerFuzzer() {}

  /** Reads one input. */
  public static void fuzzerTestOneInput(FuzzedDataProvider provider) {
    byte[] data = provider.consumeRemainingAsBytes();
    FuzzInput input = FuzzInput.of(data, "record");
    boolean list = input.path().equals("list");
    HttpSender service =
        request -> {
          boolean query = request.uri().getPath().equals("/v1/querybatch");
          byte[] body = query == list ? input.content() : query ? LIST : new byte[0];
          return Lookup.found(new Answer(200, Map.of(), body, request.uri()), "a test");
        };
    ResponseCache keepsNothing =
        new ResponseCache(Path.of("target", "no-cache"), Timekeeper.system(), 0);
    FuzzInput.inTime(
        () -> {
          OsvClient client =
              new OsvClient(
                  service, keepsNothing, OsvSettings.of(OsvSettings.PUBLIC), Timekeeper.system());
          assertEquals(2, client.ask(QUESTIONS).byKey().size());
        });
  }
}
