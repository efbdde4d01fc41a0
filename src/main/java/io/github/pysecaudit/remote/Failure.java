package io.github.pysecaudit.remote;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Locale;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * Says in plain words why an exchange failed, and whether another try makes sense. The text of an
 * exception is never quoted: it may hold addresses with credentials.
 *
 * @param uri what was asked
 * @param proxies which proxy was in between
 * @param given the time that the attempt had
 * @param connected whether a usable connection came about
 */
record Failure(URI uri, ProxyChooser proxies, Duration given, boolean connected) {

  <T> Outcome<T> outcome(IOException e) {
    String host = Hosts.name(uri);
    if (Thread.currentThread().isInterrupted()) {
      return Outcome.unavailable("The request to " + host + " was interrupted.");
    }
    if (hasCause(e, CertificateException.class) || e instanceof SSLPeerUnverifiedException) {
      return new Outcome.Unreachable<>(
          "The TLS certificate of "
              + host
              + " is not trusted by this Java"
              + via()
              + "; import the certificate of your company's gateway if there is one.",
          true);
    }
    if (isProxyRefusal(e)) {
      return Outcome.unavailable(proxyRefusal(uri, proxies));
    }
    return connected
        ? Outcome.again(broken(host, e))
        : new Outcome.Unreachable<>(unreached(host, e), false);
  }

  private String unreached(String host, IOException e) {
    if (e instanceof UnknownHostException) {
      return (proxy().isEmpty() ? host : "The proxy " + proxy())
          + " could not be found: its name does not resolve here.";
    }
    if (e instanceof NoRouteToHostException || says(e, "unreachable")) {
      return host + " could not be reached: there is no route to it" + via() + ".";
    }
    if (e instanceof SocketTimeoutException || e instanceof InterruptedIOException) {
      return host + " could not be reached: no connection came about in time" + via() + ".";
    }
    if (e instanceof ConnectException) {
      return host + " could not be reached: the connection was refused" + via() + ".";
    }
    if (e instanceof SSLException) {
      return host + " could not be reached: no TLS connection came about" + via() + ".";
    }
    return host + " could not be reached: the connection broke off" + via() + ".";
  }

  private String broken(String host, IOException e) {
    if (e instanceof SocketTimeoutException) {
      return host + " stopped answering" + via() + ".";
    }
    if (e instanceof InterruptedIOException) {
      return host + " did not finish its answer within " + seconds(given) + via() + ".";
    }
    if (e instanceof EOFException || e instanceof ProtocolException) {
      return host + " broke off its answer" + via() + ".";
    }
    if (e instanceof SocketException || e instanceof SSLException) {
      return "The connection to " + host + " was reset" + via() + ".";
    }
    return "The exchange with " + host + " broke off" + via() + ".";
  }

  static String status(URI uri, int status) {
    String host = Hosts.name(uri);
    if (status == 429) {
      return host + " answered 429: it gets too many requests.";
    }
    if (status == 408) {
      return host + " answered 408: it waited too long for the request.";
    }
    return host + " answered " + status + ": it has a problem of its own.";
  }

  static String proxyRefusal(URI uri, ProxyChooser proxies) {
    return proxies.proxyFor(uri).map(p -> "The proxy " + p).orElse("A proxy")
        + " refused the request to "
        + Hosts.name(uri)
        + ": it wants a user name and password, or other ones.";
  }

  static String size(long bytes) {
    return bytes >= 1 << 20 ? (bytes >> 20) + " MiB" : bytes + " bytes";
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }

  private String proxy() {
    return proxies.proxyFor(uri).map(ProxyServer::toString).orElse("");
  }

  private String via() {
    return proxy().isEmpty() ? "" : " (through the proxy " + proxy() + ")";
  }

  private static boolean isProxyRefusal(IOException e) {
    return says(e, "Failed to authenticate with proxy")
        || says(e, "for CONNECT: 407")
        || says(e, "HTTP_PROXY_AUTH");
  }

  private static boolean says(IOException e, String words) {
    return e.getMessage() != null && e.getMessage().contains(words);
  }

  private static boolean hasCause(Throwable e, Class<? extends Throwable> type) {
    Throwable cause = e;
    for (int depth = 0; cause != null && depth < 10; depth++) {
      if (type.isInstance(cause)) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }
}
