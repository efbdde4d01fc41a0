package io.github.pysecaudit.python.metadata;

import java.util.Optional;

/**
 * Reads a {@code setup.py} without running it. What it knows of Python's syntax lives elsewhere;
 * here only its answer counts.
 */
@FunctionalInterface
public interface SetupScripts {

  /**
   * What the script passes to {@code setup()}.
   *
   * @param path repository-relative path of the script
   * @param content its bytes
   * @return empty if scripts cannot be read here at all
   */
  Optional<StaticSetup> read(String path, byte[] content);

  /** Reads no script: what only a script says stays unresolved. */
  static SetupScripts none() {
    return (path, content) -> Optional.empty();
  }
}
