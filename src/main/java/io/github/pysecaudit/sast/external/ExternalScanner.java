package io.github.pysecaudit.sast.external;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A scanner that may be installed on the machine, and the command line it is run with. */
public enum ExternalScanner {
  BANDIT(Set.of(0, 1), true) {
    @Override
    List<String> arguments(Path project, List<Path> files) {
      List<String> arguments = new ArrayList<>(List.of("-q", "-f", "json"));
      Path configuration = project.resolve("bandit.yaml");
      if (Files.isRegularFile(configuration)) {
        arguments.addAll(List.of("-c", configuration.toString()));
      } else if (contains(project.resolve("pyproject.toml"), "[tool.bandit")) {
        arguments.addAll(List.of("-c", project.resolve("pyproject.toml").toString()));
      }
      files.forEach(file -> arguments.add(file.toString()));
      return arguments;
    }
  },

  /** Python Code Audit takes a folder, and tells in this mode how many files it read, not which. */
  CODEAUDIT(Set.of(0, 1, 3), false) {
    @Override
    List<String> arguments(Path project, List<Path> files) {
      return List.of("cimode", project.toString(), "--output", "json");
    }
  },

  /** Semgrep has no rules of its own: the project must bring a configuration. */
  SEMGREP(Set.of(0, 1), true) {
    @Override
    Optional<String> cannotRun(Path project) {
      return configuration(project).isPresent()
          ? Optional.empty()
          : Optional.of("The project has no .semgrep.yml, .semgrep.yaml or .semgrep folder.");
    }

    @Override
    List<String> arguments(Path project, List<Path> files) {
      List<String> arguments =
          new ArrayList<>(
              List.of("scan", "--json", "--quiet", "--metrics=off", "--disable-version-check"));
      configuration(project).ifPresent(path -> arguments.addAll(List.of("--config", path)));
      files.forEach(file -> arguments.add(file.toString()));
      return arguments;
    }

    private Optional<String> configuration(Path project) {
      return List.of(".semgrep.yml", ".semgrep.yaml", ".semgrep").stream()
          .map(project::resolve)
          .filter(Files::exists)
          .map(Path::toString)
          .findFirst();
    }
  },

  /** Ruff's group S repeats rules of Bandit. */
  RUFF(Set.of(0, 1), true) {
    @Override
    List<String> arguments(Path project, List<Path> files) {
      List<String> arguments =
          new ArrayList<>(
              List.of(
                  "check", "--select", "S", "--output-format", "json", "--no-cache", "--quiet"));
      files.forEach(file -> arguments.add(file.toString()));
      return arguments;
    }
  };

  private static final int MAX_CONFIGURATION = 1 << 20;

  private final Set<Integer> goodExits;
  private final boolean takesFiles;

  ExternalScanner(Set<Integer> goodExits, boolean takesFiles) {
    this.goodExits = goodExits;
    this.takesFiles = takesFiles;
  }

  /** The name of its program, and its name in reports. */
  public String program() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The scanner of this name, in any case. */
  public static Optional<ExternalScanner> named(String name) {
    for (ExternalScanner each : values()) {
      if (each.program().equalsIgnoreCase(name.strip())) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  /** Exit codes after which its output is a report. */
  boolean isGoodExit(int code) {
    return goodExits.contains(code);
  }

  /** Is it told which files to scan, or does it choose by itself in a folder? */
  boolean takesFiles() {
    return takesFiles;
  }

  /** Why it cannot be run for this project, if it cannot. */
  Optional<String> cannotRun(Path project) {
    return Optional.empty();
  }

  /** What it is called with. */
  abstract List<String> arguments(Path project, List<Path> files);

  /**
   * Looks for the program in the folders of a search path. Folders that are relative or lie inside
   * of the project are left out: a project must not bring the scanner it is judged by.
   *
   * @param searchPath the value of {@code PATH}
   */
  public Optional<Path> find(String searchPath, Path project) {
    Path inside = project.toAbsolutePath().normalize();
    for (String folder : searchPath.split(java.io.File.pathSeparator)) {
      if (folder.isBlank()) {
        continue;
      }
      Path place = Path.of(folder).normalize();
      if (!place.isAbsolute() || place.startsWith(inside)) {
        continue;
      }
      for (String suffix : List.of("", ".exe")) {
        Path program = place.resolve(program() + suffix);
        if (Files.isRegularFile(program) && Files.isExecutable(program)) {
          return Optional.of(program);
        }
      }
    }
    return Optional.empty();
  }

  private static boolean contains(Path file, String text) {
    try {
      return Files.isRegularFile(file)
          && Files.size(file) < MAX_CONFIGURATION
          && Files.readString(file).contains(text);
    } catch (java.io.IOException e) {
      // A configuration that cannot be read is none: the scanner runs with its own defaults.
      return false;
    }
  }
}
