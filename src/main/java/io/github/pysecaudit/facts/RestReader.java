package io.github.pysecaudit.facts;

import io.github.pysecaudit.facts.Document.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads reStructuredText as far as a reader sees it: titles, paragraphs, lists, definition and
 * field lists, tables. Literal blocks, comments and directives that show no text are left out; the
 * body of an admonition is text.
 */
final class RestReader {
  private static final int MOST_NESTING = 50;
  private static final Set<String> TEXT_DIRECTIVES =
      Set.of(
          "note",
          "warning",
          "important",
          "tip",
          "hint",
          "attention",
          "caution",
          "danger",
          "error",
          "admonition",
          "topic",
          "sidebar",
          "container",
          "only",
          "epigraph",
          "seealso",
          "compound",
          "versionadded",
          "versionchanged",
          "deprecated",
          "list-table",
          "table",
          "csv-table");
  private static final Pattern DIRECTIVE =
      Pattern.compile("\\.\\.\\s+([A-Za-z][\\w.+-]{0,40}+(?::[\\w.+-]{1,40}+)?)::(?:\\s+(.*))?");
  private static final Pattern TARGET =
      Pattern.compile("\\.\\.\\s+_([^:]{1,300}+):\\s*(\\S{0,2000}+)\\s*");
  private static final Pattern ITEM =
      Pattern.compile("([-*+•]|(?:\\d{1,4}|#|[A-Za-z])[.)]|\\((?:\\d{1,4}|[A-Za-z])\\))\\s+(.*)");
  private static final Pattern FIELD = Pattern.compile(":([^:`\\s][^:`]{0,80}+):(?:\\s+(.*))?");
  private static final Pattern SIMPLE_RULE = Pattern.compile("=+(?:\\s+=+)+\\s*");
  private static final Pattern GRID_RULE = Pattern.compile("\\+[-=+]+\\+\\s*");

  private final List<String> lines;
  private final DocumentBuilder document;
  private final List<String> adornments = new ArrayList<>();

  private RestReader(List<String> lines, DocumentBuilder document) {
    this.lines = lines;
    this.document = document;
  }

  static Document read(String path, String text) {
    DocumentBuilder document = new DocumentBuilder(path);
    List<String> lines = List.of(text.replace("\t", "        ").split("\n", -1));
    new RestReader(lines, document).block(0, lines.size(), 0, 0);
    return document.build();
  }

  /** Reads the lines of one block, all indented by the given number of spaces. */
  private void block(int from, int to, int indent, int depth) {
    int i = from;
    while (i < to) {
      String line = at(i, indent);
      if (line.isBlank()) {
        i++;
      } else if (depth == 0 && isTitle(i, to)) {
        i = title(i);
      } else if (line.startsWith(".. ") || line.strip().equals("..")) {
        i = explicit(i, to, indent, depth);
      } else if (SIMPLE_RULE.matcher(line).matches()) {
        i = simpleTable(i, to, indent);
      } else if (GRID_RULE.matcher(line).matches()) {
        i = gridTable(i, to, indent);
      } else if (ITEM.matcher(line).matches()) {
        i = item(i, to, indent, depth);
      } else if (FIELD.matcher(line).matches()) {
        i = field(i, to, indent);
      } else if (indentOf(line) > 0) {
        i = quote(i, to, indent, depth);
      } else {
        i = paragraph(i, to, indent, depth);
      }
    }
  }

  private boolean isTitle(int i, int to) {
    String line = lines.get(i);
    if (isAdornment(line) && i + 2 < to && !lines.get(i + 1).isBlank()) {
      String under = lines.get(i + 2).stripTrailing();
      return isAdornment(under) && under.charAt(0) == line.charAt(0);
    }
    return i + 1 < to
        && indentOf(line) == 0
        && isAdornment(lines.get(i + 1))
        && !isAdornment(line)
        && lines.get(i + 1).stripTrailing().length() >= Math.min(3, line.strip().length());
  }

