package io.github.pysecaudit.sast.scan;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Recognises Python source by name or by first line. */
public final class PythonFiles {
  private static final int MAX_SHEBANG = 256;

  private static final Pattern PROGRAM =
      Pattern.compile("(?:i?python|pypy|graalpy|jython)[0-9.]*(?:w|t|d|-dbg)?(?:\\.exe)?");

  private static final Pattern RUNNER = Pattern.compile("\\b(?:uv|pipx)\\s(?:.{0,200}\\s)?run\\b");

  /** The first lines of the scripts that distlib writes where the path of Python is too long. */
  private static final Pattern EXEC_IN_SHELL =
      Pattern.compile(
          "\\A#! {0,9}/bin/sh\\s{1,9}['\"]{0,6}exec['\"]{0,2}[ '\"]{1,9}[^\\r"
              + "\\n"
              + "]{0,250}py(?:thon|py)");

  /** Endings of files that nobody starts as a script, so that a walk need not open every file. */
  private static final Set<String> NO_SCRIPTS =
      Set.of(
          ("class jar java kt kts scala groovy xml xsd xsl html htm xhtml css scss less js mjs cjs"
                  + " ts tsx jsx map json jsonl yml yaml toml properties md rst adoc txt csv tsv png"
                  + " jpg jpeg gif svg ico webp bmp tif tiff pdf woff woff2 ttf eot otf mp3 mp4 wav"
                  + " zip gz tgz bz2 xz whl egg war ear so dll dylib lib o a pyc pyo pyi pyd h c cc"
                  + " cpp hpp cs go rs sql lock po pot mo proto gradle ini cfg j2 jinja jinja2 tmpl"
                  + " tpl template mako erb out expected golden diff patch orig")
              .split(" "));

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

  /** Is this compiled Python, which runs as source does and which nobody can scan? */
  public static boolean isCompiled(String path) {
    String name = path.toLowerCase(Locale.ROOT);
    return name.endsWith(".pyc") || name.endsWith(".pyo");
  }

  /**
   * May a file of this name be a script, so that its first line is worth reading? A script may have
   * any ending or none; left aside are only what other tools make sense of, documents, templates
   * and recorded output.
   */
  public static boolean mayBeScript(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    int dot = name.lastIndexOf('.');
    return dot <= 0 || !NO_SCRIPTS.contains(name.substring(dot + 1));
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
    String text = new String(head, start, length, StandardCharsets.ISO_8859_1);
    String line = text.split("[\\r\\n]", 2)[0];
    if (EXEC_IN_SHELL.matcher(text).find()) {
      return true;
    }
    for (String word : line.substring(2).strip().split("\\s+")) {
      String program = word.substring(word.lastIndexOf('/') + 1);
      if (PROGRAM.matcher(program).matches()) {
        return true;
      }
    }
    return RUNNER.matcher(line).find();
  }
}
