package io.github.pysecaudit.facts.source;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Splits shell text into simple commands: quotes, comments, continuations, heredocs, separators and
 * command substitutions. It knows no grammar; that is enough to say which programs are called.
 */
public final class ShellLexer {
  private static final int MAX_CHARACTERS = 1 << 20;
  private static final int MAX_COMMANDS = 20_000;
  private static final int MAX_UNCLOSED = 50;
  private static final Pattern HEREDOC =
      Pattern.compile("<<-?\\s*[\"'\\\\]?([A-Za-z_][A-Za-z0-9_]{0,60})[\"']?");

  private final String text;
  private final List<ShellCommand> commands = new ArrayList<>();
  private final List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private final Set<String> unclosed = new HashSet<>();
  private boolean inWord;
  private int line;
  private int start;
  private int i;

  private ShellLexer(String text, int firstLine) {
    this.text = text.length() > MAX_CHARACTERS ? text.substring(0, MAX_CHARACTERS) : text;
    this.line = firstLine;
    this.start = firstLine;
  }

  /**
   * The commands of a text.
   *
   * @param firstLine the line of the file on which the text starts
   */
  public static List<ShellCommand> commands(String text, int firstLine) {
    ShellLexer lexer = new ShellLexer(text, firstLine);
    lexer.run();
    return List.copyOf(lexer.commands);
  }

  private void run() {
    while (i < text.length() && commands.size() < MAX_COMMANDS) {
      char c = text.charAt(i);
      switch (c) {
        case '\\' -> escape();
        case '\'' -> quoted('\'');
        case '"' -> quoted('"');
        case '#' -> comment();
        case '\n' -> newline();
        case ' ', '\t', '\r' -> endWord();
        case ';', '|', '&', '(', ')', '`' -> separator(c);
        case '$' -> dollar();
        case '<' -> heredoc();
        default -> append(c);
      }
      i++;
    }
    endCommand();
  }

  private void append(char c) {
    if (!inWord && words.isEmpty()) {
      start = line;
    }
    inWord = true;
    word.append(c);
  }

  private void escape() {
    if (i + 1 < text.length()) {
      i++;
      if (text.charAt(i) == '\n') {
        line++;
      } else if (text.charAt(i) == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n') {
        i++;
        line++;
      } else {
        append(text.charAt(i));
      }
    }
  }

  private void quoted(char quote) {
    if (!inWord && words.isEmpty()) {
      start = line;
    }
    inWord = true;
    i++;
    while (i < text.length() && text.charAt(i) != quote) {
      char c = text.charAt(i);
      if (c == '\n') {
        line++;
      }
      if (c == '\\' && quote == '"' && i + 1 < text.length()) {
        i++;
        c = text.charAt(i);
        if (c == '\n') {
          line++;
        }
      }
      word.append(c);
      i++;
    }
  }

  private void comment() {
    if (inWord) {
      append('#');
      return;
    }
    while (i + 1 < text.length() && text.charAt(i + 1) != '\n') {
      i++;
    }
  }

  private void newline() {
    endCommand();
    line++;
  }

  private void separator(char c) {
    if (c == '&' && inWord && word.length() > 0 && word.charAt(word.length() - 1) == '>') {
      append(c);
      return;
    }
    endCommand();
  }

  private void dollar() {
    if (i + 1 < text.length() && text.charAt(i + 1) == '(') {
      i++;
      endCommand();
    } else if (text.startsWith("${{", i)) {
      int end = text.indexOf("}}", i);
      int stop = end < 0 || end - i > 500 ? Math.min(text.length(), i + 3) : end + 2;
      while (i < stop) {
        append(text.charAt(i) == '\n' ? ' ' : text.charAt(i));
        i++;
      }
      i--;
    } else {
      append('$');
    }
  }

  private void heredoc() {
    Matcher heredoc = HEREDOC.matcher(text).region(i, Math.min(text.length(), i + 80));
    if (!heredoc.lookingAt() || text.startsWith("<<<", i)) {
      append('<');
      return;
    }
    int endOfLine = text.indexOf('\n', i);
    if (endOfLine < 0) {
      return;
    }
    String end = heredoc.group(1);
    if (unclosed.contains(end) || unclosed.size() >= MAX_UNCLOSED) {
      append('<');
      return;
    }
    int at = endOfLine + 1;
    int passed = 1;
    while (at < text.length()) {
      int stop = text.indexOf('\n', at);
      int lineEnd = stop < 0 ? text.length() : stop;
      if (text.substring(at, lineEnd).strip().equals(end)) {
        endCommand();
        line += passed;
        i = lineEnd - 1;
        return;
      }
      passed++;
      at = lineEnd + 1;
    }
    unclosed.add(end);
    append('<');
  }

  private void endWord() {
    if (inWord) {
      words.add(word.toString());
      word.setLength(0);
      inWord = false;
    }
  }

  private void endCommand() {
    endWord();
    if (!words.isEmpty()) {
      commands.add(new ShellCommand(words, start));
      words.clear();
    }
  }
}
