package io.github.pysecaudit.remote;

import java.util.Objects;
import java.util.Optional;

/**
 * An HTTP proxy.
 *
 * @param host its name or address
 * @param port its port
 * @param user for basic authentication, if the proxy wants it
 * @param password for the user; never shown
 */
public record ProxyServer(String host, int port, Optional<String> user, Optional<String> password) {

  public ProxyServer {
    Objects.requireNonNull(host, "host");
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(password, "password");
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("not a port: " + port);
    }
  }

  /** Host and port only. */
  @Override
  public String toString() {
    return host + ":" + port;
  }
}
