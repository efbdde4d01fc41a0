package io.github.pysecaudit.sast;

import io.github.pysecaudit.checklist.Place;
import java.util.Objects;

/**
 * A file, or a part of one, that the scanner could not look at.
 *
 * @param place the file, with the line from which on nothing is certain, if that is known
 * @param reason why, in a full sentence
 * @param entirely whether nothing of the file was scanned
 */
public record Unscanned(Place place, String reason, boolean entirely) {
  public Unscanned {
    Objects.requireNonNull(place, "place");
    Objects.requireNonNull(reason, "reason");
  }
}
