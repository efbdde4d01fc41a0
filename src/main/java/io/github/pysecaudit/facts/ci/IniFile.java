package io.github.pysecaudit.facts.ci;

import io.github.pysecaudit.facts.text.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sections, keys and values with lines, as tox.ini and setup.cfg write them. */
final class IniFile {

  /** A line of a value. */
  record Line(String text, int number) {}

  private final Map<String, Map<String, List<Line>>> sections = new LinkedHashMap<>();

  private IniFile() {}

  static IniFile read(Text text) {
    IniFile ini = new IniFile();
    Map<String, List<Line>> section = new LinkedHashMap<>();
    List<Line> value = new ArrayList<>();
    int number = 0;
    for (String line : text.lines()) {
      number++;
      String stripped = line.strip();
      if (stripped.isEmpty() || stripped.startsWith("#") || stripped.startsWith(";")) {
        continue;
      }
      if (line.startsWith("[") && stripped.endsWith("]")) {
        section =
            ini.sections.computeIfAbsent(
                stripped.substring(1, stripped.length() - 1), k -> new LinkedHashMap<>());
        value = new ArrayList<>();
      } else if (Character.isWhitespace(line.charAt(0))) {
        value.add(new Line(stripped, number));
      } else {
        int equals = separator(stripped);
        if (equals > 0) {
          value = new ArrayList<>();
          section.put(stripped.substring(0, equals).strip(), value);
          String rest = stripped.substring(equals + 1).strip();
          if (!rest.isEmpty()) {
            value.add(new Line(rest, number));
          }
        }
      }
    }
    return ini;
  }

  private static int separator(String line) {
    int equals = line.indexOf('=');
    int colon = line.indexOf(':');
    return equals < 0 ? colon : colon < 0 ? equals : Math.min(equals, colon);
  }

  List<String> sections() {
    return List.copyOf(sections.keySet());
  }

  Optional<List<Line>> value(String section, String key) {
    return Optional.ofNullable(sections.get(section)).map(s -> s.get(key));
  }
}
