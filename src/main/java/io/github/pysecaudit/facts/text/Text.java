package io.github.pysecaudit.facts.text;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The text of one file.
 *
 * @param path relative to the root of the tree
 * @param content what was decoded; empty if there is a problem
 * @param problem one sentence why the text could not be had (too large, binary, unreadable), or
 *     empty
 */
public record Text(String path, String content, Optional<String> problem) {
  public Text {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(content, "content");
    Objects.requireNonNull(problem, "problem");
  }

  public static Text of(String path, String content) {
    return new Text(path, content, Optional.empty());
  }

  public static Text failed(String path, String problem) {
    return new Text(path, "", Optional.of(problem));
  }

  /** The lines without their ends. */
  public List<String> lines() {
    return content.lines().toList();
  }
}
