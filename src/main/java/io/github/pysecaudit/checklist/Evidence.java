package io.github.pysecaudit.checklist;

import java.util.Objects;

/**
 * One thing that was looked at and speaks for a verdict.
 *
 * @param place where it was seen
 * @param text what was seen there, in one line; may quote the project and is therefore hostile text
 *     to every report
 */
public record Evidence(Place place, String text) {
  public Evidence {
    Objects.requireNonNull(place, "place");
    text = Credentials.hidden(text);
  }

  /** Evidence in a file. */
  public static Evidence at(String path, int line, String text) {
    return new Evidence(Place.line(path, line), text);
  }
}
