package io.github.pysecaudit.python.metadata;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads the part of TOML that lock files are written in, a hundred times faster than a general
 * parser: lock files of a megabyte are common. It accepts a strict subset. Whatever is not in the
 * subset, and whatever might be an error, makes it give up, and the general parser decides.
 */
final class PlainToml {
  private static final int DEEPEST = 16;
  private static final Pattern INTEGER = Pattern.compile("[+-]?(?:0|[1-9][0-9]{0,16})");

  private final String text;
  private final TomlNode root = new TomlNode(1, false);
  private int at;
  private int line = 1;

  private PlainToml(String text) {
    this.text = text;
  }

  /**
   * The root table, or empty if {@code text} is not plain; then nothing is known about it. Lines
   * may end in CR LF.
   */
  static Optional<TomlNode> read(String text) {
    try {
      return Optional.of(new PlainToml(text.replace("\r\n", "\n")).document());
    } catch (NotPlainException e) {
      return Optional.empty();
    }
  }

  private static final class NotPlainException extends Exception {
    private static final long serialVersionUID = 1L;
    static final NotPlainException INSTANCE = new NotPlainException();

    private NotPlainException() {
      super("not plain", null, false, false);
    }
  }

  /** An array made by {@code [[headers]]}, which further headers may extend. */
  private static final class HeaderArray extends ArrayList<TomlNode> {
    private static final long serialVersionUID = 1L;
  }

  private TomlNode document() throws NotPlainException {
    TomlNode table = root;
    while (true) {
      blank();
      if (at >= text.length()) {
        return root;
      }
      char c = peek();
      if (c == '[') {
        table = header();
      } else if (c != '#' && c != '\n') {
        int where = line;
        String key = key();
        spaces();
        expect('=');
        spaces();
        if (!table.put(key, value(0), where)) {
          throw NotPlainException.INSTANCE;
        }
      }
      endOfLine();
    }
  }

  private TomlNode header() throws NotPlainException {
    int where = line;
    expect('[');
    boolean array = peek() == '[';
    if (array) {
      at++;
    }
    TomlNode table = root;
    while (true) {
      spaces();
      String key = key();
      spaces();
      if (peek() == '.') {
        at++;
        table = descend(table, key, where);
      } else {
        expect(']');
        if (array) {
          expect(']');
          return element(table, key, where);
        }
        TomlNode defined = descend(table, key, where);
        if (table.value(key) instanceof List<?> || !defined.define()) {
          throw NotPlainException.INSTANCE;
        }
        return defined;
      }
    }
  }

  private TomlNode descend(TomlNode table, String key, int where) throws NotPlainException {
    Object value = table.value(key);
    if (value == null) {
      TomlNode made = new TomlNode(where, false);
      table.put(key, made, where);
      return made;
    }
    if (value instanceof TomlNode node && !node.inline()) {
      return node;
    }
    if (value instanceof HeaderArray list) {
      return list.get(list.size() - 1);
    }
    throw NotPlainException.INSTANCE;
  }

  private TomlNode element(TomlNode table, String key, int where) throws NotPlainException {
    TomlNode made = new TomlNode(where, false);
    made.define();
    if (table.value(key) == null) {
      table.put(key, new HeaderArray(), where);
    }
    if (!(table.value(key) instanceof HeaderArray list)) {
      throw NotPlainException.INSTANCE;
    }
    list.add(made);
    return made;
  }

  private Object value(int depth) throws NotPlainException {
    return switch (peek()) {
      case '"', '\'' -> string();
      case '[' -> array(depth + 1);
      case '{' -> inlineTable(depth + 1);
      default -> scalar();
    };
  }

  private List<Object> array(int depth) throws NotPlainException {
    limit(depth);
    expect('[');
    List<Object> values = new ArrayList<>();
    while (true) {
      blankOrComment();
      if (peek() == ']') {
        at++;
        return values;
      }
      values.add(value(depth));
      blankOrComment();
      if (peek() == ',') {
        at++;
      } else if (peek() != ']') {
        throw NotPlainException.INSTANCE;
      }
    }
  }

  private TomlNode inlineTable(int depth) throws NotPlainException {
    limit(depth);
    TomlNode table = new TomlNode(line, true);
    expect('{');
    spaces();
    if (peek() == '}') {
      at++;
      return table;
    }
    while (true) {
      spaces();
      String key = key();
      spaces();
      expect('=');
      spaces();
      if (!table.put(key, value(depth), line)) {
        throw NotPlainException.INSTANCE;
      }
      spaces();
      if (peek() == '}') {
        at++;
        return table;
      }
      expect(',');
    }
  }

