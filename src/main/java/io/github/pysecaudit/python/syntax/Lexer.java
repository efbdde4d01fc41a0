package io.github.pysecaudit.python.syntax;

import static io.github.pysecaudit.python.syntax.TokenKind.*;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Splits a source into tokens, with indentation, comments, and f-strings taken apart as PEP 701
 * says. One pass without recursion; reads on after anything it cannot read.
 */
final class Lexer {

  private static final int TAB_SIZE = 8;

  private final char[] text;
  private final int length;
  private final Tokens tokens;
  private final Problems problems;
  private final List<Comment> comments = new ArrayList<>();
  private final FStringModes modes = new FStringModes();

  private int pos;
  private int line = 1;
  private boolean atLineStart = true;
  private boolean limitReached;

  private final int[] indents = new int[PythonParser.MAX_BLOCKS + 1];
  private final int[] indentsByTabOfOne = new int[PythonParser.MAX_BLOCKS + 1];
  private int indentDepth;
  private boolean tooManyBlocks;

  /** The open brackets: their kind and the offset and line where they stand. */
  private byte[] bracketKinds = new byte[32];

  private int[] bracketTokens = new int[32];
  private int brackets;

  Lexer(String source, Problems problems) {
    length = source.length();
    text = new char[length + 4];
    source.getChars(0, length, text, 0);
    tokens = new Tokens(text);
    this.problems = problems;
  }

  List<Comment> comments() {
    return comments;
  }

  int lineCount() {
    return tokens.lineCount(length);
  }

  Tokens run() {
    while (pos < length || modes.inText()) {
      if (tokens.size >= PythonParser.MAX_TOKENS) {
        problem(pos, "The file is longer than " + PythonParser.MAX_TOKENS + " tokens.");
        limitReached = true;
        break;
      }
      if (modes.inText()) {
        formatText();
      } else if (atLineStart) {
        indentation();
      } else {
        token();
      }
    }
    finish();
    return tokens;
  }

  private void finish() {
    if (brackets > 0 && !limitReached) {
      reportOpenBracket();
    }
    if (tokens.size > 0 && tokens.kinds[tokens.size - 1] != NEWLINE && !atLineStart) {
      tokens.add(NEWLINE, pos, pos, line);
    }
    for (; indentDepth > 0; indentDepth--) {
      tokens.add(DEDENT, pos, pos, line);
    }
    tokens.add(END, pos, pos, line);
  }

  private void problem(int offset, String reason) {
    problems.add(line, offset - tokens.lineStart(line) + 1, reason);
  }

  private void reportOpenBracket() {
    int token = bracketTokens[brackets - 1];
    String bracket = String.valueOf(text[tokens.starts[token]]);
    problems.add(
        tokens.lines[token], tokens.column(token), "This '" + bracket + "' is never closed.");
    tokens.add(ERROR, pos, pos, line);
    brackets = 0;
    modes.clear();
  }

  // ---- lines

  private static boolean isNewline(char c) {
    return c == '\n' || c == '\r';
  }

  /** Steps over the line end at {@link #pos}: LF, CR, or CR LF. */
  private void newline() {
    if (text[pos] == '\r' && text[pos + 1] == '\n') {
      pos++;
    }
    pos++;
    line++;
    tokens.startLine(pos);
  }

  /** Reads blank lines and comments up to the next statement, and its indentation. */
  private void indentation() {
    int column = 0;
    int columnByTabOfOne = 0;
    int continued = 0;
    while (true) {
      char c = text[pos];
      if (c == ' ') {
        column++;
        columnByTabOfOne++;
      } else if (c == '\t') {
        column = (column / TAB_SIZE + 1) * TAB_SIZE;
        columnByTabOfOne++;
      } else if (c == '\f') {
        column = 0;
        columnByTabOfOne = 0;
      } else if (c == '\\' && isNewline(text[pos + 1])) {
        continued = continued == 0 ? column : continued;
        pos++;
        newline();
        continue;
      } else {
        break;
      }
      pos++;
    }
    char c = text[pos];
    if (c == '#') {
      comment();
      c = text[pos];
    } else if (!isNewline(c) && pos < length) {
      atLineStart = false;
      indentTo(continued == 0 ? column : continued, continued == 0 ? columnByTabOfOne : continued);
    }
    if (isNewline(c)) {
      newline();
    }
  }

