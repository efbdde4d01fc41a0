package io.github.pysecaudit.sast.rule;

import io.github.pysecaudit.sast.Rule;
import io.github.pysecaudit.sast.RuleCatalogue;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Finds characters that make a source look other than it runs: PYA613. */
public final class TrojanSource {
  private static final int MAX_HITS = 50;

  private TrojanSource() {}

  /** Looks at the bytes of a file; one hit for each line. */
  public static List<Hit> look(byte[] bytes, String encoding, RuleCatalogue rules) {
    if (encoding.equals("UTF-8") && !mayContain(bytes)) {
      return List.of();
    }
    Charset charset =
        Charset.isSupported(encoding) ? Charset.forName(encoding) : StandardCharsets.UTF_8;
    return look(new String(bytes, charset), rules);
  }

  /** Looks at a text. */
  public static List<Hit> look(String text, RuleCatalogue rules) {
    Rule rule = rules.rule("PYA613");
    List<Hit> hits = new ArrayList<>();
    int line = 1;
    int lineStart = 0;
    int lastHit = 0;
    for (int i = 0; i < text.length() && hits.size() < MAX_HITS; i++) {
      char c = text.charAt(i);
      if (c == '\n' || c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n')) {
        line++;
        lineStart = i + 1;
      } else if (isInvisible(c) && lastHit != line) {
        lastHit = line;
        String message = rule.message().replace("{detail}", String.format("U+%04X", (int) c));
        hits.add(
            new Hit(
                rule.id(),
                line,
                i - lineStart + 1,
                line,
                rule.severity(),
                rule.confidence(),
                message));
      }
    }
    return hits;
  }

  private static boolean isInvisible(char c) {
    return c >= '\u202A' && c <= '\u202E' || c >= '\u2066' && c <= '\u2069' || c == '\u200F';
  }

  /** All of these characters begin with the bytes E2 80 or E2 81 in UTF-8. */
  private static boolean mayContain(byte[] bytes) {
    for (int i = 0; i + 2 < bytes.length; i++) {
      if (bytes[i] == (byte) 0xE2 && (bytes[i + 1] == (byte) 0x80 || bytes[i + 1] == (byte) 0x81)) {
        return true;
      }
    }
    return false;
  }
}
