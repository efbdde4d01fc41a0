package io.github.pysecaudit.advisory;

import io.github.pysecaudit.checklist.Dependency;
import io.github.pysecaudit.remote.Answer;
import io.github.pysecaudit.remote.Download;
import io.github.pysecaudit.remote.FileDownloader;
import io.github.pysecaudit.remote.HttpSender;
import io.github.pysecaudit.remote.LeftBehind;
import io.github.pysecaudit.remote.Lookup;
import io.github.pysecaudit.remote.Request;
import io.github.pysecaudit.remote.Timekeeper;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.zip.ZipFile;

/**
 * Brings the bulk files of OSV to disk: asks whether the file has changed, fetches it, checks it
 * against the checksum that the server states, and moves it into place in one step. The file that
 * was there before stays until then.
 */
public final class DatabaseUpdate {

  /** Where the bulk files are published. */
  public static final URI PUBLIC = URI.create("https://osv-vulnerabilities.storage.googleapis.com");

  /** The ecosystems that are looked up. */
  public static final List<String> ECOSYSTEMS = List.of(Dependency.MAVEN, Dependency.PYPI);

  private static final long MAX_BYTES = 2L << 30;
  private static final int TRIES = 2;

  /** What became of one ecosystem. */
  public enum State {
    UPDATED,
    CURRENT,
    FAILED
  }

  /**
   * The outcome for one ecosystem.
   *
   * @param bytes size of the file; 0 if it failed
   * @param message one sentence
   */
  public record Result(String ecosystem, State state, long bytes, String message) {}

  /** Hears how far a download is. */
  @FunctionalInterface
  public interface Progress {
    /**
     * Some more bytes have arrived.
     *
     * @param total of the whole file, or -1 if the server does not say
     */
    void at(String ecosystem, long bytes, long total);
  }

  private final HttpSender http;
  private final FileDownloader downloader;
  private final URI server;
  private final DatabaseFolders folders;
  private final Duration deadline;
  private final Timekeeper time;

  /**
   * An update from this server.
   *
   * @param server base address, to which {@code /Maven/all.zip} is added
   * @param deadline for one file, retries included
   */
  public DatabaseUpdate(
      HttpSender http,
      FileDownloader downloader,
      URI server,
      DatabaseFolders folders,
      Duration deadline,
      Timekeeper time) {
    this.http = Objects.requireNonNull(http, "http");
    this.downloader = Objects.requireNonNull(downloader, "downloader");
    this.server = Objects.requireNonNull(server, "server");
    this.folders = Objects.requireNonNull(folders, "folders");
    this.deadline = Objects.requireNonNull(deadline, "deadline");
    this.time = Objects.requireNonNull(time, "time");
  }

  /** Updates one ecosystem after the other; a failure of one does not keep the next from it. */
  public List<Result> update(List<String> ecosystems, Progress progress) {
    return ecosystems.stream().distinct().map(e -> update(e, progress)).toList();
  }

  private Result update(String ecosystem, Progress progress) {
    if (!ECOSYSTEMS.contains(ecosystem)) {
      return failed(ecosystem, "is not one of " + String.join(", ", ECOSYSTEMS) + ".");
    }
    try {
      Result result = failed(ecosystem, "was not asked for.");
      for (int i = 0; i < TRIES; i++) {
        Lookup<Answer> head = http.send(Request.head(address(ecosystem)));
        if (head instanceof Lookup.Unavailable<Answer> missing) {
          return failed(ecosystem, "could not be checked: " + missing.reason());
        }
        Answer answer = ((Lookup.Found<Answer>) head).value();
        if (!answer.isSuccess()) {
          return failed(ecosystem, "is not offered: status " + answer.status() + ".");
        }
        OptionalLong checksum = checksum(answer);
        if (isCurrent(ecosystem, checksum)) {
          return current(ecosystem);
        }
        result = fetch(ecosystem, checksum, progress);
        if (result.state() != State.FAILED || checksum.isEmpty()) {
          return result;
        }
      }
      return result;
    } catch (IOException e) {
      return failed(ecosystem, "could not be written to " + folders.own() + ".");
    }
  }

