package io.github.pysecaudit.remote;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a server answered; nothing of it is to be trusted.
 *
 * @param status the HTTP status
 * @param headers header values by name; names are compared without regard to case
 * @param body the body, decompressed; not copied, not to be changed
 * @param finalUri the address after all redirects
 */
public record Answer(int status, Map<String, List<String>> headers, byte[] body, URI finalUri) {

  public Answer {
    Objects.requireNonNull(body, "body");
    Objects.requireNonNull(finalUri, "finalUri");
    Map<String, List<String>> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    sorted.putAll(headers);
    headers = Collections.unmodifiableMap(sorted);
  }

  /** Whether the status is 2xx. */
  public boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  /** Who answered, for people: the host, and the port unless it is the usual one. */
  public String host() {
    return Hosts.name(finalUri);
  }

  /** The first value of a header. */
  public Optional<String> header(String name) {
    return headers.getOrDefault(name, List.of()).stream().findFirst();
  }

  /** The body as UTF-8; malformed bytes become replacement characters. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return status + " from " + Hosts.name(finalUri) + ", " + body.length + " bytes";
  }
}
