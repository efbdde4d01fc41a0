package io.github.pysecaudit.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
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

  /** A name that ends in .git once more cannot be told from an address of the name without it. */
  private static void sameAgain(RepositoryUrl url) {
    if (!url.key().endsWith(".git")) {
      assertEquals(url, RepositoryUrl.parse(url.https()).orElseThrow());
      assertTrue(url.isSpelled(url.https()), url::https);
    }
  }

  private static void hides(String password) {
    String shown = Credentials.hidden("see https://me:" + password + "@host/x now");
    if (!password.contains("/") && password.chars().noneMatch(AddressFuzzer::isBlank)) {
      assertEquals("see https://***@host/x now", shown);
    }
    assertEquals(shown, Credentials.hidden(shown));
  }

  private static boolean isBlank(int c) {
    return c == ' ' || c >= '\t' && c <= '\r';
  }
}
