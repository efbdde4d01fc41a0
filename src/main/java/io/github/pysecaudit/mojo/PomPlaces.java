package io.github.pysecaudit.mojo;

import io.github.pysecaudit.checklist.Place;
import io.github.pysecaudit.facts.MavenBuild.PythonRequirement;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.maven.model.InputLocation;
import org.apache.maven.model.InputLocationTracker;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * Where elements of the effective model are written: a line of a POM in the repository, or a POM
 * elsewhere.
 */
final class PomPlaces {
  private final Path root;
  private final Map<String, Path> poms;

  /** Places of files only. */
  PomPlaces(Path root) {
    this(root, List.of());
  }

  /**
   * @param projects all modules; Maven 4 names only the model that an element comes from
   */
  PomPlaces(Path root, List<MavenProject> projects) {
    this.root = root.toAbsolutePath().normalize();
    this.poms =
        projects.stream()
            .filter(p -> p.getFile() != null)
            .collect(
                Collectors.toMap(
                    MavenAdapter::coordinates, p -> p.getFile().toPath(), (a, b) -> a));
  }

  /**
   * The path as reports show it: relative to the repository where it lies in it, else its name
   * only.
   */
  String relative(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    if (absolute.startsWith(root)) {
      return root.relativize(absolute).toString().replace('\\', '/');
    }
    return absolute.getFileName().toString();
  }

  /** The POM of a project. */
  Place file(MavenProject project) {
    return Place.file(relative(project.getFile().toPath()));
  }

  /**
   * The place of an element.
   *
   * @param field the child element, or the empty text for the element itself
   * @param otherwise the place if Maven does not know
   */
  Place of(InputLocationTracker element, String field, Place otherwise) {
    InputLocation location = element.getLocation(field);
    if (location == null) {
      location = element.getLocation("");
    }
    if (location == null || location.getSource() == null) {
      return otherwise;
    }
    Optional<Path> file = path(location.getSource().getLocation()).filter(p -> p.startsWith(root));
    if (file.isPresent() && location.getLineNumber() > 0) {
      return Place.line(relative(file.get()), location.getLineNumber());
    }
    String model = location.getSource().getModelId();
    if (model != null && poms.containsKey(model) && location.getLineNumber() > 0) {
      return Place.line(relative(poms.get(model)), location.getLineNumber());
    }
    return model == null ? otherwise : Place.nowhere().through(List.of(model));
  }

  /** A path from Maven 3, and an address such as {@code file:///app/pom.xml} from Maven 4. */
  private static Optional<Path> path(String location) {
    if (location == null || location.isBlank()) {
      return Optional.empty();
    }
    try {
      Path path = location.startsWith("file:") ? Path.of(URI.create(location)) : Path.of(location);
      return Optional.of(path).filter(Path::isAbsolute).map(Path::normalize);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** A Python requirement in a plugin's configuration, with its own line where Maven knows it. */
  PythonRequirement requirement(Xpp3Dom element, Place otherwise) {
    Place place = otherwise;
    if (element.getInputLocation() instanceof InputLocation location
        && location.getLineNumber() > 0
        && otherwise.path().isPresent()) {
      place = Place.line(otherwise.path().get(), location.getLineNumber());
    }
    return new PythonRequirement(element.getValue().strip(), place);
  }
}