  private int title(int i) {
    boolean over = isAdornment(lines.get(i));
    String style = (over ? "o" : "u") + lines.get(over ? i : i + 1).charAt(0);
    if (!adornments.contains(style)) {
      adornments.add(style);
    }
    int textLine = over ? i + 1 : i;
    String text = InlineMarkup.rst(lines.get(textLine).strip(), textLine + 1, document);
    document.heading(adornments.indexOf(style) + 1, text, textLine + 1);
    return textLine + 2;
  }

  private int explicit(int i, int to, int indent, int depth) {
    String line = at(i, indent).strip();
    int end = endOfIndented(i + 1, to, indent);
    Matcher target = TARGET.matcher(line);
    if (target.matches()) {
      if (!target.group(2).isEmpty()) {
        document.link(target.group(2), target.group(1).replace("`", ""), i + 1);
      }
      return end;
    }
    Matcher directive = DIRECTIVE.matcher(line);
    if (!directive.matches() || depth >= MOST_NESTING) {
      return end;
    }
    String name = directive.group(1).toLowerCase(java.util.Locale.ROOT);
    if (name.equals("rubric")) {
      document.heading(6, directive.group(2) == null ? "" : directive.group(2), i + 1);
    } else if (name.equals("toctree")) {
      toctree(i + 1, end);
    } else if (TEXT_DIRECTIVES.contains(name)) {
      directiveText(name, directive.group(2), i, end, depth);
    }
    return end;
  }

  private void directiveText(String name, String argument, int i, int end, int depth) {
    if (argument != null && !argument.isBlank()) {
      document.block(Kind.PARAGRAPH, InlineMarkup.rst(argument, i + 1, document), i + 1);
    }
    int body = i + 1;
    while (body < end
        && (lines.get(body).isBlank() || FIELD.matcher(lines.get(body).strip()).matches())) {
      body++;
    }
    if (name.equals("list-table")) {
      listTable(body, end);
    } else if (name.equals("csv-table")) {
      for (int k = body; k < end; k++) {
        row(List.of(lines.get(k).replace("\"", "").split(",")), k + 1, false);
      }
    } else if (body < end) {
      block(body, end, indentOf(lines.get(body)), depth + 1);
    }
  }

  private void toctree(int from, int end) {
    for (int k = from; k < end; k++) {
      String entry = lines.get(k).strip();
      if (!entry.isEmpty() && !entry.startsWith(":")) {
        document.link(entry, "", k + 1);
      }
    }
  }

  private void listTable(int from, int end) {
    List<String> cells = new ArrayList<>();
    int first = from;
    boolean header = true;
    for (int k = from; k <= end; k++) {
      String line = k < end ? lines.get(k).strip() : "*";
      if (line.startsWith("*")) {
        if (!cells.isEmpty()) {
          row(cells, first + 1, header);
          header = false;
        }
        cells = new ArrayList<>();
        first = k;
        line = line.substring(1).strip();
      }
      if (line.startsWith("-")) {
        cells.add(line.substring(1).strip());
      } else if (!line.isEmpty() && !cells.isEmpty()) {
        int last = cells.size() - 1;
        cells.set(last, DocumentBuilder.joined(cells.get(last), line));
      }
    }
  }