  private String key() throws NotPlainException {
    char c = peek();
    if (c == '"' || c == '\'') {
      return string();
    }
    int start = at;
    while (at < text.length() && isBare(text.charAt(at))) {
      at++;
    }
    if (at == start) {
      throw NotPlainException.INSTANCE;
    }
    return text.substring(start, at);
  }

  private static boolean isBare(char c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || c == '-'
        || c == '_';
  }

  /** A string on one line. The multi-line forms begin with an empty one and then a quote. */
  private String string() throws NotPlainException {
    char quote = text.charAt(at++);
    int start = at;
    StringBuilder unescaped = null;
    while (true) {
      char c = peek();
      if (c < ' ' && c != '\t' || c == 0x7f) {
        throw NotPlainException.INSTANCE;
      }
      at++;
      if (c == quote) {
        break;
      }
      if (c == '\\' && quote == '"') {
        if (unescaped == null) {
          unescaped = new StringBuilder(text.substring(start, at - 1));
        }
        unescaped.append(escape());
      } else if (unescaped != null) {
        unescaped.append(c);
      }
    }
    if (at == start + 1 && at < text.length() && text.charAt(at) == quote) {
      throw NotPlainException.INSTANCE;
    }
    return unescaped == null ? text.substring(start, at - 1) : unescaped.toString();
  }

  private char escape() throws NotPlainException {
    char c = peek();
    at++;
    return switch (c) {
      case '"', '\\' -> c;
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      default -> throw NotPlainException.INSTANCE;
    };
  }

  private TomlNode.Scalar scalar() throws NotPlainException {
    int start = at;
    while (at < text.length() && isBare(text.charAt(at)) || at < text.length() && isSign(at)) {
      at++;
    }
    String word = text.substring(start, at);
    if (word.equals("true") || word.equals("false")) {
      return new TomlNode.Scalar(word);
    }
    if (INTEGER.matcher(word).matches()) {
      return new TomlNode.Scalar(Long.toString(Long.parseLong(word)));
    }
    return new TomlNode.Scalar(time(word).toString());
  }

  private boolean isSign(int index) {
    char c = text.charAt(index);
    return c == '+' || c == '.' || c == ':';
  }

  private static Object time(String word) throws NotPlainException {
    if (word.length() != 10 && word.length() < 19 || word.length() > 40 || word.charAt(4) != '-') {
      throw NotPlainException.INSTANCE;
    }
    try {
      if (word.length() == 10) {
        return LocalDate.parse(word);
      }
      boolean zoned = word.endsWith("Z") || word.lastIndexOf('-') > 10 || word.indexOf('+') > 10;
      return zoned ? OffsetDateTime.parse(word) : LocalDateTime.parse(word);
    } catch (DateTimeException e) {
      throw NotPlainException.INSTANCE;
    }
  }

  private void endOfLine() throws NotPlainException {
    spaces();
    comment();
    if (at < text.length()) {
      expect('\n');
      line++;
    }
  }

  private void comment() throws NotPlainException {
    if (at < text.length() && text.charAt(at) == '#') {
      while (at < text.length() && text.charAt(at) != '\n') {
        char c = text.charAt(at);
        if (c < ' ' && c != '\t' || c == 0x7f) {
          throw NotPlainException.INSTANCE;
        }
        at++;
      }
    }
  }

  private void blankOrComment() throws NotPlainException {
    blank();
    while (at < text.length() && text.charAt(at) == '#') {
      comment();
      blank();
    }
  }

  private void blank() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\n') {
        line++;
      } else if (c != ' ' && c != '\t') {
        return;
      }
      at++;
    }
  }

  private void spaces() {
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
  }

  private char peek() throws NotPlainException {
    if (at >= text.length()) {
      throw NotPlainException.INSTANCE;
    }
    return text.charAt(at);
  }

  private void expect(char c) throws NotPlainException {
    if (peek() != c) {
      throw NotPlainException.INSTANCE;
    }
    at++;
  }

  private static void limit(int depth) throws NotPlainException {
    if (depth > DEEPEST) {
      throw NotPlainException.INSTANCE;
    }
  }
}
