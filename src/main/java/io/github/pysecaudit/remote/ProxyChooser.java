package io.github.pysecaudit.remote;

import java.net.URI;
import java.util.Optional;

/** Decides which proxy leads to an address; must be safe for use by several threads. */
@FunctionalInterface
public interface ProxyChooser {

  /** The proxy for this address, or empty to go there directly. */
  Optional<ProxyServer> proxyFor(URI uri);

  /** Goes everywhere directly. */
  static ProxyChooser direct() {
    return uri -> Optional.empty();
  }
}