  private int simpleTable(int i, int to, int indent) {
    int[] columns = columns(at(i, indent));
    int end = i + 1;
    int rules = 1;
    List<Integer> ruleLines = new ArrayList<>(List.of(i));
    while (end < to && rules < 3 && end - i < 5_000) {
      if (SIMPLE_RULE.matcher(at(end, indent)).matches()) {
        rules++;
        ruleLines.add(end);
        if (rules == 2 && (end + 1 >= to || lines.get(end + 1).isBlank())) {
          end++;
          break;
        }
      }
      end++;
    }
    boolean header = ruleLines.size() > 2;
    List<String> cells = new ArrayList<>();
    int first = i + 1;
    for (int k = i + 1; k < end; k++) {
      String line = at(k, indent);
      boolean rule = ruleLines.contains(k);
      List<String> parts = rule || line.isBlank() ? List.of() : cut(line, columns);
      boolean continues = !parts.isEmpty() && parts.get(0).isBlank() && !cells.isEmpty();
      if (continues) {
        join(cells, parts);
        continue;
      }
      if (!cells.isEmpty()) {
        row(cells, first + 1, header && first < ruleLines.get(1));
      }
      cells = new ArrayList<>(parts);
      first = k;
    }
    if (!cells.isEmpty()) {
      row(cells, first + 1, false);
    }
    return end;
  }

  private int gridTable(int i, int to, int indent) {
    int end = i + 1;
    boolean header = false;
    List<String> cells = new ArrayList<>();
    int first = end;
    while (end < to && (at(end, indent).startsWith("|") || at(end, indent).startsWith("+"))) {
      String line = at(end, indent).strip();
      if (line.startsWith("+")) {
        if (!cells.isEmpty()) {
          row(cells, first + 1, line.contains("=") && !header);
          header |= line.contains("=");
        }
        cells = new ArrayList<>();
      } else {
        String inner =
            line.substring(
                1, line.endsWith("|") && line.length() > 1 ? line.length() - 1 : line.length());
        List<String> parts = List.of(inner.split("\\|", -1));
        if (cells.isEmpty()) {
          first = end;
          cells = new ArrayList<>(parts);
        } else {
          join(cells, parts);
        }
      }
      end++;
    }
    return end;
  }

  private void row(List<String> cells, int line, boolean header) {
    List<String> clean =
        cells.stream().map(cell -> InlineMarkup.rst(cell.strip(), line, document)).toList();
    document.cells(header ? Kind.TABLE_HEADER : Kind.TABLE_ROW, clean, line);
  }

  private int item(int i, int to, int indent, int depth) {
    Matcher item = ITEM.matcher(at(i, indent));
    item.matches();
    int inner = indent + item.start(2);
    int end = i + 1;
    while (end < to
        && !lines.get(end).isBlank()
        && indentOf(lines.get(end)) >= inner
        && !ITEM.matcher(at(end, inner)).matches()) {
      end++;
    }
    StringBuilder text = new StringBuilder(InlineMarkup.rst(item.group(2), i + 1, document));
    for (int k = i + 1; k < end; k++) {
      text.append('\n').append(InlineMarkup.rst(lines.get(k).strip(), k + 1, document));
    }
    document.block(Kind.LIST_ITEM, text.toString(), i + 1);
    int rest = endOfIndented(end, to, indent);
    if (rest > end && depth < MOST_NESTING && text.indexOf("::") != text.length() - 2) {
      block(end, rest, inner, depth + 1);
    }
    return Math.max(rest, end);
  }

  private int field(int i, int to, int indent) {
    Matcher field = FIELD.matcher(at(i, indent));
    field.matches();
    int end = endOfIndented(i + 1, to, indent);
    StringBuilder text = new StringBuilder(field.group(2) == null ? "" : field.group(2));
    for (int k = i + 1; k < end; k++) {
      text.append(' ').append(lines.get(k).strip());
    }
    document.cells(
        Kind.DEFINITION,
        List.of(field.group(1), InlineMarkup.rst(text.toString(), i + 1, document)),
        i + 1);
    return end;
  }

  private int quote(int i, int to, int indent, int depth) {
    int inner = indentOf(lines.get(i));
    int end = endOfIndented(i, to, indent);
    if (depth < MOST_NESTING && inner > indent) {
      block(i, end, inner, depth + 1);
      return Math.max(end, i + 1);
    }
    return Math.max(end, i + 1);
  }

