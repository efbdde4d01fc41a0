package io.github.pysecaudit.mojo;

import io.github.pysecaudit.checklist.Place;
import io.github.pysecaudit.facts.Lazy;
import io.github.pysecaudit.facts.MavenBuild;
import io.github.pysecaudit.facts.MavenBuild.BuiltArtifact;
import io.github.pysecaudit.facts.MavenBuild.DeclaredVersion;
import io.github.pysecaudit.facts.MavenBuild.Kind;
import io.github.pysecaudit.facts.MavenBuild.PluginUse;
import io.github.pysecaudit.facts.MavenBuild.PythonRequirement;
import io.github.pysecaudit.remote.Lookup;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Build;
import org.apache.maven.model.Dependency;
import org.apache.maven.model.Extension;
import org.apache.maven.model.InputLocation;
import org.apache.maven.model.InputSource;
import org.apache.maven.model.License;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.model.Profile;
import org.apache.maven.project.MavenProject;
import org.apache.maven.project.ProjectDependenciesResolver;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.eclipse.aether.RepositorySystem;

/** Turns Maven's own objects into the values that the audit works with. */
final class MavenAdapter {
  private static final String OLD_MODEL = "4.0.0";
  private static final String SUPER_POM = ":super-pom";

  private final MavenSession session;
  private final ProjectDependenciesResolver resolver;
  private final RepositorySystem system;
  private final boolean withPlugins;
  private final MissingPoms poms = new MissingPoms();
  private final Path root;

  /**
   * @param root the repository root, to which places are relative
   * @param withPlugins whether build plugins are dependencies to validate
   */
  MavenAdapter(MavenContext context, Path root, boolean withPlugins) {
    this.session = context.session();
    this.resolver = context.resolver();
    this.system = context.system();
    this.withPlugins = withPlugins;
    this.root = root;
  }

  /** The module as values. */
  MavenBuild read(MavenProject project) {
    PomPlaces places = new PomPlaces(root, session.getAllProjects());
    Set<String> siblings =
        session.getAllProjects().stream()
            .map(MavenAdapter::coordinates)
            .collect(Collectors.toSet());
    List<PluginUse> plugins = plugins(project, places);
    Lazy<Lookup<ResolvedGraph.Resolved>> graph =
        Lazy.of(
            () ->
                new ResolvedGraph(session, resolver, system, places, withPlugins, poms)
                    .of(project, siblings));
    return new MavenBuild(
        coordinates(project),
        project.getPackaging(),
        places.relative(project.getFile().toPath()),
        declared(project, places),
        plugins,
        properties(project),
        project.getLicenses().stream()
            .map(License::getName)
            .filter(n -> n != null && !n.isBlank())
            .toList(),
        urls(project),
        artifacts(project),
        siblings,
        () -> graph.get().map(ResolvedGraph.Resolved::dependencies),
        () -> graph.get().fold(found -> found.value().archives(), missing -> List.of()),
        pythonRequirements(project, places));
  }

  static String coordinates(MavenProject project) {
    return project.getGroupId() + ":" + project.getArtifactId() + ":" + project.getVersion();
  }

  /** Whether Maven made this project up because there is no POM. */
  static boolean isStandalone(MavenProject project) {
    return project.getFile() == null;
  }

  private static Map<String, String> properties(MavenProject project) {
    Map<String, String> properties = new HashMap<>();
    project.getProperties().forEach((k, v) -> properties.put(String.valueOf(k), String.valueOf(v)));
    if (OLD_MODEL.equals(project.getModelVersion())) {
      properties.keySet().removeIf(key -> isMavensOwn(project, key));
    }
    return properties;
  }

  /**
   * Whether the project has a property only while Maven 4 builds it: its super POM sets a timestamp
   * of the output, that of Maven 3, which reads the same model, does not.
   */
  private static boolean isMavensOwn(MavenProject project, String key) {
    return Optional.ofNullable(project.getModel().getLocation("properties"))
        .map(properties -> properties.getLocation(key))
        .map(InputLocation::getSource)
        .map(InputSource::getModelId)
        .filter(id -> id.contains(SUPER_POM))
        .isPresent();
  }

