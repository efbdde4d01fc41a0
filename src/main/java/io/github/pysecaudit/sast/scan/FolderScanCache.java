package io.github.pysecaudit.sast.scan;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32C;

/**
 * A cache in one file of a folder. Written at once and moved into place, so a run that is stopped
 * leaves the old one; a file that cannot be read is ignored and replaced.
 *
 * <p>Whoever can write to the folder can make weaknesses disappear: it must not be a folder of the
 * project under audit.
 */
public final class FolderScanCache implements ScanCache {
  private static final String FILE = "source-scan.json";
  private static final String START = "source-scan";
  private static final String PART = ".part";

  /** Longer than any write takes. */
  private static final Duration UNFINISHED = Duration.ofDays(1);

  private static final long MAX_BYTES = 200L << 20;

  /** A line of eight hexadecimal digits at the end: what a disk has damaged is not believed. */
  private static final int CHECKSUM = 9;

  private final Path folder;
  private final String version;
  private final Map<String, FileScan> before;
  private final Map<String, FileScan> used = new ConcurrentHashMap<>();

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
      byte[] bytes = Files.readAllBytes(file);
      int end = bytes.length - CHECKSUM;
      if (end < 0 || !checksum(bytes, end).equals(text(bytes, end))) {
        return Map.of();
      }
      try (JsonParser json = new JsonFactory().createParser(bytes, 0, end)) {
        return read(json);
      }
    } catch (NoSuchFileException e) {
      return Map.of();
    } catch (IOException e) {
      // Whatever is wrong with the file: without it the sources are scanned again, which is right.
      return Map.of();
    }
  }

  /** The version, then one field for each file: nothing is read of what another version left. */
  private Map<String, FileScan> read(JsonParser json) throws IOException {
    FileScanJson.expect(json, JsonToken.START_OBJECT);
    if (!"version".equals(json.nextFieldName()) || !version.equals(json.nextTextValue())) {
      return Map.of();
    }
    Map<String, FileScan> files = new HashMap<>();
    for (String key = json.nextFieldName(); key != null; key = json.nextFieldName()) {
      files.put(key, FileScanJson.read(json));
    }
    FileScanJson.at(json, JsonToken.END_OBJECT);
    FileScanJson.expect(json, null);
    return files;
  }

  private byte[] json() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("version", version);
      for (Map.Entry<String, FileScan> file : new TreeMap<>(used).entrySet()) {
        json.writeFieldName(file.getKey());
        FileScanJson.write(file.getValue(), json);
      }
      json.writeEndObject();
    }
    return out.toByteArray();
  }

  private static String checksum(byte[] bytes, int end) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, end);
    return "\n%08x".formatted(crc.getValue());
  }

  private static String text(byte[] bytes, int from) {
    return new String(bytes, from, bytes.length - from, StandardCharsets.ISO_8859_1);
  }

  @Override
  public Optional<FileScan> find(String key) {
    FileScan scan = before.get(key);
    if (scan == null) {
      // Copies of one file, and links to it, are scanned once.
      return Optional.ofNullable(used.get(key));
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
      sweep();
      Path part = Files.createTempFile(folder, START, PART);
      try {
        byte[] json = json();
        Files.write(part, json);
        Files.writeString(part, checksum(json, json.length), StandardOpenOption.APPEND);
        move(part, folder.resolve(FILE));
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      // A cache that cannot be written costs time in the next run, and nothing else.
      return;
    }
  }

  /** Removes what runs that were killed left behind. */
  private void sweep() throws IOException {
    Instant oldest = Instant.now().minus(UNFINISHED);
    try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, START + "*" + PART)) {
      for (Path part : parts) {
        if (Files.getLastModifiedTime(part).toInstant().isBefore(oldest)) {
          Files.deleteIfExists(part);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
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
