package io.github.pysecaudit.facts.source;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits Java source into tokens; comments are dropped, strings and text blocks are single tokens.
 * Bounded and linear.
 */
public final class JavaLexer {
  private static final int MAX_TOKENS = 300_000;

  private final String text;
  private final List<JavaToken> tokens = new ArrayList<>();
  private int i;
  private int line = 1;

  private JavaLexer(String text) {
    this.text = text;
  }

  /** The tokens of a source file. */
  public static List<JavaToken> tokens(String text) {
    JavaLexer lexer = new JavaLexer(text);
    lexer.run();
    return List.copyOf(lexer.tokens);
  }

  /**
   * The dotted names that a file imports, without {@code static}; a wildcard ends in {@code .*}.
   */
  public static List<JavaToken> imports(List<JavaToken> tokens) {
    List<JavaToken> imports = new ArrayList<>();
    for (int t = 0; t < tokens.size(); t++) {
      if (tokens.get(t).named("class") || tokens.get(t).named("interface")) {
        break;
      }
      if (!tokens.get(t).named("import")) {
        continue;
      }
      StringBuilder name = new StringBuilder();
      int at = t + 1;
      if (at < tokens.size() && tokens.get(at).named("static")) {
        at++;
      }
      while (at < tokens.size() && !tokens.get(at).is(";") && name.length() < 500) {
        name.append(tokens.get(at).text());
        at++;
      }
      imports.add(new JavaToken(JavaToken.Kind.NAME, name.toString(), tokens.get(t).line()));
      t = at;
    }
    return imports;
  }

  private void run() {
    while (i < text.length() && tokens.size() < MAX_TOKENS) {
      char c = text.charAt(i);
      if (c == '\n') {
        line++;
        i++;
      } else if (Character.isWhitespace(c)) {
        i++;
      } else if (text.startsWith("//", i)) {
        int end = text.indexOf('\n', i);
        i = end < 0 ? text.length() : end;
      } else if (text.startsWith("/*", i)) {
        skipTo("*/", 2);
      } else if (text.startsWith("\"\"\"", i)) {
        block();
      } else if (c == '"' || c == '\'') {
        string(c);
      } else if (Character.isJavaIdentifierStart(c)) {
        word(JavaToken.Kind.NAME);
      } else if (Character.isDigit(c)) {
        word(JavaToken.Kind.NUMBER);
      } else {
        sign();
      }
    }
  }

  private void skipTo(String end, int from) {
    int found = text.indexOf(end, i + from);
    int stop = found < 0 ? text.length() : found + end.length();
    for (; i < stop; i++) {
      if (text.charAt(i) == '\n') {
        line++;
      }
    }
  }

  private void block() {
    int start = i + 3;
    int first = line;
    i = start;
    while (i < text.length() && !text.startsWith("\"\"\"", i)) {
      if (text.charAt(i) == '\\') {
        i++;
      }
      if (i < text.length() && text.charAt(i) == '\n') {
        line++;
      }
      i++;
    }
    int end = Math.min(i, text.length());
    tokens.add(new JavaToken(JavaToken.Kind.STRING, text.substring(start, end), first));
    i = Math.min(text.length(), end + 3);
  }

  private void string(char quote) {
    StringBuilder content = new StringBuilder();
    i++;
    while (i < text.length() && text.charAt(i) != quote && text.charAt(i) != '\n') {
      if (text.charAt(i) == '\\' && i + 1 < text.length() && text.charAt(i + 1) != '\n') {
        i++;
      }
      content.append(text.charAt(i));
      i++;
    }
    if (i < text.length() && text.charAt(i) == quote) {
      i++;
    }
    tokens.add(new JavaToken(JavaToken.Kind.STRING, content.toString(), line));
  }

  private void word(JavaToken.Kind kind) {
    int start = i;
    while (i < text.length() && Character.isJavaIdentifierPart(text.charAt(i))) {
      i++;
    }
    tokens.add(new JavaToken(kind, text.substring(start, i), line));
  }

  private void sign() {
    String two = i + 2 <= text.length() ? text.substring(i, i + 2) : "";
    int length = two.equals("==") || two.equals("!=") ? 2 : 1;
    tokens.add(new JavaToken(JavaToken.Kind.SIGN, text.substring(i, i + length), line));
    i += length;
  }
}
