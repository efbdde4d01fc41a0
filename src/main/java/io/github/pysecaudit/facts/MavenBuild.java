package io.github.pysecaudit.facts;

import io.github.pysecaudit.checklist.Dependency;
import io.github.pysecaudit.checklist.Place;
import io.github.pysecaudit.remote.Lookup;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * One Maven module of the build, as values.
 *
 * @param coordinates {@code groupId:artifactId:version}
 * @param packaging for instance {@code jar} or {@code pom}
 * @param pom path of its POM in the repository
 * @param declared every version that the model declares or inherits, with the place where it is
 *     written
 * @param plugins the plugins of the effective build
 * @param properties effective model properties
 * @param licenses names of the declared licences
 * @param urls project, scm and issue addresses, keyed {@code url}, {@code scm}, {@code issues}
 * @param artifacts what the build has made so far, main artifact first
 * @param siblings coordinates {@code groupId:artifactId:version} of the modules of this reactor;
 *     another version of the same name is another's artifact
 * @param resolution asks Maven for the resolved dependency graph, once, when it is first needed
 * @param dependencyArchives the archives of the resolved dependencies that lie in the local
 *     repository; nothing is fetched for it
 * @param pythonRequirements Python requirement strings declared in the POM (graalpy-maven-plugin),
 *     with places
 */
public record MavenBuild(
    String coordinates,
    String packaging,
    String pom,
    List<DeclaredVersion> declared,
    List<PluginUse> plugins,
    Map<String, String> properties,
    List<String> licenses,
    Map<String, String> urls,
    List<BuiltArtifact> artifacts,
    Set<String> siblings,
    Supplier<Lookup<List<Dependency>>> resolution,
    Supplier<List<BuiltArtifact>> dependencyArchives,
    List<PythonRequirement> pythonRequirements) {

  /** What kind of element declares a version. */
  public enum Kind {
    DEPENDENCY("dependency"),
    MANAGED_DEPENDENCY("managed dependency"),
    PLUGIN("plugin"),
    MANAGED_PLUGIN("managed plugin"),
    PLUGIN_DEPENDENCY("plugin dependency"),
    EXTENSION("build extension"),
    PARENT("parent");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  /**
   * A version in the model.
   *
   * @param kind the element
   * @param name {@code groupId:artifactId}
   * @param version the interpolated version; empty if none is given anywhere
   * @param scope scope of a dependency, else empty
   * @param inUse for managed ones, whether anything of the module uses it
   * @param place the line of the POM, or the coordinates of the parent POM it is inherited from
   */
  public record DeclaredVersion(
      Kind kind, String name, Optional<String> version, String scope, boolean inUse, Place place) {}

  /**
   * A plugin of the effective build.
   *
   * @param name {@code groupId:artifactId}
   * @param version effective version, if there is one
   * @param executions goals of each execution that is bound to a phase
   * @param configuration flattened configuration, path to value, of the plugin and its executions
   * @param place the line of the POM that declares it, if it is declared there
   */
  public record PluginUse(
      String name,
      Optional<String> version,
      List<Execution> executions,
      Map<String, String> configuration,
      Place place) {}

  /** An execution of a plugin: its id, the phase it is bound to if that is given, and its goals. */
  public record Execution(String id, Optional<String> phase, List<String> goals) {}

  /**
   * A file the build has made.
   *
   * @param file absolute path on disk, for reading in place
   * @param shown the path as reports show it
   * @param type for instance {@code jar}
   */
  public record BuiltArtifact(java.nio.file.Path file, String shown, String type) {}

  /** A Python requirement string in a POM. */
  public record PythonRequirement(String text, Place place) {}

  /** Requirements files that graalpy-maven-plugin is told to use, as repository paths. */
  public List<String> requirementsFiles() {
    String folder = pom.contains("/") ? pom.substring(0, pom.lastIndexOf('/') + 1) : "";
    return plugins.stream()
        .filter(p -> p.name().equals("org.graalvm.python:graalpy-maven-plugin"))
        .flatMap(p -> Optional.ofNullable(p.configuration().get("requirementsFile")).stream())
        .map(file -> folder + file.replace('\\', '/').replaceFirst("^(\\./)+", ""))
        .toList();
  }

  /** {@code groupId:artifactId}. */
  public String moduleName() {
    return coordinates.substring(0, coordinates.lastIndexOf(':'));
  }

  /** The resolved dependency graph, or why it could not be had. */
  public Lookup<List<Dependency>> resolved() {
    return resolution.get();
  }

  public MavenBuild {
    Objects.requireNonNull(coordinates, "coordinates");
    declared = List.copyOf(declared);
    plugins = List.copyOf(plugins);
    properties = Map.copyOf(properties);
    licenses = List.copyOf(licenses);
    urls = Map.copyOf(urls);
    artifacts = List.copyOf(artifacts);
    siblings = Set.copyOf(siblings);
    Objects.requireNonNull(resolution, "resolution");
    Objects.requireNonNull(dependencyArchives, "dependencyArchives");
    pythonRequirements = List.copyOf(pythonRequirements);
  }
}
