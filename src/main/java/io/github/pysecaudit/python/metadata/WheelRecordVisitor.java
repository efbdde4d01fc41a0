package io.github.pysecaudit.python.metadata;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Does the {@code RECORD} of a wheel list every file with the hash it has? All of the wheel is read
 * for that. Use it for what a build made, and only if the reading was complete.
 */
public final class WheelRecordVisitor implements ArchiveVisitor {
  private final Map<String, byte[]> digests = new LinkedHashMap<>();
  private Optional<RecordFile> record = Optional.empty();
  private String recordName = "";

  @Override
  public boolean wants(ArchiveEntry entry) {
    return entry.depth() == 1;
  }

  @Override
  public boolean opens(ArchiveEntry entry) {
    return false;
  }

  @Override
  public void content(ArchiveEntry entry, byte[] content) {
    String name = entry.name();
    int slash = name.indexOf('/');
    if (name.endsWith(".dist-info/RECORD") && slash == name.lastIndexOf('/')) {
      record = Optional.of(RecordFile.read(content));
      recordName = name;
    } else {
      digests.put(name, sha256(content));
    }
  }

  /** What is wrong, as full sentences; empty if nothing is. At most 100 are given. */
  public List<String> contradictions() {
    if (record.isEmpty()) {
      return List.of("The wheel has no RECORD.");
    }
    List<String> wrong = new ArrayList<>();
    record.get().damaged().forEach(line -> wrong.add("Line " + line + " of RECORD is no row."));
    Map<String, byte[]> unlisted = new LinkedHashMap<>(digests);
    for (RecordFile.Row row : record.get().rows()) {
      byte[] digest = unlisted.remove(row.path());
      if (row.path().equals(recordName)) {
        continue;
      }
      if (digest == null && !digests.containsKey(row.path())) {
        wrong.add("RECORD lists " + row.path() + ", which is not in the wheel.");
      } else if (digest != null && !row.hash().startsWith("sha256=")) {
        wrong.add("RECORD has \"" + row.hash() + "\" for " + row.path() + ", which is no SHA-256.");
      } else if (digest != null && !matches(row.hash(), digest)) {
        wrong.add(
            "RECORD has \"" + row.hash() + "\" for " + row.path() + ", which is not its hash.");
      }
    }
    unlisted.keySet().stream()
        .filter(name -> !isSignature(name))
        .forEach(name -> wrong.add("RECORD does not list " + name + "."));
    return List.copyOf(wrong.subList(0, Math.min(100, wrong.size())));
  }

  /** PEP 427: the signatures of RECORD cannot be in it. */
  private static boolean isSignature(String name) {
    return name.endsWith(".dist-info/RECORD.jws") || name.endsWith(".dist-info/RECORD.p7s");
  }

  private static boolean matches(String hash, byte[] digest) {
    String written = hash.substring("sha256=".length());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(digest).equals(written)
        || HexFormat.of().formatHex(digest).equalsIgnoreCase(written);
  }

  private static byte[] sha256(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
