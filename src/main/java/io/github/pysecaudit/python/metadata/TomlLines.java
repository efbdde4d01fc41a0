package io.github.pysecaudit.python.metadata;

import java.util.ArrayList;
import java.util.List;
import org.tomlj.Toml;
import org.tomlj.TomlParseResult;

/**
 * A TOML text without its long runs of blank and comment lines, which the parser reads in cubic
 * time. Lines within strings stay, so the meaning does not change, and every line knows its number
 * in the file.
 *
 * @param text the shorter text
 * @param numbers number in the original text of each line, both starting at 1
 */
public record TomlLines(String text, List<Integer> numbers) {
  /** Lines of a run that are kept. */
  private static final int LONGEST_RUN = 5;

  private enum State {
    OUTSIDE,
    BASIC,
    LITERAL
  }

  public TomlLines {
    numbers = List.copyOf(numbers);
  }

  /** Shortens a text. */
  public static TomlLines of(String original) {
    StringBuilder text = new StringBuilder(original.length());
    List<Integer> numbers = new ArrayList<>();
    State state = State.OUTSIDE;
    int run = 0;
    int number = 0;
    int start = 0;
    while (start < original.length()) {
      int feed = original.indexOf('\n', start);
      int end = feed < 0 ? original.length() : feed + 1;
      number++;
      String line = original.substring(start, end);
      start = end;
      boolean empty = state == State.OUTSIDE && isBlankOrComment(line);
      run = empty ? run + 1 : 0;
      // A comment may hold a character that TOML forbids; the parser has to see it.
      if (run <= LONGEST_RUN || !isHarmless(line)) {
        text.append(line);
        numbers.add(number);
      }
      state = empty ? state : after(line, state);
    }
    numbers.add(number + 1);
    return new TomlLines(text.toString(), numbers);
  }

  /**
   * Parses the text. Never throws for what is in it; what is no TOML gives a result with errors,
   * whose lines are those of {@link #text()}.
   */
  public TomlParseResult parse() {
    try {
      return Toml.parse(text);
    } catch (AssertionError | RuntimeException e) {
      // The parser stumbles over some texts that it has found faulty already: over an assertion of
      // its own, where Java runs with them, or over what it could not recover from.
      return Toml.parse("[this file");
    }
  }

  /** The line in the file of a line in {@link #text()}. */
  public int original(int line) {
    return numbers.get(Math.max(0, Math.min(line, numbers.size()) - 1));
  }

  private static boolean isBlankOrComment(String line) {
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '#') {
        return true;
      }
      if (c != ' ' && c != '\t' && c != '\r' && c != '\n') {
        return false;
      }
    }
    return true;
  }

  private static boolean isHarmless(String line) {
    return line.chars().allMatch(c -> c >= ' ' && c != 0x7F || c == '\t' || c == '\n')
        || line.endsWith("\r\n") && isHarmless(line.substring(0, line.length() - 2));
  }

  /** In which string, if any, the next line begins. */
  private static State after(String line, State before) {
    State state = before;
    int i = 0;
    while (i < line.length()) {
      char c = line.charAt(i);
      if (state == State.BASIC && c == '\\') {
        i += 2;
      } else if (state != State.OUTSIDE) {
        String quotes = state == State.BASIC ? "\"\"\"" : "'''";
        boolean closes = line.startsWith(quotes, i);
        if (closes) {
          // Up to two more quotation marks belong to the string itself.
          i += 3;
          for (int more = 0; more < 2 && i < line.length() && line.charAt(i) == c; more++) {
            i++;
          }
          state = State.OUTSIDE;
        } else {
          i++;
        }
      } else if (c == '#') {
        return state;
      } else if (line.startsWith("\"\"\"", i) || line.startsWith("'''", i)) {
        state = c == '"' ? State.BASIC : State.LITERAL;
        i += 3;
      } else if (c == '"' || c == '\'') {
        i = afterString(line, i);
      } else {
        i++;
      }
    }
    return state;
  }

  /** Past a string on one line; one that is not closed there is an error the parser finds. */
  private static int afterString(String line, int start) {
    char quote = line.charAt(start);
    int i = start + 1;
    while (i < line.length() && line.charAt(i) != quote) {
      i += quote == '"' && line.charAt(i) == '\\' ? 2 : 1;
    }
    return i + 1;
  }
}
