package io.github.pysecaudit.checklist;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where something was seen: a file of the repository, a URL, or a dependency with the path that
 * brings it in.
 *
 * @param path repository-relative path with forward slashes, if the place is a file or folder;
 *     never absolute
 * @param line line in that file, starting at 1
 * @param column column in that line, starting at 1
 * @param url address, if the place is on the network
 * @param dependencyPath coordinates from the direct dependency to the one that is meant, or empty
 */
public record Place(
    Optional<String> path,
    OptionalInt line,
    OptionalInt column,
    Optional<String> url,
    List<String> dependencyPath) {

  private static final Place NOWHERE =
      new Place(
          Optional.empty(), OptionalInt.empty(), OptionalInt.empty(), Optional.empty(), List.of());

  public Place {
    Objects.requireNonNull(path, "path");
    url = url.map(Credentials::hidden);
    dependencyPath = List.copyOf(dependencyPath);
    if (line.isPresent() && line.getAsInt() < 1) {
      throw new IllegalArgumentException("lines start at 1: " + line.getAsInt());
    }
  }

  /** Of all parts, as hostile files have thousands of places that share most of them. */
  @Override
  public int hashCode() {
    return Objects.hash(path, line, column, url, dependencyPath);
  }

  /** No place in particular: the project as a whole. */
  public static Place nowhere() {
    return NOWHERE;
  }

  /** A whole file or folder. */
  public static Place file(String path) {
    return new Place(
        Optional.of(path), OptionalInt.empty(), OptionalInt.empty(), Optional.empty(), List.of());
  }

  /** A line of a file; {@code line} starts at 1. */
  public static Place line(String path, int line) {
    return new Place(
        Optional.of(path), OptionalInt.of(line), OptionalInt.empty(), Optional.empty(), List.of());
  }

  /** A position in a file; {@code line} and {@code column} start at 1. */
  public static Place position(String path, int line, int column) {
    return new Place(
        Optional.of(path),
        OptionalInt.of(line),
        OptionalInt.of(column),
        Optional.empty(),
        List.of());
  }

  /** A network address. */
  public static Place url(String url) {
    return new Place(
        Optional.empty(), OptionalInt.empty(), OptionalInt.empty(), Optional.of(url), List.of());
  }

  /** The same place, reached through the given chain of dependencies. */
  public Place through(List<String> chain) {
    return new Place(path, line, column, url, chain);
  }

  /**
   * The place in one line, as reports show it: {@code path:line}, the URL, or the dependency path.
   */
  @Override
  public String toString() {
    if (path.isPresent()) {
      return path.get() + (line.isPresent() ? ":" + line.getAsInt() : "");
    }
    if (url.isPresent()) {
      return url.get();
    }
    return String.join(" > ", dependencyPath);
  }
}
