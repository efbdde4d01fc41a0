package io.github.pysecaudit.sast.scan;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A cache in one file of a folder. Written at once and moved into place, so a run that is stopped
 * leaves the old one; a file that cannot be read is ignored and replaced.
 *
 * <p>Whoever can write to the folder can make weaknesses disappear: it must not be a folder of the
 * project under audit.
 */
public final class FolderScanCache implements ScanCache {
  private static final String FILE = "source-scan.json";
  private static final long MAX_BYTES = 200L << 20;

  private final Path folder;
  private final String version;
  private final ObjectMapper mapper = JsonMapper.builder().build();
  private final Map<String, FileScan> before;
  private final Map<String, FileScan> used = new ConcurrentHashMap<>();

  /** The file as it is written. */
  record Stored(String version, Map<String, FileScan> files) {}

  private FolderScanCache(Path folder, String version) {
    this.folder = folder;
    this.version = version;
    this.before = read();
  }

  /**
   * Opens the cache of a folder, which need not exist.
   *
   * @param version of the engine and its rules; what another version left is ignored
   */
  public static FolderScanCache open(Path folder, String version) {
    return new FolderScanCache(folder, version);
  }

  private Map<String, FileScan> read() {
    Path file = folder.resolve(FILE);
    try {
      if (Files.size(file) > MAX_BYTES) {
        return Map.of();
      }
      try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
        Stored stored = mapper.readValue(in, Stored.class);
        boolean usable = stored != null && version.equals(stored.version());
        return usable && stored.files() != null ? stored.files() : Map.of();
      }
    } catch (NoSuchFileException e) {
      return Map.of();
    } catch (IOException e) {
      // Whatever is wrong with the file: without it the sources are scanned again, which is right.
      return Map.of();
    }
  }

  @Override
  public Optional<FileScan> find(String key) {
    FileScan scan = before.get(key);
    if (scan == null) {
      return Optional.empty();
    }
    used.put(key, scan);
    return Optional.of(scan);
  }

  @Override
  public void store(String key, FileScan scan) {
    used.put(key, scan);
  }

  @Override
  public void save() {
    if (used.keySet().equals(before.keySet())) {
      return;
    }
    try {
      Files.createDirectories(folder);
      Path part = Files.createTempFile(folder, "source-scan", ".part");
      try {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part))) {
          mapper.writeValue(out, new Stored(version, new TreeMap<>(used)));
        }
        move(part, folder.resolve(FILE));
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      // A cache that cannot be written costs time in the next run, and nothing else.
      return;
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
