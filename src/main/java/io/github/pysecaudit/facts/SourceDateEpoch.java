package io.github.pysecaudit.facts;

import io.github.pysecaudit.checklist.Place;
import io.github.pysecaudit.facts.ci.CiFacts;
import io.github.pysecaudit.facts.text.TextTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where the build sets the variable that gives archives a time of their own. */
final class SourceDateEpoch {
  private static final String NAME = "SOURCE_DATE_EPOCH";
  private static final List<String> BUILD_FILES =
      List.of(
          "pyproject.toml",
          "tox.ini",
          "noxfile.py",
          "Makefile",
          "makefile",
          "setup.cfg",
          "setup.py",
          "justfile",
          "Justfile",
          "build.sh",
          "pom.xml",
          ".envrc");

  private SourceDateEpoch() {}

  static Optional<Place> find(TextTree tree, CiFacts ci) {
    List<String> paths = new ArrayList<>(ci.files());
    paths.addAll(ci.scripts().stream().sorted().toList());
    BUILD_FILES.stream().filter(tree::has).forEach(paths::add);
    for (String path : paths) {
      List<String> lines = tree.text(path).lines();
      for (int i = 0; i < lines.size(); i++) {
        String line = lines.get(i).strip();
        if (line.contains(NAME) && !line.startsWith("#") && !line.startsWith("<!--")) {
          return Optional.of(Place.line(path, i + 1));
        }
      }
    }
    return Optional.empty();
  }
}