  private static Map<String, String> urls(MavenProject project) {
    Map<String, String> urls = new TreeMap<>();
    put(urls, "url", project.getUrl());
    if (project.getScm() != null) {
      put(urls, "scm", project.getScm().getUrl());
      put(urls, "connection", project.getScm().getConnection());
    }
    if (project.getIssueManagement() != null) {
      put(urls, "issues", project.getIssueManagement().getUrl());
    }
    return urls;
  }

  private static void put(Map<String, String> map, String key, String value) {
    if (value != null && !value.isBlank()) {
      map.put(key, value.strip());
    }
  }

  private List<BuiltArtifact> artifacts(MavenProject project) {
    return Stream.concat(
            Stream.ofNullable(project.getArtifact()), project.getAttachedArtifacts().stream())
        .filter(a -> a.getFile() != null && Files.isRegularFile(a.getFile().toPath()))
        .filter(a -> !"pom".equals(a.getType()))
        .map(this::artifact)
        .toList();
  }

  private BuiltArtifact artifact(Artifact artifact) {
    Path file = artifact.getFile().toPath();
    return new BuiltArtifact(file, new PomPlaces(root).relative(file), artifact.getType());
  }

  private List<DeclaredVersion> declared(MavenProject project, PomPlaces places) {
    List<DeclaredVersion> declared = new ArrayList<>();
    Model model = project.getModel();
    if (model.getParent() != null) {
      declared.add(
          new DeclaredVersion(
              Kind.PARENT,
              model.getParent().getGroupId() + ":" + model.getParent().getArtifactId(),
              Optional.ofNullable(model.getParent().getVersion()),
              "",
              true,
              places.of(model.getParent(), "version", places.file(project))));
    }
    Set<String> used = new LinkedHashSet<>();
    project.getArtifacts().forEach(a -> used.add(a.getGroupId() + ":" + a.getArtifactId()));
    for (Dependency dependency : model.getDependencies()) {
      used.add(dependency.getGroupId() + ":" + dependency.getArtifactId());
      declared.add(dependency(Kind.DEPENDENCY, dependency, true, places, project));
    }
    if (model.getDependencyManagement() != null) {
      for (Dependency dependency : model.getDependencyManagement().getDependencies()) {
        boolean inUse = used.contains(dependency.getGroupId() + ":" + dependency.getArtifactId());
        declared.add(dependency(Kind.MANAGED_DEPENDENCY, dependency, inUse, places, project));
      }
    }
    Build build = model.getBuild();
    if (build != null) {
      Set<String> declaredHere = declaredPlugins(project);
      for (Plugin plugin : build.getPlugins()) {
        declared.add(plugin(Kind.PLUGIN, plugin, declaredHere, places, project));
        for (Dependency dependency : plugin.getDependencies()) {
          declared.add(dependency(Kind.PLUGIN_DEPENDENCY, dependency, true, places, project));
        }
      }
      for (Extension extension : build.getExtensions()) {
        declared.add(
            new DeclaredVersion(
                Kind.EXTENSION,
                extension.getGroupId() + ":" + extension.getArtifactId(),
                Optional.ofNullable(extension.getVersion()),
                "",
                true,
                places.of(extension, "version", places.file(project))));
      }
    }
    return declared;
  }

  /**
   * The plugins that this POM or a parent of it writes down, as opposed to those of the lifecycle.
   */
  private static Set<String> declaredPlugins(MavenProject project) {
    Set<String> names = new LinkedHashSet<>();
    for (MavenProject level = project; level != null; level = level.getParent()) {
      Model model = level.getOriginalModel();
      if (model != null) {
        collect(model.getBuild() == null ? List.of() : model.getBuild().getPlugins(), names);
        for (Profile profile : model.getProfiles()) {
          collect(profile.getBuild() == null ? List.of() : profile.getBuild().getPlugins(), names);
        }
      }
    }
    return names;
  }

  private static void collect(List<Plugin> plugins, Set<String> names) {
    plugins.forEach(p -> names.add(p.getKey()));
  }