  private boolean isCurrent(String ecosystem, OptionalLong checksum) throws IOException {
    Path zip = folders.ownZip(ecosystem);
    return checksum.isPresent()
        && Files.isRegularFile(zip)
        && BulkFile.crc32c(zip) == checksum.getAsLong();
  }

  private Result current(String ecosystem) throws IOException {
    Path zip = folders.ownZip(ecosystem);
    BulkFile.markCurrent(zip, time.now());
    return new Result(
        ecosystem, State.CURRENT, Files.size(zip), "The data for " + ecosystem + " is current.");
  }

  private Result fetch(String ecosystem, OptionalLong checksum, Progress progress)
      throws IOException {
    Path zip = folders.ownZip(ecosystem);
    Path folder = Files.createDirectories(zip.getParent());
    LeftBehind.sweep(folder, time.now(), BulkFile::isUnfinished);
    Path incoming = Files.createTempFile(folder, ".incoming", ".zip");
    try {
      Lookup<Path> outcome =
          downloader.download(
              new Download(
                  address(ecosystem),
                  incoming,
                  MAX_BYTES,
                  deadline,
                  Set.of(),
                  (bytes, total) -> progress.at(ecosystem, bytes, total)));
      if (outcome instanceof Lookup.Unavailable<Path> missing) {
        return failed(ecosystem, "could not be fetched: " + missing.reason());
      }
      if (checksum.isPresent() && BulkFile.crc32c(incoming) != checksum.getAsLong()) {
        return failed(ecosystem, "does not have the checksum that the server states.");
      }
      if (!isArchive(incoming)) {
        return failed(ecosystem, "is not a readable archive with records of " + ecosystem + ".");
      }
      BulkFile.move(incoming, zip);
    } finally {
      Files.deleteIfExists(incoming);
    }
    BulkFile.markCurrent(zip, time.now());
    index(ecosystem);
    String checked = checksum.isPresent() ? "" : " The server states no checksum.";
    return new Result(
        ecosystem,
        State.UPDATED,
        Files.size(zip),
        "The data for " + ecosystem + " was updated." + checked);
  }

  private static boolean isArchive(Path path) {
    try (ZipFile zip = new ZipFile(path.toFile())) {
      return zip.stream().anyMatch(entry -> entry.getName().endsWith(".json"));
    } catch (IOException e) {
      return false;
    }
  }

  /** So that the first build after the update does not wait for it. */
  private void index(String ecosystem) throws IOException {
    Optional<BulkFile> file = BulkFile.at(folders.ownZip(ecosystem));
    if (file.isPresent()) {
      new DatabaseIndex(folders.indexes()).entries(file.get(), ecosystem, Set.of());
    }
  }

  /** The header comes once per kind of hash, or with all kinds in one line. */
  private static OptionalLong checksum(Answer answer) {
    for (Map.Entry<String, List<String>> header : answer.headers().entrySet()) {
      if (header.getKey().equalsIgnoreCase("x-goog-hash")) {
        for (String value : String.join(",", header.getValue()).split(",")) {
          if (value.strip().startsWith("crc32c=")) {
            return decode(value.strip().substring("crc32c=".length()));
          }
        }
      }
    }
    return OptionalLong.empty();
  }

  private static OptionalLong decode(String base64) {
    try {
      byte[] bytes = Base64.getDecoder().decode(base64);
      return bytes.length == 4
          ? OptionalLong.of(ByteBuffer.wrap(bytes).getInt() & 0xFFFF_FFFFL)
          : OptionalLong.empty();
    } catch (IllegalArgumentException e) {
      return OptionalLong.empty();
    }
  }

  private URI address(String ecosystem) {
    String base = server.toString();
    String slash = base.endsWith("/") ? "" : "/";
    return URI.create(base + slash + ecosystem + "/all.zip");
  }

  private static Result failed(String ecosystem, String why) {
    return new Result(ecosystem, State.FAILED, 0, "The data for " + ecosystem + " " + why);
  }
}
