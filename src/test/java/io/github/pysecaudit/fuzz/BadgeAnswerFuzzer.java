package io.github.pysecaudit.fuzz;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import io.github.pysecaudit.badge.BadgeClient;
import io.github.pysecaudit.badge.BadgeLevel;
import io.github.pysecaudit.badge.BadgeQuestion;
import io.github.pysecaudit.badge.RepositoryUrl;
import io.github.pysecaudit.remote.Answer;
import io.github.pysecaudit.remote.HttpSender;
import io.github.pysecaudit.remote.Lookup;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** What the badge service may send to a search, and as an entry. */
public final class BadgeAnswerFuzzer {
  private static final URI SERVICE = URI.create("https://www.bestpractices.dev");

  private BadgeAnswerFuzzer() {}

  /** Reads one input. */
  public static void fuzzerTestOneInput(FuzzedDataProvider provider) {
    byte[] data = provider.consumeRemainingAsBytes();
    HttpSender service =
        request -> Lookup.found(new Answer(200, Map.of(), data, request.uri()), "a test");
    FuzzInput.inTime(
        () -> {
          for (OptionalInt id : List.of(OptionalInt.empty(), OptionalInt.of(7))) {
            BadgeQuestion question =
                new BadgeQuestion(
                    RepositoryUrl.parse("https://github.com/acme/tool"),
                    List.of(),
                    id,
                    BadgeLevel.PASSING);
            assertNotNull(BadgeClient.uncached(SERVICE, service).find(question));
          }
        });
  }
}
