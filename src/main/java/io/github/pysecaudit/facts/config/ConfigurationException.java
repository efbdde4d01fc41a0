package io.github.pysecaudit.facts.config;

import io.github.pysecaudit.checklist.Place;

/** {@code audit.toml} cannot be used; a wrong configuration is an error and never ignored. */
public final class ConfigurationException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String where;

  ConfigurationException(Place place, String message) {
    super(place + ": " + message);
    this.where = place.toString();
  }

  /** A file that is there but cannot be read, or was named and is not there. */
  public static ConfigurationException unreadable(String path, String reason) {
    return new ConfigurationException(Place.file(path), "this cannot be read: " + reason + ".");
  }

  /** The file and line. */
  public String where() {
    return where;
  }
}
