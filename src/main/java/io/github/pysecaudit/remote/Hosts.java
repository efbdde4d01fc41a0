package io.github.pysecaudit.remote;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What may be asked, and how a host is called in messages. */
public final class Hosts {

  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[::1\\]|::1");

  private Hosts() {}

  /** The host in lower case, or empty if the address has none. */
  static String host(URI uri) {
    return uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
  }

  /** Host, and port unless it is the usual one. */
  static String name(URI uri) {
    int port = uri.getPort();
    String host = host(uri).isEmpty() ? "an address without host" : host(uri);
    boolean usual = port < 0 || port == ("http".equalsIgnoreCase(uri.getScheme()) ? 80 : 443);
    return usual ? host : host + ":" + port;
  }

  static boolean isHttps(URI uri) {
    return "https".equalsIgnoreCase(uri.getScheme());
  }

  /** Why this address is never asked, if that is so. */
  public static Optional<String> refusal(URI uri) {
    if (host(uri).isEmpty()) {
      return Optional.of("An address without a host name is not asked.");
    }
    if (uri.getRawUserInfo() != null) {
      return Optional.of(
          name(uri) + " was not asked because its address holds a user name or password.");
    }
    boolean plain = "http".equalsIgnoreCase(uri.getScheme());
    if (!isHttps(uri) && !(plain && LOOPBACK.matcher(host(uri)).matches())) {
      return Optional.of(name(uri) + " was not asked because its address is not https.");
    }
    return Optional.empty();
  }

  /** Why this redirect is not followed, if that is so. */
  static Optional<String> refusal(URI from, URI to, Request request) {
    if (isHttps(from) && !isHttps(to)) {
      return Optional.of(name(from) + " redirected to an address that is not https.");
    }
    boolean known =
        host(to).equals(host(request.uri())) || request.redirectHosts().contains(host(to));
    if (!known) {
      return Optional.of(
          name(from)
              + " redirected to "
              + name(to)
              + ", which is not one of its known hosts; a login page of the network may be in"
              + " between.");
    }
    return refusal(to);
  }
}
