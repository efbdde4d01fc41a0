package io.github.pysecaudit.facts;

import io.github.pysecaudit.checklist.Dependency;
import io.github.pysecaudit.checklist.Place;
import io.github.pysecaudit.facts.PackagingFile.Role;
import io.github.pysecaudit.python.metadata.BundledPackages;
import io.github.pysecaudit.python.metadata.BundledPackagesCollector;
import io.github.pysecaudit.python.metadata.CondaEnvironmentReader;
import io.github.pysecaudit.python.metadata.InlineScriptReader;
import io.github.pysecaudit.python.metadata.LockFile;
import io.github.pysecaudit.python.metadata.LockReader;
import io.github.pysecaudit.python.metadata.MetadataProblem;
import io.github.pysecaudit.python.metadata.MetadataReading;
import io.github.pysecaudit.python.metadata.PinReason;
import io.github.pysecaudit.python.metadata.PipfileReader;
import io.github.pysecaudit.python.metadata.PyprojectReader;
import io.github.pysecaudit.python.metadata.PyprojectReading;
import io.github.pysecaudit.python.metadata.RequirementsReader;
import io.github.pysecaudit.python.metadata.SetupCfgReader;
import io.github.pysecaudit.python.metadata.SetupPyReader;
import io.github.pysecaudit.python.metadata.SetupScripts;
import io.github.pysecaudit.python.metadata.ToxReader;
import io.github.pysecaudit.sast.scan.PythonFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds the packaging files of a tree by name and hands each to the reader of its format. */
final class PythonPackagingReader {
  /**
   * Bounds for a whole tree; each reader has bounds of its own for one file.
   *
   * @param entries most requirements
   * @param includes most times that a file is read because another one includes it
   * @param includedBytes most bytes of these files, each counted as often as it is read
   */
  record Bounds(int entries, int includes, long includedBytes) {
    static final Bounds USUAL = new Bounds(200_000, 10_000, 16 << 20);
  }

  private static final int LARGEST = 64 << 20;
  private static final int SHEBANG_BYTES = 256;
  private static final Pattern REQUIREMENTS =
      Pattern.compile("([^/]*(requirements|constraints)[^/]*|reqs?[^/]*|pip)\\.(txt|in|pip)");
  private static final Pattern REQUIREMENTS_FOLDER =
      Pattern.compile("(.*/)?(requirements|constraints)/[^/]+\\.(txt|in|pip)");
  private static final Pattern CONDA =
      Pattern.compile("([^/]*(environment|conda-env|conda_env)[^/]*|conda)\\.ya?ml");
  private static final byte[] SCRIPT_BLOCK = "# /// script".getBytes(StandardCharsets.US_ASCII);

  private final Set<String> named;
  private final Repository repository;
  private final SetupScripts scripts;
  private final Bounds bounds;
  private final List<PackagingFile> files = new ArrayList<>();
  private final List<LockFile> locks = new ArrayList<>();
  private final List<MetadataProblem> problems = new ArrayList<>();
  private int entries;
  private boolean full;
  private int includes;
  private long includedBytes;

  /**
   * @param named requirements files that a build names, whatever they are called
   */
  PythonPackagingReader(Repository repository, SetupScripts scripts, Set<String> named) {
    this(repository, scripts, named, Bounds.USUAL);
  }

  PythonPackagingReader(
      Repository repository, SetupScripts scripts, Set<String> named, Bounds bounds) {
    this.bounds = bounds;
    this.named = Set.copyOf(named);
    this.repository = repository;
    this.scripts = scripts;
  }

  /** Reads all of the tree; archives are read elsewhere. */
  PythonPackaging read() {
    BundledPackagesCollector loose = new BundledPackagesCollector();
    for (RepositoryFile file : repository.files()) {
      if (LockReader.isLock(file.path())) {
        bytes(file.path()).ifPresent(b -> locks.add(LockReader.read(file.path(), b)));
      } else if (BundledPackagesCollector.isMetadataFile(file.path())) {
        bytes(file.path()).ifPresent(b -> loose.file(file.path(), b));
      } else {
        read(file.path());
      }
    }
    BundledPackages packages = loose.packages();
    problems.addAll(packages.problems());
    return new PythonPackaging(files, locks, packages.distributions(), List.of(), problems);
  }

  private void read(String path) {
    if (named.contains(path)) {
      other(path, b -> RequirementsReader.read(path, b, this::include));
      return;
    }
    String name = path.substring(path.lastIndexOf('/') + 1);
    String lower = name.toLowerCase(Locale.ROOT);
    switch (name) {
      case "pyproject.toml" -> bytes(path).ifPresent(b -> pyproject(path, b));
      case "uv.toml" -> other(path, b -> PyprojectReader.readUv(path, b));
      case "hatch.toml" -> other(path, b -> PyprojectReader.readHatch(path, b));
      case "pixi.toml" -> other(path, b -> PyprojectReader.readPixi(path, b));
      case "setup.cfg" -> other(path, b -> SetupCfgReader.read(path, b, this::include));
      case "setup.py" -> other(path, b -> SetupPyReader.read(path, b, this::include, scripts));
      case "Pipfile" -> other(path, b -> PipfileReader.read(path, b));
      case "tox.ini" ->
          bytes(path).ifPresent(b -> add(path, Role.REPORTED, ToxReader.read(path, b)));
      case "noxfile.py" ->
          bytes(path).ifPresent(b -> add(path, Role.REPORTED, NoxScript.read(path, b)));
      default -> {
        if (isCompiledInput(path, lower)) {
          bytes(path)
              .ifPresent(
                  b -> add(path, Role.REPORTED, RequirementsReader.read(path, b, this::include)));
        } else if (REQUIREMENTS.matcher(lower).matches()
            || REQUIREMENTS_FOLDER.matcher(path.toLowerCase(Locale.ROOT)).matches()) {
          other(path, b -> RequirementsReader.read(path, b, this::include));
        } else if (CONDA.matcher(lower).matches()) {
          other(path, b -> CondaEnvironmentReader.read(path, b, this::include));
        } else if (isScript(path, lower)) {
          script(path);
        }
      }
    }
  }

