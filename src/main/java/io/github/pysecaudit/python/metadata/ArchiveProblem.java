package io.github.pysecaudit.python.metadata;

import io.github.pysecaudit.checklist.Place;
import java.util.Objects;

/**
 * Something about an archive that kept it from being read in full, or that looks wrong.
 *
 * @param place the archive, or the entry in it as {@code outer.jar!/name}
 * @param message a full sentence
 * @param unread true if something was not read, so that what was found in the archive is not all
 */
public record ArchiveProblem(Place place, String message, boolean unread) {
  public ArchiveProblem {
    Objects.requireNonNull(place, "place");
    Objects.requireNonNull(message, "message");
  }
}
