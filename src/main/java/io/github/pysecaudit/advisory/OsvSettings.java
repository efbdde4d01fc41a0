package io.github.pysecaudit.advisory;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;

/**
 * How the OSV service is asked.
 *
 * @param server base address; answers of one server are never used for another
 * @param fresh how long an answer is used without asking again
 * @param tolerated how old an answer may be when asking fails
 * @param requestDeadline for one request with all its retries; OSV itself gives up after 60 s
 * @param batchSize queries in one request; OSV takes at most 1,000
 * @param batchesInFlight batches under way at a time
 * @param detailsInFlight records being fetched at a time
 */
public record OsvSettings(
    URI server,
    Duration fresh,
    Duration tolerated,
    Duration requestDeadline,
    int batchSize,
    int batchesInFlight,
    int detailsInFlight) {

  /** The public service. */
  public static final URI PUBLIC = URI.create("https://api.osv.dev");

  public OsvSettings {
    Objects.requireNonNull(server, "server");
    Objects.requireNonNull(requestDeadline, "requestDeadline");
    if (fresh.isNegative() || tolerated.compareTo(fresh) < 0) {
      throw new IllegalArgumentException("0 <= fresh <= tolerated: " + fresh + ", " + tolerated);
    }
    if (batchSize < 1 || batchSize > 1000 || batchesInFlight < 1 || detailsInFlight < 1) {
      throw new IllegalArgumentException("batches of 1 to 1,000, at least one in flight");
    }
  }

  /** The defaults: 30 minutes fresh, a week tolerated. */
  public static OsvSettings of(URI server) {
    return new OsvSettings(
        server, Duration.ofMinutes(30), Duration.ofDays(7), Duration.ofSeconds(90), 1000, 3, 16);
  }

  /** The same settings with these ages. */
  public OsvSettings withAges(Duration newFresh, Duration newTolerated) {
    return new OsvSettings(
        server,
        newFresh,
        newTolerated,
        requestDeadline,
        batchSize,
        batchesInFlight,
        detailsInFlight);
  }

  /** The same settings with this deadline for one request. */
  public OsvSettings withRequestDeadline(Duration deadline) {
    return new OsvSettings(
        server, fresh, tolerated, deadline, batchSize, batchesInFlight, detailsInFlight);
  }

  /** The name of the server for people; never user or password of its address. */
  String host() {
    String port = server.getPort() < 0 ? "" : ":" + server.getPort();
    return server.getHost() == null ? "The vulnerability service" : server.getHost() + port;
  }

  /** The address of the server for people; never user or password of it. */
  String address() {
    return server.getScheme() + "://" + host() + (server.getPath() == null ? "" : server.getPath());
  }

  /** The address of a resource of the service. */
  URI resolve(String path) {
    String base = server.toString();
    return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
  }
}
