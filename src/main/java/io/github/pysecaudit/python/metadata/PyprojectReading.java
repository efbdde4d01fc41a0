package io.github.pysecaudit.python.metadata;

import io.github.pysecaudit.checklist.Place;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a {@code pyproject.toml} says.
 *
 * @param reading its dependencies, those in the files it names included
 * @param buildSystem the table {@code [build-system]}, if there is one
 * @param project what the project says about itself, from {@code [project]} or {@code
 *     [tool.poetry]}
 * @param flags every true or false under {@code tool}, by its key, for instance {@code
 *     tool.hatch.build.reproducible}
 */
public record PyprojectReading(
    MetadataReading reading,
    Optional<BuildSystem> buildSystem,
    Optional<ProjectTable> project,
    Map<String, Flag> flags) {

  public PyprojectReading {
    Objects.requireNonNull(reading, "reading");
    Objects.requireNonNull(buildSystem, "buildSystem");
    Objects.requireNonNull(project, "project");
    flags = Map.copyOf(flags);
  }

  /**
   * How the project is built (PEP 518).
   *
   * @param backend the module, empty if it is left to setuptools' legacy default
   * @param requires the requirements as written
   * @param backendPath folders of the tree that hold the backend, usually none
   * @param place the table's header or its backend
   */
  public record BuildSystem(
      Optional<String> backend, List<String> requires, List<String> backendPath, Place place) {
    public BuildSystem {
      requires = List.copyOf(requires);
      backendPath = List.copyOf(backendPath);
    }
  }

  /**
   * What the project says about itself.
   *
   * @param license an SPDX expression or the text of the licence, if one is written
   * @param licenseFiles files or patterns that hold the licence
   * @param readme the file, if one is named
   * @param urls label to URL
   * @param dynamic the fields another program fills in
   */
  public record ProjectTable(
      Optional<String> name,
      Optional<String> version,
      Optional<String> description,
      Optional<String> license,
      List<String> licenseFiles,
      Optional<String> readme,
      Map<String, String> urls,
      List<String> dynamic,
      Place place) {
    public ProjectTable {
      licenseFiles = List.copyOf(licenseFiles);
      urls = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(urls));
      dynamic = List.copyOf(dynamic);
    }
  }

  /** A switch and where it is set. */
  public record Flag(boolean value, Place place) {}
}
