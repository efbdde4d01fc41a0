package io.github.pysecaudit.mojo;

import io.github.pysecaudit.facts.FileRepository;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoExecutionException;

/**
 * Refuses folders in the audited tree through which the tree could decide where this plugin writes,
 * or what it believes.
 *
 * <p>A link counts as the project's if git tracks it, and without git if it is there. One that git
 * does not track was made by the user, to have {@code target} on another disk for instance.
 */
final class WriteGuard {
  private final List<Path> roots;
  private final FileRepository repository;

  /**
   * @param root of the audited tree
   * @param repository the files of it
   */
  WriteGuard(Path root, FileRepository repository) {
    this.roots =
        Stream.concat(Stream.of(root.toAbsolutePath().normalize()), repository.root().stream())
            .toList();
    this.repository = repository;
  }

  /**
   * Refuses an output folder that is reached through a link of the project, or that holds one where
   * the reports of modules go.
   *
   * @throws MojoExecutionException if so
   */
  void refuseOutput(Path folder) throws MojoExecutionException {
    Optional<String> link = linkTo(folder);
    Path modules = folder.resolve(Reports.MODULES);
    if (link.isEmpty()) {
      link = linkTo(modules);
    }
    if (link.isEmpty() && Files.isDirectory(modules)) {
      try (DirectoryStream<Path> each = Files.newDirectoryStream(modules)) {
        for (Path module : each) {
          link = link.or(() -> linkTo(module));
        }
      } catch (IOException | DirectoryIteratorException e) {
        throw new MojoExecutionException(
            "The folder " + modules + " cannot be read: " + e.getMessage(), e);
      }
    }
    if (link.isPresent()) {
      throw new MojoExecutionException(
          "audit.outputDirectory: "
              + link.get()
              + " is a link that comes with the project, so the project would decide where the"
              + " reports go. Remove the link, or give a folder outside of the project.");
    }
  }

  /**
   * Refuses a cache that is committed with the project, or reached through a link that is: it could
   * hold any answer. One that only lies in the project's folder, as in some CI systems, is believed
   * and said.
   *
   * @return what the reports must say
   * @throws MojoExecutionException if the project could have filled the cache
   */
  Optional<String> refuseCache(Path folder) throws MojoExecutionException {
    Optional<Path> inside = inside(folder);
    if (inside.isEmpty()) {
      return Optional.empty();
    }
    String shown = relative(inside.get());
    Optional<String> link = linkTo(folder);
    if (link.isPresent()) {
      throw new MojoExecutionException(
          "audit.cacheDirectory: "
              + link.get()
              + " is a link that comes with the project. A cache that the project chooses could"
              + " hold any answer. Give a folder outside of it, or remove the link.");
    }
    if (shown.isEmpty() || repository.tracks(shown)) {
      throw new MojoExecutionException(
          "audit.cacheDirectory: git tracks files in "
              + (shown.isEmpty() ? "this folder" : shown)
              + ". A cache that comes with the project could hold any answer. Give a folder outside"
              + " of it, or remove the files from git.");
    }
    return Optional.of(
        "The cache lies in the audited project (" + shown + "), and what it holds counts.");
  }

  /** The first link of the project on the way to a folder, if it lies in the project. */
  private Optional<String> linkTo(Path folder) {
    Path step = repository.root().orElseThrow();
    for (Path name : inside(folder).orElse(Path.of(""))) {
      step = step.resolve(name);
      if (Files.isSymbolicLink(step)) {
        String link = relative(repository.root().orElseThrow().relativize(step));
        if (!repository.hasTracked() || repository.isTracked(link)) {
          return Optional.of(link);
        }
      }
    }
    return Optional.empty();
  }

  /** A folder as seen from the root, if it lies there; the root may be a link itself. */
  private Optional<Path> inside(Path folder) {
    Path place = folder.toAbsolutePath().normalize();
    return roots.stream().filter(place::startsWith).map(r -> r.relativize(place)).findFirst();
  }

  private static String relative(Path inside) {
    return inside.toString().replace('\\', '/');
  }
}
