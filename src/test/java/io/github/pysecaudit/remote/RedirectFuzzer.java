package io.github.pysecaudit.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import io.github.pysecaudit.fuzz.FuzzInput;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;

/**
 * What a server may say in its headers: how long to wait, and where to go. Each line is tried as
 * both.
 */
public final class RedirectFuzzer {
  private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");
  private static final URI ASKED = URI.create("https://api.osv.dev/v1/query");
  private static final Request REQUEST = Request.get(ASKED).withRedirectsTo("osv.dev");
  private static final Set<String> KNOWN = Set.of("api.osv.dev", "osv.dev");

  private RedirectFuzzer() {}

  /** Reads one input. */
  public static void fuzzerTestOneInput(FuzzedDataProvider provider) {
    byte[] data = provider.consumeRemainingAsBytes();
    FuzzInput.inTime(
        () -> {
          for (String line : FuzzInput.lines(data)) {
            RetryAfter.parse(Optional.of(line), NOW)
                .ifPresent(wait -> assertFalse(wait.isNegative(), line));
            follow(line);
          }
        });
  }

  private static void follow(String location) {
    URI target;
    try {
      target = ASKED.resolve(new URI(location));
    } catch (URISyntaxException e) {
      return;
    }
    assertFalse(Hosts.name(target).isBlank());
    HttpUrl wire = HttpUrl.get(target);
    if (Hosts.refusal(target).isEmpty() && wire != null) {
      assertEquals(Hosts.host(target).replaceAll("[\\[\\]]", ""), wire.host());
      assertEquals("", wire.username() + wire.password());
      assertTrue(wire.isHttps() || isThisMachine(wire.host()), location);
    }
    if (Hosts.refusal(ASKED, target, REQUEST).isEmpty()) {
      assertTrue(Hosts.isHttps(target) && KNOWN.contains(Hosts.host(target)), location);
    }
  }

  private static boolean isThisMachine(String host) {
    return host.equals("localhost") || host.equals("::1") || host.startsWith("127.");
  }
}
