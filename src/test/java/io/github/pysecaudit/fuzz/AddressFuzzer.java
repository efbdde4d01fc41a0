package io.github.pysecaudit.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import io.github.pysecaudit.badge.BadgeLinks;
import io.github.pysecaudit.badge.RepositoryUrl;
import io.github.pysecaudit.checklist.Credentials;
import java.nio.charset.StandardCharsets;

/**
 * Addresses in a project: of its repository, of badges, and with passwords, of which nothing may be
 * shown.
 */
public final class AddressFuzzer {
  private static final int SHORTEST_SECRET = 4;

  private AddressFuzzer() {}

  /** Reads one input. */
  public static void fuzzerTestOneInput(FuzzedDataProvider provider) {
    FuzzInput input = new FuzzInput("README.md", provider.consumeRemainingAsBytes());
    FuzzInput.inTime(
        () -> {
          for (String line : FuzzInput.lines(input.content())) {
            RepositoryUrl.parse(line).ifPresent(AddressFuzzer::sameAgain);
            hides(line);
          }
          String text = new String(input.content(), StandardCharsets.UTF_8);
          BadgeLinks.find(text).forEach(link -> input.assertHolds(link.line()));
        });
  }

  private static void sameAgain(RepositoryUrl url) {
    assertTrue(url.isSpelled(url.https()), url::https);
    assertEquals(url, RepositoryUrl.parse(url.https()).orElseThrow());
  }

  private static void hides(String password) {
    boolean possible =
        password.length() >= SHORTEST_SECRET
            && password.chars().noneMatch(c -> c == '/' || Character.isWhitespace(c))
            && !"***@host".contains(password);
    if (possible) {
      String shown = Credentials.hidden("see https://" + "me:" + password + "@host/x now");
      assertFalse(shown.contains(password), shown);
      assertTrue(shown.startsWith("see https://***@"), shown);
      assertTrue(shown.endsWith("@host/x now"), shown);
    }
    String hidden = Credentials.hidden(password);
    assertEquals(hidden, Credentials.hidden(hidden));
  }
}
