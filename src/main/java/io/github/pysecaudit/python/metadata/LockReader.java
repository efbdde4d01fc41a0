package io.github.pysecaudit.python.metadata;

import io.github.pysecaudit.checklist.Place;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads the lock files of Poetry, uv, PDM and Pipenv, those of PEP 751, and those of the GraalPy
 * Maven plugin. The format is told by the file name, as the tools do; uv locks a script {@code
 * x.py} in {@code x.py.lock}.
 */
public final class LockReader {
  /** The largest lock file that is read, in bytes. */
  public static final int LARGEST = 32 << 20;

  /** PEP 751, "File Name". */
  private static final Pattern PYLOCK = Pattern.compile("pylock\\.([^.]+\\.)?toml");

  private LockReader() {}

  /** Is a file at that path a lock file this class reads? */
  public static boolean isLock(String path) {
    return formatOf(path).isPresent();
  }

  private enum Format {
    POETRY,
    UV,
    PDM,
    PIPFILE,
    PYLOCK,
    GRAALPY
  }

  private static Optional<Format> formatOf(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return switch (name) {
      case "poetry.lock" -> Optional.of(Format.POETRY);
      case "uv.lock" -> Optional.of(Format.UV);
      case "pdm.lock" -> Optional.of(Format.PDM);
      case "Pipfile.lock" -> Optional.of(Format.PIPFILE);
      case "graalpy.lock" -> Optional.of(Format.GRAALPY);
      default -> {
        if (name.endsWith(".py.lock")) {
          yield Optional.of(Format.UV);
        }
        yield PYLOCK.matcher(name).matches() ? Optional.of(Format.PYLOCK) : Optional.empty();
      }
    };
  }

  /**
   * Reads a lock file. It never throws for what is in it.
   *
   * @param path repository-relative; its last part tells the format
   * @throws IllegalArgumentException if no lock file is called so
   */
  public static LockFile read(String path, byte[] content) {
    Format format =
        formatOf(path).orElseThrow(() -> new IllegalArgumentException("no lock file: " + path));
    if (content.length > LARGEST) {
      return failed(path, 1, "is larger than " + LARGEST + " bytes", PinReason.UNDECODABLE);
    }
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
    } catch (CharacterCodingException e) {
      return failed(path, 1, "is not UTF-8 text", PinReason.UNDECODABLE);
    }
    if (text.startsWith("\uFEFF")) {
      text = text.substring(1);
    }
    return switch (format) {
      case PIPFILE -> PipfileLockReader.read(path, text);
      case GRAALPY -> GraalPyLockReader.read(path, text);
      case POETRY, UV, PDM, PYLOCK -> toml(format, path, text);
    };
  }

  private static LockFile toml(Format format, String path, String text) {
    LockToml.Result result = LockToml.read(text);
    if (result.table().isEmpty()) {
      return failed(
          path, result.line(), "cannot be read as TOML: " + result.error(), PinReason.INVALID_TOML);
    }
    TomlNode root = result.table().get();
    return switch (format) {
      case POETRY -> PoetryLockReader.read(path, root);
      case UV -> UvLockReader.read(path, root);
      case PDM -> PdmLockReader.read(path, root);
      default -> PylockReader.read(path, root);
    };
  }

  static LockFile failed(String path, int line, String what, PinReason reason) {
    return new LockFile(path, List.of(), List.of(problem(path, line, what, reason)));
  }

  static MetadataProblem problem(String path, int line, String what, PinReason reason) {
    return new MetadataProblem(
        Place.line(path, Math.max(1, line)), path + " " + what + ".", reason);
  }
}
