package io.github.pysecaudit.facts;

import io.github.pysecaudit.python.metadata.MetadataReading;
import io.github.pysecaudit.python.metadata.PyprojectReading;
import java.util.Objects;
import java.util.Optional;

/**
 * A file in which a Python project declares packages, as it was read.
 *
 * @param path repository-relative; for a file in an archive the archive's path, {@code !/} and the
 *     path inside
 * @param role which requirement judges it
 * @param reading what it declares, includes followed
 * @param pyproject everything else a {@code pyproject.toml} says
 */
public record PackagingFile(
    String path, Role role, MetadataReading reading, Optional<PyprojectReading> pyproject) {

  /** Which requirement judges a file. */
  public enum Role {
    /** 6.1. */
    PYPROJECT,
    /** 6.2. */
    OTHER,
    /** Listed only: tox, nox, data for tests. */
    REPORTED
  }

  public PackagingFile {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(role, "role");
    Objects.requireNonNull(reading, "reading");
    Objects.requireNonNull(pyproject, "pyproject");
  }
}
