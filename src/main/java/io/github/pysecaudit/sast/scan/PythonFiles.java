package io.github.pysecaudit.sast.scan;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Recognises Python source by name or by first line. */
public final class PythonFiles {
  private static final int MAX_SHEBANG = 256;

  private PythonFiles() {}

  /** Is this a file of Python source by its name: {@code .py}, {@code .pyw} or a notebook? */
  public static boolean isNamed(String path) {
    String name = path.toLowerCase(Locale.ROOT);
    return name.endsWith(".py") || name.endsWith(".pyw") || isNotebook(name);
  }

  /** Is this a Jupyter notebook by its name? Notebooks in other languages give no source. */
  public static boolean isNotebook(String path) {
    return path.toLowerCase(Locale.ROOT).endsWith(".ipynb");
  }

  /** May a file of this name be a script, so that its first line is worth reading? */
  public static boolean mayBeScript(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    int dot = name.lastIndexOf('.');
    return dot <= 0 || name.endsWith(".cgi") || name.endsWith(".wsgi") || name.endsWith(".in");
  }

  /**
   * Does a file begin with a shebang line for Python?
   *
   * @param head its first bytes; 256 are enough
   */
  public static boolean hasPythonShebang(byte[] head) {
    int start = head.length >= 3 && head[0] == (byte) 0xEF && head[1] == (byte) 0xBB ? 3 : 0;
    if (head.length < start + 2 || head[start] != '#' || head[start + 1] != '!') {
      return false;
    }
    int length = Math.min(head.length - start, MAX_SHEBANG);
    String line =
        new String(head, start, length, StandardCharsets.ISO_8859_1).split("[\\r\\n]", 2)[0];
    for (String word : line.substring(2).strip().split("\\s+")) {
      String program = word.substring(word.lastIndexOf('/') + 1);
      if (program.matches("(?:python|pypy|ipython)[0-9.]*w?(?:\\.exe)?")) {
        return true;
      }
    }
    return line.contains("uv run") && line.contains("--script");
  }
}
