package io.github.pysecaudit.report;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Addresses that a report may link to. */
final class WebAddress {
  private static final int LONGEST = 2_000;

  private WebAddress() {}

  /**
   * The address in ASCII if it is an absolute one of the web with a host and without a user; a
   * {@code javascript:} or {@code data:} address is none, and neither is one that holds half of a
   * surrogate pair, which has no form in ASCII.
   */
  static Optional<String> of(String text) {
    if (text.length() > LONGEST || !text.equals(CleanJson.clean(text))) {
      return Optional.empty();
    }
    try {
      URI uri = new URI(text.strip());
      boolean web =
          "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
      return web && uri.getHost() != null && uri.getUserInfo() == null
          ? Optional.of(uri.toASCIIString())
          : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