  private void indentTo(int column, int columnByTabOfOne) {
    if (column > indents[indentDepth]) {
      if (columnByTabOfOne <= indentsByTabOfOne[indentDepth]) {
        problem(pos, "Tabs and spaces are mixed: the depth of this line depends on the tab size.");
      }
      if (indentDepth == PythonParser.MAX_BLOCKS) {
        if (!tooManyBlocks) {
          tooManyBlocks = true;
          problem(pos, "Blocks are nested deeper than " + PythonParser.MAX_BLOCKS + " levels.");
        }
        return;
      }
      indentDepth++;
      indents[indentDepth] = column;
      indentsByTabOfOne[indentDepth] = columnByTabOfOne;
      tokens.add(INDENT, pos, pos, line);
      return;
    }
    while (column < indents[indentDepth]) {
      indentDepth--;
      tokens.add(DEDENT, pos, pos, line);
    }
    if (column != indents[indentDepth]) {
      problem(pos, "This line is indented less than the one above, but as deep as no block.");
    } else if (columnByTabOfOne != indentsByTabOfOne[indentDepth]) {
      problem(pos, "Tabs and spaces are mixed: the depth of this line depends on the tab size.");
    }
  }

  private void comment() {
    int start = pos;
    while (pos < length && !isNewline(text[pos])) {
      pos++;
    }
    int lineStart = tokens.lineStart(line);
    boolean alone = tokens.size == 0 || tokens.ends[tokens.size - 1] <= lineStart;
    comments.add(new Comment(line, start - lineStart + 1, tokens.text(start, pos), alone));
  }

  // ---- tokens outside of the text of f-strings