  /**
   * A list of direct wishes that a tool compiles into the exact list beside it; that one is judged.
   * A list beside it that lacks a package of this one was not made from it and stands for nothing.
   */
  private boolean isCompiledInput(String path, String lowerName) {
    String exact = path.substring(0, path.length() - Math.min(3, path.length())) + ".txt";
    if (!lowerName.endsWith(".in")
        || !(REQUIREMENTS.matcher(lowerName).matches()
            || REQUIREMENTS_FOLDER.matcher(path.toLowerCase(Locale.ROOT)).matches())
        || repository.file(exact).isEmpty()) {
      return false;
    }
    return names(exact).containsAll(names(path));
  }

  private Set<String> names(String path) {
    Content content = repository.read(path, LARGEST);
    return RequirementsReader.read(path, content.bytes(), this::include).packages().stream()
        .map(Dependency::name)
        .collect(Collectors.toSet());
  }

  private void pyproject(String path, byte[] bytes) {
    PyprojectReading reading = PyprojectReader.read(path, bytes, this::include, scripts);
    Role role = PathRoles.isTestData(path) ? Role.REPORTED : Role.PYPROJECT;
    entries += reading.reading().dependencies().size();
    files.add(new PackagingFile(path, role, reading.reading(), Optional.of(reading)));
  }

  private boolean isScript(String path, String lower) {
    if (lower.endsWith(".py") || lower.endsWith(".pyw") || !PythonFiles.mayBeScript(path)) {
      return lower.endsWith(".py") || lower.endsWith(".pyw");
    }
    try (InputStream in = repository.open(path)) {
      return PythonFiles.hasPythonShebang(in.readNBytes(SHEBANG_BYTES));
    } catch (IOException e) {
      problems.add(
          new MetadataProblem(
              Place.file(path),
              "The file cannot be read, so nobody knows whether it is a Python script.",
              PinReason.UNDECODABLE));
      return false;
    }
  }

  /** PEP 723. Only a file that has such a block is more than looked through. */
  private void script(String path) {
    Content content = repository.read(path);
    if (content.isComplete() && contains(content.bytes(), SCRIPT_BLOCK)) {
      MetadataReading reading = InlineScriptReader.read(path, content.bytes());
      if (!reading.dependencies().isEmpty() || !reading.problems().isEmpty()) {
        add(path, role(path), reading);
      }
    }
  }

  private void other(String path, java.util.function.Function<byte[], MetadataReading> reader) {
    bytes(path).ifPresent(b -> add(path, role(path), reader.apply(b)));
  }

  private static Role role(String path) {
    return PathRoles.isTestData(path) ? Role.REPORTED : Role.OTHER;
  }

  private void add(String path, Role role, MetadataReading reading) {
    entries += reading.dependencies().size();
    files.add(new PackagingFile(path, role, reading, Optional.empty()));
  }

  private Optional<byte[]> bytes(String path) {
    if (entries >= bounds.entries()) {
      if (!full) {
        full = true;
        problems.add(
            new MetadataProblem(
                Place.file(path),
                "More than "
                    + bounds.entries()
                    + " requirements: this file and those after it are not read.",
                PinReason.UNDECODABLE));
      }
      return Optional.empty();
    }
    Content content = repository.read(path, LARGEST);
    if (content.isComplete()) {
      return Optional.of(content.bytes());
    }
    problems.add(
        new MetadataProblem(
            Place.file(path), content.problem().orElseThrow() + ".", PinReason.UNDECODABLE));
    return Optional.empty();
  }

  private Optional<byte[]> include(String path) {
    if (repository.file(path).isEmpty()) {
      return Optional.empty();
    }
    if (++includes > bounds.includes() || includedBytes >= bounds.includedBytes()) {
      throw new UncheckedIOException(
          new IOException("too many files of the project include others; it is not followed"));
    }
    Content content = repository.read(path, LARGEST);
    includedBytes += content.bytes().length;
    if (!content.isComplete()) {
      throw new UncheckedIOException(new IOException(content.problem().orElseThrow()));
    }
    return Optional.of(content.bytes());
  }

  /** The same readers for files that lie in an archive; includes are not followed there. */
  static Optional<PackagingFile> inArchive(String path, byte[] bytes, SetupScripts scripts) {
    PythonPackagingReader reader =
        new PythonPackagingReader(new SingleFile(path, bytes), scripts, Set.of());
    PythonPackaging found = reader.read();
    return found.files().stream().findFirst();
  }

  private static boolean contains(byte[] text, byte[] part) {
    for (int i = 0; i <= text.length - part.length; i++) {
      int n = 0;
      while (n < part.length && text[i + n] == part[n]) {
        n++;
      }
      if (n == part.length) {
        return true;
      }
    }
    return false;
  }
}