  private int paragraph(int i, int to, int indent, int depth) {
    int end = i + 1;
    while (end < to && !lines.get(end).isBlank() && indentOf(lines.get(end)) == indent) {
      if (depth == 0 && isTitle(end, to)) {
        break;
      }
      end++;
    }
    boolean definition =
        end == i + 1 && end < to && !lines.get(end).isBlank() && indentOf(lines.get(end)) > indent;
    if (definition) {
      return definition(i, to, indent);
    }
    StringBuilder text = new StringBuilder();
    for (int k = i; k < end; k++) {
      text.append(k == i ? "" : "\n").append(InlineMarkup.rst(at(k, indent), k + 1, document));
    }
    boolean literal = text.toString().stripTrailing().endsWith("::");
    String shown = text.toString().stripTrailing();
    document.block(Kind.PARAGRAPH, literal ? shown.substring(0, shown.length() - 1) : shown, i + 1);
    return literal ? endOfIndented(end, to, indent) : end;
  }

  private int definition(int i, int to, int indent) {
    int end = endOfIndented(i + 1, to, indent);
    StringBuilder text = new StringBuilder();
    int k = i + 1;
    for (; k < end && !lines.get(k).isBlank(); k++) {
      text.append(text.length() == 0 ? "" : " ")
          .append(InlineMarkup.rst(lines.get(k).strip(), k + 1, document));
    }
    String term = InlineMarkup.rst(at(i, indent).strip(), i + 1, document);
    if (term.endsWith("::")) {
      document.block(Kind.PARAGRAPH, term.substring(0, term.length() - 1), i + 1);
      return end;
    }
    document.cells(Kind.DEFINITION, List.of(term, text.toString()), i + 1);
    for (; k < end; k++) {
      if (!lines.get(k).isBlank()) {
        String more = InlineMarkup.rst(lines.get(k).strip(), k + 1, document);
        document.block(Kind.PARAGRAPH, more, k + 1);
      }
    }
    return end;
  }

  /** The line after the last one that is indented deeper, blank lines at the end not counted. */
  private int endOfIndented(int from, int to, int indent) {
    int end = from;
    for (int k = from; k < to; k++) {
      if (!lines.get(k).isBlank()) {
        if (indentOf(lines.get(k)) <= indent) {
          break;
        }
        end = k + 1;
      }
    }
    return end;
  }

  private String at(int i, int indent) {
    String line = lines.get(i);
    return line.length() >= indent ? line.substring(Math.min(indent, indentOf(line))) : "";
  }

  private static int indentOf(String line) {
    int n = 0;
    while (n < line.length() && line.charAt(n) == ' ') {
      n++;
    }
    return n;
  }

  private static boolean isAdornment(String line) {
    String text = line.stripTrailing();
    if (text.length() < 2 || Character.isLetterOrDigit(text.charAt(0)) || text.charAt(0) == ' ') {
      return false;
    }
    char c = text.charAt(0);
    return c > ' '
        && c < 127
        && !text.equals("..")
        && !text.equals("::")
        && text.chars().allMatch(x -> x == c);
  }

  private static int[] columns(String rule) {
    List<Integer> starts = new ArrayList<>();
    for (int i = 0; i < rule.length(); i++) {
      if (rule.charAt(i) == '=' && (i == 0 || rule.charAt(i - 1) == ' ')) {
        starts.add(i);
      }
    }
    return starts.stream().mapToInt(Integer::intValue).toArray();
  }

  private static List<String> cut(String line, int[] columns) {
    List<String> cells = new ArrayList<>();
    for (int c = 0; c < columns.length; c++) {
      int from = Math.min(columns[c], line.length());
      int to = c + 1 < columns.length ? Math.min(columns[c + 1], line.length()) : line.length();
      cells.add(line.substring(from, to).strip());
    }
    return cells;
  }

  private static void join(List<String> cells, List<String> more) {
    for (int c = 0; c < Math.min(cells.size(), more.size()); c++) {
      cells.set(c, DocumentBuilder.joined(cells.get(c), more.get(c)));
    }
  }
}
