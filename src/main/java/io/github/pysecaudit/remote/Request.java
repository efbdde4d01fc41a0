package io.github.pysecaudit.remote;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * One question to a server, with the bounds of its answer.
 *
 * @param method what to do
 * @param uri where; HTTPS, or HTTP on a loopback host
 * @param content what to send with a POST
 * @param headers further request headers; never shown in a message
 * @param maxBytes upper bound of the answer's body, after decompression
 * @param deadline for everything: connecting, redirects, retries and the whole body
 * @param redirectHosts hosts besides the first that a redirect may lead to, lower case, without
 *     port
 * @param objection what is wrong with a 2xx answer (wrong shape, not JSON), if anything; such an
 *     answer is asked for again like one that broke off. It completes the sentence "HOST sent ..."
 */
public record Request(
    Method method,
    URI uri,
    Optional<Content> content,
    Map<String, String> headers,
    long maxBytes,
    Duration deadline,
    Set<String> redirectHosts,
    Function<Answer, Optional<String>> objection) {

  /** The HTTP methods in use. */
  public enum Method {
    GET,
    HEAD,
    POST
  }

  /**
   * A body to send.
   *
   * @param type its media type
   * @param bytes the body; not copied, not to be changed
   */
  public record Content(String type, byte[] bytes) {
    public Content {
      Objects.requireNonNull(type, "type");
      Objects.requireNonNull(bytes, "bytes");
    }
  }

  private static final long DEFAULT_MAX_BYTES = 32L << 20;
  private static final Duration DEFAULT_DEADLINE = Duration.ofSeconds(30);

  public Request {
    Objects.requireNonNull(method, "method");
    Objects.requireNonNull(uri, "uri");
    Objects.requireNonNull(deadline, "deadline");
    Objects.requireNonNull(objection, "objection");
    if (content.isPresent() != (method == Method.POST)) {
      throw new IllegalArgumentException("a POST has a body, nothing else has one");
    }
    if (maxBytes < 0) {
      throw new IllegalArgumentException("maxBytes: " + maxBytes);
    }
    headers = Map.copyOf(headers);
    redirectHosts = Set.copyOf(redirectHosts);
  }

  /** A GET: at most 32 MiB within 30 s, redirects only to the same host, nothing objected to. */
  public static Request get(URI uri) {
    return of(Method.GET, uri, Optional.empty());
  }

  /** A HEAD with the bounds of {@link #get}. */
  public static Request head(URI uri) {
    return of(Method.HEAD, uri, Optional.empty());
  }

  /** A POST with the bounds of {@link #get}. */
  public static Request post(URI uri, String type, byte[] body) {
    return of(Method.POST, uri, Optional.of(new Content(type, body)));
  }

  private static Request of(Method method, URI uri, Optional<Content> content) {
    return new Request(
        method,
        uri,
        content,
        Map.of(),
        DEFAULT_MAX_BYTES,
        DEFAULT_DEADLINE,
        Set.of(),
        answer -> Optional.empty());
  }

  /** The same request with this bound on the answer's body. */
  public Request withMaxBytes(long bytes) {
    return new Request(method, uri, content, headers, bytes, deadline, redirectHosts, objection);
  }

  /** The same request with this deadline for everything. */
  public Request withDeadline(Duration total) {
    return new Request(method, uri, content, headers, maxBytes, total, redirectHosts, objection);
  }

  /** The same request, which may also be redirected to these hosts. */
  public Request withRedirectsTo(String... hosts) {
    Set<String> more = new LinkedHashSet<>(redirectHosts);
    Arrays.stream(hosts).map(host -> host.toLowerCase(Locale.ROOT)).forEach(more::add);
    return new Request(method, uri, content, headers, maxBytes, deadline, more, objection);
  }

  /** The same request with one more header. */
  public Request withHeader(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Request(method, uri, content, more, maxBytes, deadline, redirectHosts, objection);
  }

  /** The same request with this objection to 2xx answers. */
  public Request objectingTo(Function<Answer, Optional<String>> what) {
    return new Request(method, uri, content, headers, maxBytes, deadline, redirectHosts, what);
  }

  /** Method, host and path only: headers and query may hold secrets. */
  @Override
  public String toString() {
    return method + " " + Hosts.name(uri) + uri.getPath();
  }
}
