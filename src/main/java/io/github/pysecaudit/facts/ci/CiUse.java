package io.github.pysecaudit.facts.ci;

import io.github.pysecaudit.checklist.Place;
import java.util.List;

/**
 * One thing that CI or the build runs.
 *
 * @param kind what it is
 * @param words the command with its arguments; or the name of the action, hook, image, template or
 *     Maven goal, followed by what was given to it
 * @param place where it is written
 * @param trail the steps that lead to it, outermost first, in words
 */
public record CiUse(Kind kind, List<String> words, Place place, List<String> trail) {

  /** The ways to run something. */
  public enum Kind {
    COMMAND,
    ACTION,
    HOOK,
    IMAGE,
    TEMPLATE,
    GOAL
  }

  public CiUse {
    words = List.copyOf(words);
    trail = List.copyOf(trail);
  }
}
