package io.github.pysecaudit.remote;

import java.time.Duration;
import java.util.Objects;

/**
 * What holds for all requests of one run.
 *
 * @param userAgent names the program and its version to the servers
 * @param offline nothing is sent at all
 * @param connectTimeout for finding and reaching a host that was not reached before in this run; a
 *     healthy connection takes well under a second even across an ocean, so 2.5 s is patient, and a
 *     run without a network leaves some of its 10 s to the rest of the audit
 * @param readTimeout silence of a server after which an attempt is given up; OSV itself needs up to
 *     60 s
 * @param runDeadline for all requests of this run together; the time in which nothing is asked does
 *     not count
 * @param maxAttempts tries per request for failures that may pass
 * @param maxPerHost requests in flight to one host at a time
 * @param proxies which proxy leads where
 */
public record HttpSettings(
    String userAgent,
    boolean offline,
    Duration connectTimeout,
    Duration readTimeout,
    Duration runDeadline,
    int maxAttempts,
    int maxPerHost,
    ProxyChooser proxies) {

  /** Before the one more try of a host that could not be reached. */
  static final Duration UNREACHABLE_PAUSE = Duration.ofMillis(200);

  public HttpSettings {
    Objects.requireNonNull(userAgent, "userAgent");
    Objects.requireNonNull(connectTimeout, "connectTimeout");
    Objects.requireNonNull(readTimeout, "readTimeout");
    Objects.requireNonNull(runDeadline, "runDeadline");
    Objects.requireNonNull(proxies, "proxies");
    if (maxAttempts < 1 || maxPerHost < 1) {
      throw new IllegalArgumentException("at least one attempt and one request at a time");
    }
  }

  /** The defaults, for this version of the plugin. */
  public static HttpSettings forVersion(String version) {
    return new HttpSettings(
        "audit-maven-plugin/" + version + " (+https://github.com/pysecaudit/audit-maven-plugin)",
        false,
        Duration.ofMillis(2500),
        Duration.ofSeconds(65),
        Duration.ofMinutes(5),
        4,
        16,
        ProxyChooser.direct());
  }

  /** How long one try may take to come to a usable connection: name, TCP, TLS and tunnel. */
  Duration contactTimeout(boolean brisk) {
    return connectTimeout.multipliedBy(3).dividedBy(brisk ? 4 : 2);
  }

  /**
   * When a run without a network is over at the latest: the first host is tried twice, the second
   * time briskly, and each further host once and briskly.
   */
  public Duration givesUpWithin(int hosts) {
    return contactTimeout(false)
        .plus(UNREACHABLE_PAUSE)
        .plus(contactTimeout(true).multipliedBy(hosts));
  }

  /** The same settings, offline or not. */
  public HttpSettings withOffline(boolean value) {
    return new HttpSettings(
        userAgent,
        value,
        connectTimeout,
        readTimeout,
        runDeadline,
        maxAttempts,
        maxPerHost,
        proxies);
  }

  /** The same settings with these proxies. */
  public HttpSettings withProxies(ProxyChooser chooser) {
    return new HttpSettings(
        userAgent,
        offline,
        connectTimeout,
        readTimeout,
        runDeadline,
        maxAttempts,
        maxPerHost,
        chooser);
  }

  /** The same settings with this deadline for the whole run. */
  public HttpSettings withRunDeadline(Duration deadline) {
    return new HttpSettings(
        userAgent,
        offline,
        connectTimeout,
        readTimeout,
        deadline,
        maxAttempts,
        maxPerHost,
        proxies);
  }

  /** The same settings with these timeouts. */
  public HttpSettings withTimeouts(Duration connect, Duration read) {
    return new HttpSettings(
        userAgent, offline, connect, read, runDeadline, maxAttempts, maxPerHost, proxies);
  }

  /** The same settings with these numbers of tries and of parallel requests. */
  public HttpSettings withLimits(int attempts, int perHost) {
    return new HttpSettings(
        userAgent, offline, connectTimeout, readTimeout, runDeadline, attempts, perHost, proxies);
  }
}
