package io.github.pysecaudit.facts.ci;

import io.github.pysecaudit.facts.text.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The sessions of a noxfile.py and the commands they run, by the idioms people write. */
final class NoxFile {
  private static final Pattern DEF =
      Pattern.compile(
          "^(?:async\\s+)?def\\s+(\\w{1,80})\\s*\\(\\s*\\w*[sS]ession\\b|^def\\s+(\\w{1,80})\\s*\\(s\\b");
  private static final Pattern NAME =
      Pattern.compile("^@nox\\.session\\b.{0,300}?name\\s*=\\s*[\"']([^\"']{1,80})[\"']");
  private static final Pattern RUN = Pattern.compile("\\b\\w*[sS]ession\\.run(_always)?\\(");
  private static final Pattern STRING = Pattern.compile("[\"']([^\"'\\n]{0,300})[\"']");
  private static final int REACH = 40;

  /** A command of a session. */
  record Command(List<String> words, int line) {}

  private NoxFile() {}

  /** Sessions by name; what stands outside of any is under the empty name. */
  static Map<String, List<Command>> sessions(Text file) {
    Map<String, List<Command>> sessions = new LinkedHashMap<>();
    List<String> lines = file.lines();
    String session = "";
    String given = "";
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.length() > 2_000 || line.strip().startsWith("#")) {
        continue;
      }
      Matcher name = NAME.matcher(line);
      if (name.find()) {
        given = name.group(1);
      }
      Matcher def = DEF.matcher(line);
      if (def.find()) {
        String own = def.group(1) == null ? def.group(2) : def.group(1);
        session = given.isEmpty() ? own : given;
        given = "";
      }
      Matcher run = RUN.matcher(line);
      if (run.find()) {
        List<String> words = words(lines, i, run.end());
        if (!words.isEmpty()) {
          sessions.computeIfAbsent(session, k -> new ArrayList<>()).add(new Command(words, i + 1));
        }
      }
    }
    return sessions;
  }

  private static List<String> words(List<String> lines, int from, int column) {
    StringBuilder call = new StringBuilder();
    int depth = 1;
    for (int i = from; i < Math.min(lines.size(), from + REACH) && depth > 0; i++) {
      String line = lines.get(i).strip().startsWith("#") ? "" : lines.get(i);
      for (int c = i == from ? column : 0; c < line.length() && depth > 0; c++) {
        depth += line.charAt(c) == '(' ? 1 : line.charAt(c) == ')' ? -1 : 0;
        call.append(line.charAt(c));
      }
      call.append('\n');
    }
    List<String> words = new ArrayList<>();
    Matcher string = STRING.matcher(call);
    while (string.find()) {
      words.add(string.group(1));
    }
    return words;
  }
}
