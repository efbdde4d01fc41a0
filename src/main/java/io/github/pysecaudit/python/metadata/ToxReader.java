package io.github.pysecaudit.python.metadata;

import io.github.pysecaudit.checklist.Place;
import java.util.regex.Pattern;

/**
 * Reads the {@code deps} and {@code requires} of a {@code tox.ini}. They are shown, not judged: the
 * requirements speak of the project's own lists.
 */
public final class ToxReader {
  /** {@code py38,py39-django: } before a requirement says for which environments it counts. */
  private static final Pattern FACTORS = Pattern.compile("[\\w.!{},-]{1,200}:(?=\\s)");

  private ToxReader() {}

  /** Reads a file; every entry has the scope {@link Scope#REPORTED}. */
  public static MetadataReading read(String path, byte[] content) {
    ReadingBuilder found = new ReadingBuilder();
    found.read(path);
    IniDocument.parse(path, content, false, found::problem)
        .ifPresent(
            document -> {
              for (String section : document.sections()) {
                String option = section.equals("tox") ? "requires" : "deps";
                if (section.equals("tox") || section.startsWith("testenv")) {
                  document
                      .raw(section, option)
                      .ifPresent(
                          lines ->
                              lines.forEach(
                                  line -> line(path, section + "." + option, line, found)));
                }
              }
            });
    return found.reading();
  }

  private static void line(
      String path, String field, IniDocument.ValueLine line, ReadingBuilder found) {
    String text = FACTORS.matcher(line.text()).replaceFirst("").strip();
    Place place = Place.position(path, line.line(), line.column());
    if (text.isEmpty()) {
      return;
    }
    if (text.indexOf('{') >= 0) {
      found.note(PinReason.ENV_VAR, place, field, text, Scope.REPORTED);
      return;
    }
    // What tox includes is judged as the file it is, not again here.
    RequirementsReader.readLine(field, Scope.REPORTED, place, text, MetadataFiles.none())
        .dependencies()
        .forEach(found::addDependency);
  }
}
