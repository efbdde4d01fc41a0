package io.github.pysecaudit.python.metadata;

import io.github.pysecaudit.checklist.Place;
import java.util.Objects;

/**
 * Something that kept a reader from reading all: what it lists is not complete without it.
 *
 * @param place the file, with line if known
 * @param message a full sentence
 * @param reason the code, for instance {@code INVALID_TOML} or {@code DYNAMIC_UNRESOLVED}
 */
public record MetadataProblem(Place place, String message, PinReason reason) {
  public MetadataProblem {
    Objects.requireNonNull(place, "place");
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(reason, "reason");
  }
}
