package io.github.pysecaudit.check;

import io.github.pysecaudit.checklist.Evidence;
import io.github.pysecaudit.checklist.Finding;
import io.github.pysecaudit.checklist.Place;
import java.util.ArrayList;
import java.util.List;

/** Collects what speaks for and against a reproducible build. */
final class BuildSigns {
  private final List<Evidence> evidence = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private final List<Finding> open = new ArrayList<>();
  private final List<Finding> unread = new ArrayList<>();
  private final List<Finding> warnings = new ArrayList<>();
  private int archives;

  void evidence(Place place, String text) {
    evidence.add(new Evidence(place, text));
  }

  /** Makes two builds differ. */
  void finding(String message, String remedy, Place place) {
    findings.add(new Finding(message, remedy, place));
  }

  /** A person has to look. */
  void open(String message, String remedy, Place place) {
    open.add(new Finding(message, remedy, place));
  }

  /** Could not be read. */
  void unread(String message, Place place) {
    unread.add(new Finding(message, "Repair the archive, then run the build again.", place));
  }

  void warning(String message, String remedy, Place place) {
    warnings.add(new Finding(message, remedy, place));
  }

  /** An archive was looked at. */
  void archive() {
    archives++;
  }

  int archives() {
    return archives;
  }

  List<Evidence> evidence() {
    return evidence;
  }

  List<Finding> findings() {
    return findings;
  }

  List<Finding> open() {
    return open;
  }

  List<Finding> unread() {
    return unread;
  }

  List<Finding> warnings() {
    return warnings;
  }
}
