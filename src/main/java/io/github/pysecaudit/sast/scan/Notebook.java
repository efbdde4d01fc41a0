package io.github.pysecaudit.sast.scan;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.pysecaudit.python.syntax.PythonParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The Python code of a Jupyter notebook. Cells that are whole are read as one text, because they
 * share their names; a cell that is not is read alone. Magics of IPython are blanked.
 */
final class Notebook {
  private static final int MAX_CELLS = 20_000;

  /** Magics of a cell whose text is still Python. */
  private static final Set<String> PYTHON_MAGICS =
      Set.of("time", "timeit", "capture", "prun", "debug", "memit", "px", "python", "python3");

  /**
   * A text to parse.
   *
   * @param text the text
   * @param lines leads back to the file
   */
  record Unit(String text, CellLines lines) {}

  private record Line(String text, int fileLine) {}

  private record Cell(int number, List<Line> lines) {}

  private final List<Unit> units = new ArrayList<>();
  private final List<FileScan.Gap> gaps = new ArrayList<>();
  private int lineCount;

  private Notebook() {}

  List<Unit> units() {
    return units;
  }

  List<FileScan.Gap> gaps() {
    return gaps;
  }

  int lines() {
    return lineCount;
  }

  static Notebook read(byte[] bytes) {
    Notebook notebook = new Notebook();
    List<Cell> cells = new ArrayList<>();
    boolean python = true;
    try (JsonParser json = new JsonFactory().createParser(bytes)) {
      python = new Reader(json, cells).read();
    } catch (IOException e) {
      notebook.gaps.add(new FileScan.Gap(1, "The notebook is not valid JSON."));
    }
    if (python) {
      notebook.arrange(cells);
    }
    return notebook;
  }

  private void arrange(List<Cell> cells) {
    List<Line> together = new ArrayList<>();
    List<Integer> numbers = new ArrayList<>();
    List<Integer> inCell = new ArrayList<>();
    for (Cell cell : cells) {
      lineCount += cell.lines().size();
      List<Line> code = cell.lines();
      if (!isWhole(code)) {
        code = withoutMagics(code);
        if (code.isEmpty()) {
          continue;
        }
        if (!isWhole(code)) {
          units.add(unit(code, cell.number()));
          continue;
        }
      }
      for (int i = 0; i < code.size(); i++) {
        together.add(code.get(i));
        numbers.add(cell.number());
        inCell.add(i + 1);
      }
    }
    if (!together.isEmpty()) {
      units.add(0, new Unit(text(together), lines(together, numbers, inCell)));
    }
  }

  private static Unit unit(List<Line> code, int number) {
    List<Integer> numbers = new ArrayList<>();
    List<Integer> inCell = new ArrayList<>();
    for (int i = 0; i < code.size(); i++) {
      numbers.add(number);
      inCell.add(i + 1);
    }
    return new Unit(text(code), lines(code, numbers, inCell));
  }

  private static CellLines lines(List<Line> code, List<Integer> numbers, List<Integer> inCell) {
    return new CellLines() {
      @Override
      public int file(int line) {
        return code.get(index(line)).fileLine();
      }

      @Override
      public String suffix(int line) {
        int at = index(line);
        return " (cell " + numbers.get(at) + ", line " + inCell.get(at) + ")";
      }

      private int index(int line) {
        return Math.max(0, Math.min(line, code.size()) - 1);
      }
    };
  }

