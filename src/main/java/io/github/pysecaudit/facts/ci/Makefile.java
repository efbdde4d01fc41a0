package io.github.pysecaudit.facts.ci;

import io.github.pysecaudit.facts.text.Text;
import io.github.pysecaudit.facts.text.TextTree;
import io.github.pysecaudit.facts.text.TreePaths;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The targets of a Makefile with the files it includes: prerequisites and recipes. */
final class Makefile {
  private static final Pattern RULE = Pattern.compile("^([\\w./$(){} -]{1,300}?)\\s*::?(?!=)(.*)");
  private static final Pattern VARIABLE = Pattern.compile("^(\\w{1,80})\\s*[:?+]{0,2}=\\s*(.*)");
  private static final Pattern USE = Pattern.compile("\\$[({](\\w{1,80})[)}]");
  private static final Pattern INCLUDE = Pattern.compile("^-?s?include\\s+(.+)");
  private static final int MAX_FILES = 50;

  /** A rule: what it needs, and the lines of its recipe. */
  record Target(String path, List<String> needs, List<IniFile.Line> recipe) {}

  private final Map<String, Target> targets = new LinkedHashMap<>();
  private final Map<String, String> variables = new HashMap<>();
  private final Set<String> read = new HashSet<>();

  private Makefile() {}

  static Makefile read(TextTree tree, String path) {
    Makefile made = new Makefile();
    made.add(tree, path);
    return made;
  }

  private void add(TextTree tree, String path) {
    if (read.size() >= MAX_FILES || !read.add(path)) {
      return;
    }
    Text text = tree.text(path);
    List<Target> current = new ArrayList<>();
    int number = 0;
    for (String line : text.lines()) {
      number++;
      if (line.startsWith("\t")) {
        for (Target target : current) {
          target.recipe().add(new IniFile.Line(line.strip(), number));
        }
        continue;
      }
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      current = statement(tree, path, line);
    }
  }

  private List<Target> statement(TextTree tree, String path, String line) {
    Matcher variable = VARIABLE.matcher(line);
    Matcher include = INCLUDE.matcher(line);
    Matcher rule = RULE.matcher(line);
    List<Target> current = new ArrayList<>();
    if (variable.matches()) {
      variables.put(variable.group(1), variable.group(2).strip());
    } else if (include.matches()) {
      for (String name : include.group(1).split("\\s+")) {
        TreePaths.resolve(TreePaths.folder(path), name)
            .filter(tree::has)
            .ifPresent(p -> add(tree, p));
      }
    } else if (rule.matches()) {
      String needs = rule.group(2).split("[;#]", 2)[0];
      for (String name : rule.group(1).strip().split("\\s+")) {
        Target target =
            targets.computeIfAbsent(
                name, n -> new Target(path, new ArrayList<>(), new ArrayList<>()));
        target.needs().addAll(List.of(needs.strip().split("\\s+")));
        current.add(target);
      }
    }
    return current;
  }

  /** The target that a bare {@code make} builds. */
  Optional<String> first() {
    String goal = variables.get(".DEFAULT_GOAL");
    return goal != null
        ? Optional.of(goal)
        : targets.keySet().stream().filter(t -> !t.startsWith(".")).findFirst();
  }

  Optional<Target> target(String name) {
    return Optional.ofNullable(targets.get(name));
  }

  /** The names of all targets that are not special. */
  List<String> names() {
    return targets.keySet().stream().filter(t -> !t.startsWith(".")).toList();
  }

  /** The file that holds a target of {@link #names()}. */
  String path(String name) {
    return targets.get(name).path();
  }

  /** A recipe line with the variables that the file sets, and without the signs before it. */
  String expanded(String line) {
    String text = line.replaceFirst("^[@+-]{1,3}", "");
    for (int round = 0; round < 4; round++) {
      Matcher use = USE.matcher(text);
      StringBuilder out = new StringBuilder();
      while (use.find()) {
        String name = use.group(1);
        String value = name.equals("MAKE") ? "make" : variables.getOrDefault(name, "$" + name);
        use.appendReplacement(out, Matcher.quoteReplacement(value));
      }
      use.appendTail(out);
      text = out.length() > 4_000 ? out.substring(0, 4_000) : out.toString();
    }
    return text;
  }
}
