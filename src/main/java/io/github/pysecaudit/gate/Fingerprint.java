package io.github.pysecaudit.gate;

import io.github.pysecaudit.checklist.Finding;
import io.github.pysecaudit.checklist.Requirement;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What makes a finding the same finding in the next build: the requirement, the file, and what was
 * found. A line number is no part of it, so a finding that only moves stays itself.
 */
public final class Fingerprint {
  private static final Pattern LINE =
      Pattern.compile("(?i)(\\blines? |(?<=\\.[a-z]{1,6}):)[0-9]{1,9}\\b");
  private static final int LONGEST = 4_000;
  private static final int BYTES = 16;

  private Fingerprint() {}

  /** The fingerprint of a finding, 32 hexadecimal digits. Equal findings of one file share it. */
  public static String of(Requirement requirement, Finding finding) {
    String path = finding.place().path().orElse("");
    Object id = finding.details().get("id");
    Object name = finding.details().get("package");
    if (id != null && name != null) {
      return vulnerability(id.toString(), name.toString(), path);
    }
    String rule = Objects.toString(finding.details().get("rule"), "");
    return hash(List.of(requirement.id(), rule, path, withoutLines(finding.message())));
  }

  /**
   * The fingerprint of a vulnerability, whatever the version of the package.
   *
   * @param path the file that declares the (direct) dependency, or empty
   */
  public static String vulnerability(String id, String packageName, String path) {
    return hash(List.of(Requirement.R5_1.id(), "vulnerability", id, packageName, path));
  }

  /** The fingerprint of anything else that a file holds. */
  public static String hash(List<String> parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String part : parts) {
        digest.update(part.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
      }
      return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static String withoutLines(String message) {
    String start = message.substring(0, Math.min(message.length(), LONGEST));
    return LINE.matcher(start).replaceAll("$1");
  }
}