  private static String text(List<Line> lines) {
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(line.text()).append('\n'));
    return text.toString();
  }

  private static boolean isWhole(List<Line> code) {
    return PythonParser.parse(text(code)).isComplete();
  }

  /** The cell with its magics blanked; nothing if the cell is in another language. */
  private static List<Line> withoutMagics(List<Line> code) {
    List<Line> plain = new ArrayList<>();
    boolean first = true;
    for (Line line : code) {
      String text = line.text();
      String stripped = text.strip();
      if (first && stripped.startsWith("%%")) {
        String magic = stripped.substring(2).split("\\s", 2)[0].toLowerCase(Locale.ROOT);
        if (!PYTHON_MAGICS.contains(magic)) {
          return List.of();
        }
        plain.add(new Line("", line.fileLine()));
      } else {
        plain.add(new Line(blanked(text, stripped), line.fileLine()));
      }
      first &= stripped.isEmpty();
    }
    return plain;
  }

  private static String blanked(String text, String stripped) {
    if (stripped.isEmpty()) {
      return text;
    }
    char begin = stripped.charAt(0);
    char end = stripped.charAt(stripped.length() - 1);
    if (begin == '%' || begin == '!' || begin == '?' || end == '?') {
      return text.substring(0, text.indexOf(stripped)) + "pass";
    }
    int assign = stripped.indexOf('=');
    if (assign > 0 && assign + 1 < stripped.length()) {
      String value = stripped.substring(assign + 1).strip();
      if (value.startsWith("!") || value.startsWith("%")) {
        return text.substring(0, text.indexOf('=') + 1) + " None";
      }
    }
    return text;
  }

  /** Reads the cells out of the JSON, with the line of each line of source. */
  private static final class Reader {
    private static final Set<String> OTHER =
        Set.of("r", "ir", "julia", "scala", "java", "bash", "javascript", "c++", "rust", "go");

    private final JsonParser json;
    private final List<Cell> cells;
    private boolean saysOther;
    private boolean saysPython;
    private int number;

    Reader(JsonParser json, List<Cell> cells) {
      this.json = json;
      this.cells = cells;
    }

    /** Returns whether the notebook is in Python: the kernel that runs it decides, not a label. */
    boolean read() throws IOException {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("no notebook");
      }
      object();
      if (json.nextToken() != null) {
        throw new IOException("more than a notebook");
      }
      return saysPython || !saysOther;
    }

    private void object() throws IOException {
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        JsonToken token = json.nextToken();
        switch (field) {
          case "cells" -> cells(token);
          case "worksheets" -> worksheets(token);
          case "metadata" -> metadata(token);
          default -> json.skipChildren();
        }
      }
    }

    private void worksheets(JsonToken token) throws IOException {
      if (token != JsonToken.START_ARRAY) {
        json.skipChildren();
        return;
      }
      while (json.nextToken() == JsonToken.START_OBJECT) {
        object();
      }
    }

    private void metadata(JsonToken token) throws IOException {
      if (token != JsonToken.START_OBJECT) {
        json.skipChildren();
        return;
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        JsonToken value = json.nextToken();
        boolean language = field.equals("language_info") || field.equals("kernelspec");
        if (language && value == JsonToken.START_OBJECT) {
          language();
        } else {
          json.skipChildren();
        }
      }
    }

    private void language() throws IOException {
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        JsonToken value = json.nextToken();
        boolean names = field.equals("language") || field.equals("name");
        if (names && value == JsonToken.VALUE_STRING) {
          String name = json.getText().toLowerCase(Locale.ROOT);
          saysOther |= OTHER.contains(name);
          saysPython |= name.contains("py");
        } else {
          json.skipChildren();
        }
      }
    }

    private void cells(JsonToken token) throws IOException {
      if (token != JsonToken.START_ARRAY) {
        json.skipChildren();
        return;
      }
      while (json.nextToken() == JsonToken.START_OBJECT) {
        number++;
        cell();
        if (cells.size() > MAX_CELLS) {
          throw new IOException("more than " + MAX_CELLS + " cells");
        }
      }
    }

    private void cell() throws IOException {
      boolean code = false;
      List<Line> lines = new ArrayList<>();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        JsonToken value = json.nextToken();
        if (field.equals("cell_type") && value == JsonToken.VALUE_STRING) {
          code = json.getText().equals("code");
        } else if (field.equals("source") || field.equals("input")) {
          source(value, lines);
        } else {
          json.skipChildren();
        }
      }
      if (code && !lines.isEmpty()) {
        cells.add(new Cell(number, lines));
      }
    }

    private void source(JsonToken value, List<Line> lines) throws IOException {
      if (value == JsonToken.START_ARRAY) {
        while (json.nextToken() == JsonToken.VALUE_STRING) {
          add(lines);
        }
      } else if (value == JsonToken.VALUE_STRING) {
        add(lines);
      } else {
        json.skipChildren();
      }
    }

    private void add(List<Line> lines) throws IOException {
      int at = json.currentTokenLocation().getLineNr();
      String text = json.getText();
      String whole = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
      for (String line : whole.split("\n", -1)) {
        lines.add(new Line(line, at));
      }
    }
  }
}
