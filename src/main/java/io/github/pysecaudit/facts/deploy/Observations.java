package io.github.pysecaudit.facts.deploy;

import io.github.pysecaudit.checklist.Place;
import java.util.ArrayList;
import java.util.List;

/** Collects the observations about one file, so that the readers need not repeat its path. */
final class Observations {
  /** More than this of one file tell nobody anything new. */
  private static final int MAX = 500;

  private final String path;
  private final List<Observation> list = new ArrayList<>();

  Observations(String path) {
    this.path = path;
  }

  void add(
      Privilege privilege, Weight weight, int line, String subject, String message, String remedy) {
    if (list.size() < MAX) {
      list.add(
          new Observation(
              privilege, weight, Place.line(path, Math.max(1, line)), subject, message, remedy));
    }
  }

  void administrative(Privilege what, int line, String subject, String message, String remedy) {
    add(what, Weight.ADMINISTRATIVE, line, subject, message, remedy);
  }

  void excessive(Privilege what, int line, String subject, String message, String remedy) {
    add(what, Weight.EXCESSIVE, line, subject, message, remedy);
  }

  void good(Privilege what, int line, String subject, String message) {
    add(what, Weight.GOOD, line, subject, message, "");
  }

  void service(int line, String subject, String message) {
    add(Privilege.SERVICE, Weight.NEUTRAL, line, subject, message, "");
  }

  /** At most 80 characters of a value, in one line, for a message. */
  static String shown(String value) {
    String flat = value.strip().replaceAll("\\s+", " ");
    return flat.length() > 80 ? flat.substring(0, 80) + "…" : flat;
  }

  List<Observation> list() {
    return List.copyOf(list);
  }
}
