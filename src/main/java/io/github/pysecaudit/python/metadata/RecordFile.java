package io.github.pysecaudit.python.metadata;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The {@code RECORD} of a wheel: every file with its hash and size (PEP 376, PEP 427).
 *
 * @param rows its rows, in order
 * @param damaged the lines that are no row
 */
public record RecordFile(List<Row> rows, List<Integer> damaged) {
  /** More rows than any real wheel has. */
  private static final int MOST = 500_000;

  public RecordFile {
    rows = List.copyOf(rows);
    damaged = List.copyOf(damaged);
  }

  /**
   * One row.
   *
   * @param path relative to the folder of the {@code .dist-info}
   * @param hash {@code algorithm=digest}, or empty text
   * @param size in bytes, if written
   */
  public record Row(String path, String hash, OptionalLong size) {

    /**
     * Does the content have this hash? Empty if the row has none, or one of an algorithm that is
     * not known. The digest is base64 for URLs without padding; hexadecimal is read too, since a
     * real wheel has it.
     */
    public Optional<Boolean> matches(byte[] content) {
      int equals = hash.indexOf('=');
      if (equals < 0) {
        return Optional.empty();
      }
      String name =
          switch (hash.substring(0, equals).toLowerCase(Locale.ROOT)) {
            case "sha256" -> "SHA-256";
            case "sha384" -> "SHA-384";
            case "sha512" -> "SHA-512";
            default -> "";
          };
      if (name.isEmpty()) {
        return Optional.empty();
      }
      try {
        byte[] digest = MessageDigest.getInstance(name).digest(content);
        String written = hash.substring(equals + 1);
        String base64 = Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        return Optional.of(
            base64.equals(written) || HexFormat.of().formatHex(digest).equalsIgnoreCase(written));
      } catch (NoSuchAlgorithmException e) {
        return Optional.empty();
      }
    }
  }

  /** Reads a file; it never throws for what is in it. */
  public static RecordFile read(byte[] content) {
    List<Row> rows = new ArrayList<>();
    List<Integer> damaged = new ArrayList<>();
    List<String> lines = new String(content, StandardCharsets.UTF_8).lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).isBlank()) {
        continue;
      }
      Optional<Row> row = rows.size() < MOST ? row(lines.get(i)) : Optional.empty();
      row.ifPresent(rows::add);
      if (row.isEmpty() && damaged.size() < 100) {
        damaged.add(i + 1);
      }
    }
    return new RecordFile(rows, damaged);
  }

  private static Optional<Row> row(String line) {
    List<String> cells = cells(line);
    if (cells.size() != 3 || cells.get(0).isEmpty()) {
      return Optional.empty();
    }
    String size = cells.get(2);
    if (!size.matches("[0-9]{0,18}")) {
      return Optional.empty();
    }
    return Optional.of(
        new Row(
            cells.get(0),
            cells.get(1),
            size.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(size))));
  }

  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        if (quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
          cell.append('"');
          i++;
        } else {
          quoted = !quoted;
        }
      } else if (c == ',' && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString());
    return cells;
  }
}
