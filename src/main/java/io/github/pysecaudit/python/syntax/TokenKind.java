package io.github.pysecaudit.python.syntax;

/** Kinds of tokens, as small numbers so that all tokens of a file fit into a few arrays. */
final class TokenKind {

  static final int END = 0;
  static final int NEWLINE = 1;
  static final int INDENT = 2;
  static final int DEDENT = 3;

  /** Something the lexer could not read and has reported. */
  static final int ERROR = 4;

  static final int NAME = 5;
  static final int NUMBER = 6;

  /** A string without backslashes and carriage returns: its value is its text. */
  static final int STRING = 7;

  static final int STRING_ESCAPED = 8;
  static final int FSTRING_START = 9;
  static final int FSTRING_MIDDLE = 10;
  static final int FSTRING_END = 11;

  static final int LPAR = 12;
  static final int RPAR = 13;
  static final int LSQB = 14;
  static final int RSQB = 15;
  static final int LBRACE = 16;
  static final int RBRACE = 17;
  static final int COLON = 18;
  static final int COMMA = 19;
  static final int SEMI = 20;
  static final int DOT = 21;
  static final int ELLIPSIS = 22;
  static final int ARROW = 23;
  static final int EXCLAMATION = 24;
  static final int EQUAL = 25;
  static final int COLON_EQUAL = 26;
  static final int TILDE = 27;

  static final int LESS = 28;
  static final int GREATER = 29;
  static final int LESS_EQUAL = 30;
  static final int GREATER_EQUAL = 31;
  static final int EQ_EQUAL = 32;
  static final int NOT_EQUAL = 33;

  /** The thirteen operators in the order of {@link Operator}. */
  static final int PLUS = 34;

  static final int MINUS = 35;
  static final int STAR = 36;
  static final int AT = 37;
  static final int SLASH = 38;
  static final int PERCENT = 39;
  static final int DOUBLE_STAR = 40;
  static final int LEFT_SHIFT = 41;
  static final int RIGHT_SHIFT = 42;
  static final int VBAR = 43;
  static final int CARET = 44;
  static final int AMPER = 45;
  static final int DOUBLE_SLASH = 46;

  /** Added to an operator's kind gives its assignment, {@code +=} for {@code +}. */
  static final int TO_ASSIGNMENT = 13;

  static final int PLUS_EQUAL = PLUS + TO_ASSIGNMENT;
  static final int DOUBLE_SLASH_EQUAL = DOUBLE_SLASH + TO_ASSIGNMENT;

  /** The keywords, in alphabetical order of {@link #KEYWORDS}. */
  static final int FIRST_KEYWORD = DOUBLE_SLASH_EQUAL + 1;

  static final int FALSE = FIRST_KEYWORD;
  static final int NONE = FIRST_KEYWORD + 1;
  static final int TRUE = FIRST_KEYWORD + 2;
  static final int AND = FIRST_KEYWORD + 3;
  static final int AS = FIRST_KEYWORD + 4;
  static final int ASSERT = FIRST_KEYWORD + 5;
  static final int ASYNC = FIRST_KEYWORD + 6;
  static final int AWAIT = FIRST_KEYWORD + 7;
  static final int BREAK = FIRST_KEYWORD + 8;
  static final int CLASS = FIRST_KEYWORD + 9;
  static final int CONTINUE = FIRST_KEYWORD + 10;
  static final int DEF = FIRST_KEYWORD + 11;
  static final int DEL = FIRST_KEYWORD + 12;
  static final int ELIF = FIRST_KEYWORD + 13;
  static final int ELSE = FIRST_KEYWORD + 14;
  static final int EXCEPT = FIRST_KEYWORD + 15;
  static final int FINALLY = FIRST_KEYWORD + 16;
  static final int FOR = FIRST_KEYWORD + 17;
  static final int FROM = FIRST_KEYWORD + 18;
  static final int GLOBAL = FIRST_KEYWORD + 19;
  static final int IF = FIRST_KEYWORD + 20;
  static final int IMPORT = FIRST_KEYWORD + 21;
  static final int IN = FIRST_KEYWORD + 22;
  static final int IS = FIRST_KEYWORD + 23;
  static final int LAMBDA = FIRST_KEYWORD + 24;
  static final int NONLOCAL = FIRST_KEYWORD + 25;
  static final int NOT = FIRST_KEYWORD + 26;
  static final int OR = FIRST_KEYWORD + 27;
  static final int PASS = FIRST_KEYWORD + 28;
  static final int RAISE = FIRST_KEYWORD + 29;
  static final int RETURN = FIRST_KEYWORD + 30;
  static final int TRY = FIRST_KEYWORD + 31;
  static final int WHILE = FIRST_KEYWORD + 32;
  static final int WITH = FIRST_KEYWORD + 33;
  static final int YIELD = FIRST_KEYWORD + 34;

  private static final String[] KEYWORDS = {
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue",
    "def", "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import",
    "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while",
    "with", "yield"
  };

  private static final int SLOTS = 256;
  private static final byte[] KEYWORD_SLOTS = keywordSlots();

  private TokenKind() {}

  /** How {@link #ofName} wants its hash: {@code h = h * 31 + c} over the characters. */
  private static byte[] keywordSlots() {
    byte[] slots = new byte[SLOTS];
    for (int i = 0; i < KEYWORDS.length; i++) {
      int slot = slot(KEYWORDS[i].hashCode());
      while (slots[slot] != 0) {
        slot = (slot + 1) % SLOTS;
      }
      slots[slot] = (byte) (FIRST_KEYWORD + i);
    }
    return slots;
  }

  private static int slot(int hash) {
    return (hash ^ hash >>> 8) & SLOTS - 1;
  }

  /** The keyword that is written there, or {@link #NAME}. */
  static int ofName(char[] text, int start, int end, int hash) {
    int slot = slot(hash);
    while (KEYWORD_SLOTS[slot] != 0) {
      String keyword = KEYWORDS[KEYWORD_SLOTS[slot] - FIRST_KEYWORD];
      if (keyword.length() == end - start && isAt(keyword, text, start)) {
        return KEYWORD_SLOTS[slot];
      }
      slot = (slot + 1) % SLOTS;
    }
    return NAME;
  }

  private static boolean isAt(String keyword, char[] text, int start) {
    for (int i = 0; i < keyword.length(); i++) {
      if (text[start + i] != keyword.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Keywords that never stand inside brackets: seen there, a bracket was left open. */
  static boolean startsStatementOnly(int kind) {
    switch (kind) {
      case ASSERT, BREAK, CLASS, CONTINUE, DEF, DEL, ELIF, EXCEPT, FINALLY, GLOBAL, IMPORT -> {
        return true;
      }
      case NONLOCAL, PASS, RAISE, RETURN, TRY, WHILE, WITH -> {
        return true;
      }
      default -> {
        return false;
      }
    }
  }
}