  private void token() {
    char c = text[pos];
    while (c == ' ' || c == '\t' || c == '\f') {
      c = text[++pos];
    }
    if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_') {
      name();
      return;
    }
    switch (c) {
      case '\n', '\r' -> lineEnd();
      case '#' -> comment();
      case '"', '\'' -> string(pos, pos, 0);
      case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
      case '.' -> dot();
      case '(' -> open(LPAR);
      case '[' -> open(LSQB);
      case '{' -> open(LBRACE);
      case ')' -> close(RPAR, LPAR);
      case ']' -> close(RSQB, LSQB);
      case '}' -> close(RBRACE, LBRACE);
      case ',' -> add(COMMA, 1);
      case ':' -> colon();
      case ';' -> add(SEMI, 1);
      case '~' -> add(TILDE, 1);
      case '=' -> addLonger('=', EQ_EQUAL, EQUAL);
      case '!' -> exclamation();
      case '<' -> less();
      case '>' -> greater();
      case '-' -> minus();
      case '+' -> operator(PLUS);
      case '*' -> doubling('*', STAR, DOUBLE_STAR);
      case '/' -> doubling('/', SLASH, DOUBLE_SLASH);
      case '%' -> operator(PERCENT);
      case '@' -> operator(AT);
      case '|' -> operator(VBAR);
      case '^' -> operator(CARET);
      case '&' -> operator(AMPER);
      case '\\' -> backslash();
      default -> other();
    }
  }

  private void add(int kind, int width) {
    tokens.add(kind, pos, pos + width, line);
    pos += width;
  }

  private void addLonger(char second, int longer, int shorter) {
    if (text[pos + 1] == second) {
      add(longer, 2);
    } else {
      add(shorter, 1);
    }
  }

  private void operator(int kind) {
    addLonger('=', kind + TO_ASSIGNMENT, kind);
  }

  private void doubling(char c, int single, int twice) {
    if (text[pos + 1] != c) {
      operator(single);
    } else if (text[pos + 2] == '=') {
      add(twice + TO_ASSIGNMENT, 3);
    } else {
      add(twice, 2);
    }
  }

  private void minus() {
    if (text[pos + 1] == '>') {
      add(ARROW, 2);
    } else {
      operator(MINUS);
    }
  }

  private void less() {
    if (text[pos + 1] == '<') {
      doubling('<', LESS, LEFT_SHIFT);
    } else if (text[pos + 1] == '>') {
      problem(pos, "'<>' is Python 2; Python 3 writes '!='.");
      add(NOT_EQUAL, 2);
    } else {
      addLonger('=', LESS_EQUAL, LESS);
    }
  }

  private void greater() {
    if (text[pos + 1] == '>') {
      doubling('>', GREATER, RIGHT_SHIFT);
    } else {
      addLonger('=', GREATER_EQUAL, GREATER);
    }
  }

  private void exclamation() {
    if (text[pos + 1] == '=') {
      add(NOT_EQUAL, 2);
    } else if (modes.inField(brackets)) {
      add(EXCLAMATION, 1);
    } else {
      problem(pos, "'!' has no meaning here.");
      add(ERROR, 1);
    }
  }

  private void dot() {
    char next = text[pos + 1];
    if (next >= '0' && next <= '9') {
      number();
    } else if (next == '.' && text[pos + 2] == '.') {
      add(ELLIPSIS, 3);
    } else {
      add(DOT, 1);
    }
  }

  private void colon() {
    if (modes.inField(brackets)) {
      add(COLON, 1);
      modes.enterFormat();
    } else {
      addLonger('=', COLON_EQUAL, COLON);
    }
  }

  private void lineEnd() {
    if (brackets == 0) {
      tokens.add(NEWLINE, pos, pos, line);
      atLineStart = true;
    }
    newline();
  }

  private void backslash() {
    if (isNewline(text[pos + 1])) {
      pos++;
      newline();
      if (pos == length) {
        problem(pos, "The file ends after a backslash.");
        tokens.add(ERROR, pos, pos, line);
      }
    } else {
      problem(pos, "A backslash must be the last character of its line.");
      add(ERROR, 1);
    }
  }

  private void other() {
    char c = text[pos];
    if (isNameCharacter(pos)) {
      name();
      return;
    }
    if (pos >= length) {
      return;
    }
    int point = Character.codePointAt(text, pos, length);
    problem(pos, String.format("The character U+%04X has no meaning here.", point));
    add(ERROR, Character.isSurrogate(c) ? Character.charCount(point) : 1);
  }

  // ---- brackets

  private void open(int kind) {
    if (brackets == bracketKinds.length) {
      bracketKinds = Arrays.copyOf(bracketKinds, brackets * 2);
      bracketTokens = Arrays.copyOf(bracketTokens, brackets * 2);
    }
    bracketKinds[brackets] = (byte) kind;
    bracketTokens[brackets++] = tokens.size;
    add(kind, 1);
  }

  /** A bracket that does not match is taken for a wrong one, unless it matches the next outer. */
  private void close(int kind, int opener) {
    boolean endsField = modes.inField(brackets);
    if (brackets > 0 && bracketKinds[brackets - 1] == opener) {
      brackets--;
      add(kind, 1);
      if (endsField) {
        modes.leaveField();
      }
      return;
    }
    problem(
        pos,
        brackets == 0
            ? "This '" + text[pos] + "' closes no bracket."
            : "This '" + text[pos] + "' does not close the bracket that is open.");
    boolean closesOuter = brackets > 1 && bracketKinds[brackets - 2] == opener;
    if (brackets > 0 && !endsField) {
      brackets--;
    }
    add(ERROR, closesOuter && !endsField ? 0 : 1);
  }

  /**
   * A line inside of brackets starts with a word that only starts statements: the bracket was left
   * open, and the rest of the file is better read from here.
   */
  private void statementInsideBrackets(int start) {
    pos = start;
    reportOpenBracket();
    tokens.add(NEWLINE, pos, pos, line);
    pos = tokens.lineStart(line);
    atLineStart = true;
  }

  private boolean isFirstOnLine() {
    return tokens.ends[tokens.size - 1] <= tokens.lineStart(line);
  }

  // ---- names and numbers

  private boolean isNameCharacter(int at) {
    char c = text[at];
    if (c < 128) {
      return c >= 'a' && c <= 'z'
          || c >= 'A' && c <= 'Z'
          || c == '_'
          || at > pos && c >= '0' && c <= '9';
    }
    if (at >= length) {
      return false;
    }
    int point = Character.codePointAt(text, at, length);
    return !Character.isIdentifierIgnorable(point)
        && (Character.isUnicodeIdentifierPart(point)
            || Character.getType(point) == Character.UNASSIGNED);
  }

  private void name() {
    int start = pos;
    int at = start;
    int hash = 0;
    while (true) {
      char c = text[at];
      if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c >= '0' && c <= '9') {
        hash = hash * 31 + c;
        at++;
      } else if (c >= 128 && isNameCharacter(at)) {
        hash = hash * 31 + c;
        at += Character.isHighSurrogate(c) ? 2 : 1;
      } else {
        break;
      }
    }
    char next = text[at];
    if ((next == '"' || next == '\'') && at - start <= 2) {
      int flags = StringPrefix.parse(text, start, at);
      if (flags >= 0) {
        string(start, at, flags);
        return;
      }
    }
    int kind = TokenKind.ofName(text, start, at, hash);
    if (brackets > 0 && kind != NAME && TokenKind.startsStatementOnly(kind) && isFirstOnLine()) {
      statementInsideBrackets(start);
      return;
    }
    tokens.add(kind, start, at, line);
    pos = at;
  }

  private void number() {
    int end = NumberScanner.end(text, pos);
    if (end < 0) {
      int bad = -end;
      problem(pos, "'" + tokens.text(pos, Math.min(bad, pos + 40)) + "' is no number of Python 3.");
      tokens.add(ERROR, pos, bad, line);
      pos = bad;
      return;
    }
    tokens.add(NUMBER, pos, end, line);
    pos = end;
  }

  // ---- strings

  private void string(int start, int quoteAt, int flags) {
    char quote = text[quoteAt];
    boolean triple = text[quoteAt + 1] == quote && text[quoteAt + 2] == quote;
    int bodyStart = quoteAt + (triple ? 3 : 1);
    if ((flags & (StringPrefix.FORMAT | StringPrefix.TEMPLATE)) != 0) {
      tokens.add(FSTRING_START, start, bodyStart, line);
      modes.enterString(quote, triple, (flags & StringPrefix.RAW) != 0, brackets);
      pos = bodyStart;
      return;
    }
    pos = bodyStart;
    int startLine = line;
    boolean plain = true;
    while (true) {
      char c = text[pos];
      if (c == quote) {
        if (!triple) {
          pos++;
          break;
        }
        if (text[pos + 1] == quote && text[pos + 2] == quote) {
          pos += 3;
          break;
        }
        pos++;
      } else if (c == '\\') {
        plain = false;
        escape();
      } else if (c == '\n' || c == '\r') {
        if (!triple) {
          unterminated(start, startLine);
          return;
        }
        plain &= c == '\n';
        newline();
      } else if (c == 0 && pos >= length) {
        unterminated(start, startLine);
        return;
      } else {
        pos++;
      }
    }
    tokens.add(plain ? STRING : STRING_ESCAPED, start, pos, startLine);
  }

  /** Steps over a backslash and what it protects, a line end for instance. */
  private void escape() {
    pos++;
    if (isNewline(text[pos])) {
      newline();
    } else if (pos < length) {
      pos++;
    }
  }

  private void unterminated(int start, int startLine) {
    int column = start - tokens.lineStart(startLine) + 1;
    problems.add(startLine, column, "This string is never closed.");
    tokens.add(ERROR, start, pos, startLine);
    brackets = 0;
    modes.clear();
  }

  // ---- text of f-strings

  /** Reads the text of an f-string or of a format up to the next field or the end. */
  private void formatText() {
    int start = pos;
    int startLine = line;
    char quote = modes.quote();
    boolean triple = modes.isTriple();
    boolean raw = modes.isRaw();
    boolean format = modes.inFormat();
    while (true) {
      char c = text[pos];
      if (c == quote && (!triple || text[pos + 1] == quote && text[pos + 2] == quote)) {
        middle(start, startLine);
        int width = triple ? 3 : 1;
        if (format) {
          problem(pos, "The '{' of an f-string is never closed.");
          tokens.add(ERROR, pos, pos, line);
        }
        brackets = modes.leaveString();
        add(FSTRING_END, width);
        return;
      }
      if (c == '{') {
        if (text[pos + 1] != '{' || format) {
          middle(start, startLine);
          open(LBRACE);
          modes.enterField(brackets);
          return;
        }
        pos += 2;
      } else if (c == '}') {
        if (format) {
          middle(start, startLine);
          modes.leaveFormat();
          return;
        }
        if (text[pos + 1] != '}') {
          problem(pos, "A single '}' in an f-string must be doubled.");
          pos--;
        }
        pos += 2;
      } else if (c == '\\') {
        escapeInFormat(raw);
      } else if (isNewline(c)) {
        if (!triple && !format) {
          unterminated(start, startLine);
          return;
        }
        if (!triple) {
          middle(start, startLine);
          modes.leaveFormat();
          return;
        }
        newline();
      } else if (c == 0 && pos >= length) {
        unterminated(start, startLine);
        return;
      } else {
        pos++;
      }
    }
  }

  private void escapeInFormat(boolean raw) {
    char next = text[pos + 1];
    if (next == '{' || next == '}') {
      pos++;
    } else if (next == 'N' && text[pos + 2] == '{' && !raw) {
      pos += 3;
      while (isCharacterName(text[pos])) {
        pos++;
      }
      pos += text[pos] == '}' ? 1 : 0;
    } else {
      escape();
    }
  }

  private static boolean isCharacterName(char c) {
    return c >= 'A' && c <= 'Z'
        || c >= 'a' && c <= 'z'
        || c >= '0' && c <= '9'
        || c == ' '
        || c == '-';
  }

  private void middle(int start, int startLine) {
    if (pos > start) {
      tokens.add(FSTRING_MIDDLE, start, pos, startLine);
    }
  }
}
