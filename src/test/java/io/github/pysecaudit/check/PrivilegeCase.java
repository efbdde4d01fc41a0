package io.github.pysecaudit.check;

import io.github.pysecaudit.checklist.Place;
import io.github.pysecaudit.facts.MemoryRepository;
import io.github.pysecaudit.facts.ProjectFacts;
import io.github.pysecaudit.facts.deploy.RequiredAuthorizations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A small repository and the verdicts expected on it, as the files in {@code privilege/cases} write
 * them: {@code === name}, then {@code --- path} before each file ({@code --- path mode=4755} for
 * one with a mode), {@code --- outline} for what the documentation says ({@code none: ...} if it
 * says that nothing is needed), and {@code --- expect} with lines of id, status, and optionally a
 * text that the verdict shows.
 */
record PrivilegeCase(
    String name, Map<String, String> files, List<String> outline, List<Expected> expected) {

  record Expected(String id, String status, String shown) {}

  @Override
  public String toString() {
    return name;
  }

  static List<PrivilegeCase> all(Path folder) throws IOException {
    List<PrivilegeCase> cases = new ArrayList<>();
    try (var files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        read(file.getFileName().toString(), Files.readString(file), cases);
      }
    }
    return cases;
  }

  private static void read(String file, String text, List<PrivilegeCase> cases) {
    for (String block : text.split("(?m)^=== ")) {
      if (block.isBlank()) {
        continue;
      }
      int end = block.indexOf('\n');
      String name = file.replace(".txt", "") + ": " + block.substring(0, end).strip();
      Map<String, String> files = new LinkedHashMap<>();
      List<String> outline = new ArrayList<>();
      List<Expected> expected = new ArrayList<>();
      for (String part : block.substring(end + 1).split("(?m)^--- ")) {
        if (part.isBlank()) {
          continue;
        }
        int first = part.indexOf('\n');
        String head = (first < 0 ? part : part.substring(0, first)).strip();
        String body = first < 0 ? "" : part.substring(first + 1);
        switch (head) {
          case "outline" -> body.lines().filter(l -> !l.isBlank()).forEach(outline::add);
          case "expect" ->
              body.lines()
                  .filter(l -> !l.isBlank())
                  .map(l -> l.strip().split("\\s+", 3))
                  .map(w -> new Expected(w[0], w[1], w.length > 2 ? w[2] : ""))
                  .forEach(expected::add);
          default -> files.put(head, body);
        }
      }
      if (expected.isEmpty()) {
        throw new IllegalStateException("a case without expectation: " + name);
      }
      cases.add(new PrivilegeCase(name, files, outline, expected));
    }
  }

  MemoryRepository repository() {
    MemoryRepository repository = new MemoryRepository();
    files.forEach(
        (head, body) -> {
          String[] words = head.split(" mode=");
          repository.with(words[0], body);
          if (words.length > 1) {
            repository.withMode(words[0], Integer.parseInt(words[1], 8));
          }
        });
    return repository;
  }

  RequiredAuthorizations authorizations() {
    List<RequiredAuthorizations.Statement> statements = new ArrayList<>();
    for (String line : outline) {
      statements.add(
          new RequiredAuthorizations.Statement(
              Place.line("README.md", statements.size() + 1), line, line.startsWith("none:")));
    }
    return new RequiredAuthorizations(true, statements);
  }

  ProjectFacts.Builder facts() {
    ProjectFacts.Builder facts = ProjectFacts.of(repository());
    return outline.isEmpty() ? facts : facts.authorizations(this::authorizations);
  }
}
