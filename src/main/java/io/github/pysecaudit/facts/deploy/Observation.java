package io.github.pysecaudit.facts.deploy;

import io.github.pysecaudit.checklist.Place;
import java.util.Objects;

/**
 * One thing that a file says about rights.
 *
 * @param privilege the kind of right
 * @param weight what it means for the verdict
 * @param place file and line
 * @param subject the service, image, unit, job or file it is about; two observations about the same
 *     thing have the same subject
 * @param message a full sentence with the value as written
 * @param remedy what to do, starting with a verb; empty where nothing needs doing
 */
public record Observation(
    Privilege privilege,
    Weight weight,
    Place place,
    String subject,
    String message,
    String remedy) {
  public Observation {
    Objects.requireNonNull(privilege, "privilege");
    Objects.requireNonNull(weight, "weight");
    Objects.requireNonNull(place, "place");
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(remedy, "remedy");
  }

  /** The same observation with another weight. */
  public Observation weighing(Weight other) {
    return new Observation(privilege, other, place, subject, message, remedy);
  }
}
