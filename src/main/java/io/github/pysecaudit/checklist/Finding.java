package io.github.pysecaudit.checklist;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * One thing that is wrong or that a person must look at.
 *
 * @param message a full sentence with the value as written
 * @param remedy what to do about it; starts with a verb
 * @param place where
 * @param details further facts for machines, in order; values are strings, numbers, booleans or
 *     lists of them
 */
public record Finding(String message, String remedy, Place place, Map<String, Object> details) {
  private static final String ABSENCE = "absence";

  public Finding {
    message = Credentials.hidden(message);
    remedy = Credentials.hidden(remedy);
    Objects.requireNonNull(place, "place");
    Map<String, Object> shown = new LinkedHashMap<>(details);
    shown.replaceAll((key, value) -> value instanceof String s ? Credentials.hidden(s) : value);
    details = Collections.unmodifiableMap(shown);
  }

  public Finding(String message, String remedy, Place place) {
    this(message, remedy, place, Map.of());
  }

  /** A finding that says that something is missing, not that something speaks against it. */
  public static Finding absence(String message, String remedy, Place place) {
    return new Finding(message, remedy, place, Map.of(ABSENCE, true));
  }

  /** Whether it says that evidence is missing, rather than that there is evidence against. */
  public boolean isAbsence() {
    return Boolean.TRUE.equals(details.get(ABSENCE));
  }

  /** The same finding with one more fact. */
  public Finding with(String key, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(details);
    more.put(key, value);
    return new Finding(message, remedy, place, more);
  }
}
