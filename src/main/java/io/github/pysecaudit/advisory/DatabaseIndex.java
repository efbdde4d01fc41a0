package io.github.pysecaudit.advisory;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.pysecaudit.checklist.Dependency;
import io.github.pysecaudit.python.version.PackageName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.CRC32C;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Which entries of a bulk file are about which package, so that only these are read. The index is a
 * text file, one package a line, made in one pass over the bulk file and written in one step; it
 * counts only for the size and time of that very file.
 */
final class DatabaseIndex {
  /** Stands for entries that cannot be read; no package has this name. */
  static final String UNREADABLE = "*";

  static final int MAX_RECORD = 4 << 20;

  private static final String FORMAT = "osv-index-1";
  private static final int MAX_INDEX = 64 << 20;
  private static final int MAX_ENTRIES = 2_000_000;

  private final Path folder;
  private final AdvisoryReader reader = new AdvisoryReader();

  DatabaseIndex(Path folder) {
    this.folder = folder;
  }

  /**
   * The entries about these packages, and under {@link #UNREADABLE} those that cannot be read.
   *
   * @throws IOException if the bulk file is no readable archive
   */
  Map<String, List<String>> entries(BulkFile file, String ecosystem, Set<String> names)
      throws IOException {
    Path index = folder.resolve(name(file.zip(), ecosystem));
    Optional<Map<String, List<String>>> kept = read(index, header(file), names);
    if (kept.isPresent()) {
      return kept.get();
    }
    Map<String, List<String>> all = build(file.zip(), ecosystem);
    write(index, header(file), all);
    Map<String, List<String>> wanted = new HashMap<>(all);
    wanted.keySet().removeIf(name -> !names.contains(name) && !name.equals(UNREADABLE));
    return wanted;
  }

  /** One record of the archive, or empty if it is larger than any real one. */
  static Optional<byte[]> record(ZipFile zip, ZipEntry entry) throws IOException {
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] json = in.readNBytes(MAX_RECORD + 1);
      return json.length > MAX_RECORD ? Optional.empty() : Optional.of(json);
    }
  }

  private Map<String, List<String>> build(Path path, String ecosystem) throws IOException {
    Map<String, List<String>> index = new TreeMap<>();
    try (ZipFile zip = new ZipFile(path.toFile())) {
      if (zip.size() > MAX_ENTRIES) {
        throw new IOException("The archive has more entries than any bulk file.");
      }
      for (ZipEntry entry : Collections.list(zip.entries())) {
        if (!entry.getName().endsWith(".json") || entry.getName().chars().anyMatch(c -> c < ' ')) {
          continue;
        }
        for (String name : names(zip, entry, ecosystem)) {
          index.computeIfAbsent(name, n -> new ArrayList<>()).add(entry.getName());
        }
      }
    }
    return index;
  }

  private Set<String> names(ZipFile zip, ZipEntry entry, String ecosystem) throws IOException {
    Optional<byte[]> json = record(zip, entry);
    if (json.isEmpty()) {
      return Set.of(UNREADABLE);
    }
    try {
      JsonNode root = reader.parse(json.get());
      reader.read(root);
      Set<String> names = new TreeSet<>();
      for (JsonNode affected : root.path("affected")) {
        JsonNode named = affected.path("package");
        String name = named.path("name").asText("");
        String of = AdvisoryReader.baseEcosystem(named.path("ecosystem").asText(""));
        if (of.equals(ecosystem) && !name.isEmpty() && name.chars().noneMatch(c -> c < ' ')) {
          names.add(ecosystem.equals(Dependency.PYPI) ? PackageName.normalize(name) : name);
        }
      }
      return names;
    } catch (IOException e) {
      return Set.of(UNREADABLE);
    }
  }

  private static Optional<Map<String, List<String>>> read(
      Path index, String header, Set<String> names) {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(index)) {
      bytes = in.readNBytes(MAX_INDEX);
    } catch (IOException e) {
      return Optional.empty();
    }
    int end = bytes.length - 9;
    if (end < 0 || !checksum(bytes, end).equals(text(bytes, end, bytes.length).strip())) {
      return Optional.empty();
    }
    Map<String, List<String>> entries = new HashMap<>();
    boolean first = true;
    for (int from = 0; from < end; ) {
      int to = from;
      int tab = -1;
      for (; to < end && bytes[to] != '\n'; to++) {
        tab = tab < 0 && bytes[to] == '\t' ? to : tab;
      }
      if (first && !text(bytes, from, to).equals(header)) {
        return Optional.empty();
      }
      if (!first && tab > 0) {
        String name = text(bytes, from, tab);
        if (names.contains(name) || name.equals(UNREADABLE)) {
          entries.put(name, Arrays.asList(text(bytes, tab + 1, to).split("\t")));
        }
      }
      first = false;
      from = to + 1;
    }
    return Optional.of(entries);
  }

  /** An index that cannot be kept is made again the next time. */
  private static void write(Path index, String header, Map<String, List<String>> entries) {
    StringBuilder text = new StringBuilder(header).append('\n');
    entries.forEach(
        (name, of) -> text.append(name).append('\t').append(String.join("\t", of)).append('\n'));
    byte[] body = text.toString().getBytes(StandardCharsets.UTF_8);
    byte[] all = Arrays.copyOf(body, body.length + 9);
    byte[] sum = (checksum(body, body.length) + "\n").getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(sum, 0, all, body.length, sum.length);
    try {
      BulkFile.writeAtomically(index, all);
    } catch (IOException e) {
      // Without it the answers are the same, only slower.
      return;
    }
  }

  private static String checksum(byte[] bytes, int end) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, end);
    return "%08x".formatted(crc.getValue());
  }

  private static String text(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }

  private static String header(BulkFile file) {
    return FORMAT + " " + file.size() + " " + file.modified().toEpochMilli();
  }

  private static String name(Path zip, String ecosystem) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(zip.toAbsolutePath().toString().getBytes(StandardCharsets.UTF_8));
      return ecosystem + "-" + HexFormat.of().formatHex(digest, 0, 8) + ".index";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