  private static DeclaredVersion dependency(
      Kind kind, Dependency dependency, boolean inUse, PomPlaces places, MavenProject project) {
    return new DeclaredVersion(
        kind,
        dependency.getGroupId() + ":" + dependency.getArtifactId(),
        Optional.ofNullable(dependency.getVersion()),
        dependency.getScope() == null ? "compile" : dependency.getScope(),
        inUse,
        places.of(dependency, "version", places.file(project)));
  }

  /**
   * Maven fills in missing plugin versions before a goal runs, so what counts is whether the
   * version is written somewhere: its location in the model is known then.
   */
  private static DeclaredVersion plugin(
      Kind kind, Plugin plugin, Set<String> declaredHere, PomPlaces places, MavenProject project) {
    boolean written = plugin.getLocation("version") != null && plugin.getVersion() != null;
    boolean declared = declaredHere.contains(plugin.getKey());
    return new DeclaredVersion(
        kind,
        plugin.getKey(),
        written ? Optional.of(plugin.getVersion()) : Optional.empty(),
        "",
        declared,
        places.of(plugin, written ? "version" : "", places.file(project)));
  }

  private List<PluginUse> plugins(MavenProject project, PomPlaces places) {
    List<PluginUse> uses = new ArrayList<>();
    for (Plugin plugin : project.getBuildPlugins()) {
      Map<String, String> configuration = new TreeMap<>();
      flatten("", plugin.getConfiguration(), configuration);
      List<MavenBuild.Execution> executions = new ArrayList<>();
      for (PluginExecution execution : plugin.getExecutions()) {
        flatten("", execution.getConfiguration(), configuration);
        if (!"none".equals(execution.getPhase())) {
          executions.add(
              new MavenBuild.Execution(
                  execution.getId(),
                  Optional.ofNullable(execution.getPhase()),
                  List.copyOf(execution.getGoals())));
        }
      }
      uses.add(
          new PluginUse(
              plugin.getKey(),
              Optional.ofNullable(plugin.getVersion()),
              executions,
              configuration,
              places.of(plugin, "", places.file(project))));
    }
    return uses;
  }

  private static void flatten(String prefix, Object configuration, Map<String, String> into) {
    if (!(configuration instanceof Xpp3Dom dom)) {
      return;
    }
    for (Xpp3Dom child : dom.getChildren()) {
      String path = prefix.isEmpty() ? child.getName() : prefix + "/" + child.getName();
      if (child.getChildCount() > 0) {
        flatten(path, child, into);
      } else if (child.getValue() != null) {
        into.merge(path, child.getValue().strip(), (a, b) -> a.equals(b) ? a : a + "\n" + b);
      }
    }
  }

  /** The Python packages that graalpy-maven-plugin takes in a POM. */
  private static List<PythonRequirement> pythonRequirements(
      MavenProject project, PomPlaces places) {
    List<PythonRequirement> requirements = new ArrayList<>();
    for (Plugin plugin : project.getBuildPlugins()) {
      if ("org.graalvm.python:graalpy-maven-plugin".equals(plugin.getKey())) {
        Place place = places.of(plugin, "", places.file(project));
        Stream.concat(
                Stream.of(plugin.getConfiguration()),
                plugin.getExecutions().stream().map(PluginExecution::getConfiguration))
            .filter(Xpp3Dom.class::isInstance)
            .map(Xpp3Dom.class::cast)
            .map(dom -> dom.getChild("packages"))
            .filter(dom -> dom != null)
            .flatMap(dom -> Stream.of(dom.getChildren()))
            .filter(dom -> dom.getValue() != null && !dom.getValue().isBlank())
            .map(dom -> places.requirement(dom, place))
            .distinct()
            .forEach(requirements::add);
      }
    }
    return requirements;
  }

  /** The folder Maven was started for: that of {@code .mvn}, or the one with the topmost POM. */
  static Path multiModuleFolder(MavenSession session) {
    File folder = session.getRequest().getMultiModuleProjectDirectory();
    return (folder == null ? new File(session.getExecutionRootDirectory()) : folder).toPath();
  }
}
