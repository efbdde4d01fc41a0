package io.github.pysecaudit.remote;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;

/**
 * A file to fetch to disk.
 *
 * @param uri where from
 * @param target where to; its folder is created
 * @param maxBytes upper bound of the file's size
 * @param deadline for everything, retries included
 * @param redirectHosts as in {@link Request#redirectHosts}
 * @param progress is told how far it is, on the calling thread, at most once per 64 KiB
 */
public record Download(
    URI uri,
    Path target,
    long maxBytes,
    Duration deadline,
    Set<String> redirectHosts,
    Progress progress) {

  /** Hears how far a download is. */
  @FunctionalInterface
  public interface Progress {
    /**
     * Some more bytes have arrived.
     *
     * @param bytes so far
     * @param total of the whole file, or -1 if the server does not say
     */
    void at(long bytes, long total);
  }

  public Download {
    Objects.requireNonNull(uri, "uri");
    Objects.requireNonNull(target, "target");
    Objects.requireNonNull(deadline, "deadline");
    Objects.requireNonNull(progress, "progress");
    redirectHosts = Set.copyOf(redirectHosts);
  }
}
