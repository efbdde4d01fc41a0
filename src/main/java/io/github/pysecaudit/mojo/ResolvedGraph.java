package io.github.pysecaudit.mojo;

import io.github.pysecaudit.checklist.Dependency;
import io.github.pysecaudit.checklist.Place;
import io.github.pysecaudit.facts.MavenBuild.BuiltArtifact;
import io.github.pysecaudit.remote.Lookup;
import java.io.File;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Plugin;
import org.apache.maven.project.DefaultDependencyResolutionRequest;
import org.apache.maven.project.DependencyResolutionException;
import org.apache.maven.project.MavenProject;
import org.apache.maven.project.ProjectDependenciesResolver;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.collection.DependencyCollectionException;
import org.eclipse.aether.graph.DependencyNode;
import org.eclipse.aether.repository.LocalArtifactRequest;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactDescriptorException;
import org.eclipse.aether.resolution.ArtifactDescriptorRequest;

/**
 * The dependency graph of a module as Maven itself resolves it. Only POMs are read, no archive is
 * fetched, and modules of the reactor are never asked for on a remote.
 */
final class ResolvedGraph {
  /** More chains than this to one dependency tell a reader nothing new. */
  private static final int MOST_PATHS = 20;

  /** After so many steps only new dependencies are followed, no further chains to known ones. */
  private static final int MOST_STEPS = 100_000;

  /**
   * The resolver's own key that keeps losers of a conflict in the graph, so that every path is
   * seen.
   */
  private static final String VERBOSE = "aether.conflictResolver.verbose";

  private static final String WINNER = "conflict.winner";

  private final MavenSession session;
  private final ProjectDependenciesResolver resolver;
  private final RepositorySystem system;
  private final PomPlaces places;
  private final boolean withPlugins;
  private final MissingPoms poms;

  /**
   * @param withPlugins whether build plugins and what they depend on belong to the graph
   * @param poms remembers, for all modules of a build, which POMs could not be had
   */
  ResolvedGraph(
      MavenSession session,
      ProjectDependenciesResolver resolver,
      RepositorySystem system,
      PomPlaces places,
      boolean withPlugins,
      MissingPoms poms) {
    this.session = session;
    this.resolver = resolver;
    this.system = system;
    this.places = places;
    this.withPlugins = withPlugins;
    this.poms = poms;
  }

  /**
   * What Maven resolved.
   *
   * @param dependencies all of them, direct ones first
   * @param archives their files, as far as they lie in the local repository
   */
  record Resolved(List<Dependency> dependencies, List<BuiltArtifact> archives) {}

  /** The graph of a module, or why it could not be had. */
  Lookup<Resolved> of(MavenProject project, Set<String> siblings) {
    try {
      DefaultRepositorySystemSession shared = verboseSession();
      Collection<Found> all = collect(project, shared);
      if (!isUpToDate(all, project.getRemoteProjectRepositories(), shared)) {
        all = collect(project, withoutEarlierGoals(shared));
      }
      List<Found> found =
          all.stream()
              .filter(
                  f -> !siblings.contains(name(f.node) + ":" + f.node.getArtifact().getVersion()))
              .sorted(Comparator.comparing(f -> !f.direct))
              .toList();
      List<Dependency> dependencies = new ArrayList<>();
      found.forEach(f -> dependencies.add(f.dependency(project, f.scope())));
      if (withPlugins) {
        dependencies.addAll(plugins(project, withoutEarlierGoals(shared)));
      }
      return Lookup.found(
          new Resolved(
              dependencies, found.stream().flatMap(f -> archive(f.node).stream()).toList()),
          "Maven");
    } catch (DependencyResolutionException | DependencyCollectionException e) {
      return Lookup.unavailable(
          "Maven could not resolve the dependencies of "
              + MavenAdapter.coordinates(project)
              + ": "
              + firstLine(e));
    }
  }

  private DefaultRepositorySystemSession verboseSession() {
    DefaultRepositorySystemSession verbose =
        new DefaultRepositorySystemSession(session.getRepositorySession());
    verbose.setConfigProperty(VERBOSE, true);
    verbose.setWorkspaceReader(
        new ReactorPoms(session.getAllProjects(), verbose.getWorkspaceReader()));
    poms.watch(verbose);
    return verbose;
  }

  /** The same session without what earlier goals of this build have read. */
  private DefaultRepositorySystemSession withoutEarlierGoals(RepositorySystemSession session) {
    DefaultRepositorySystemSession own = new DefaultRepositorySystemSession(session);
    own.setCache(poms.cache());
    return own;
  }

  private Collection<Found> collect(MavenProject project, RepositorySystemSession verbose)
      throws DependencyResolutionException {
    DefaultDependencyResolutionRequest request =
        new DefaultDependencyResolutionRequest(project, verbose);
    request.setResolutionFilter((node, parents) -> false);
    return walk(resolver.resolve(request).getDependencyGraph(), declarations(project));
  }

  /**
   * Whether the graph is what the POMs say. Earlier goals have read most of them, and what the
   * build remembers of a POM that was missing or broken is an artifact without dependencies. So the
   * POMs of the leaves are looked at, unless this run has read them itself.
   */
  private boolean isUpToDate(
      Collection<Found> found,
      List<RemoteRepository> repositories,
      RepositorySystemSession shared) {
    for (Found each : found) {
      Artifact artifact = each.node.getArtifact();
      if (!each.node.getChildren().isEmpty() || poms.isKnown(artifact)) {
        continue;
      }
      try {
        ArtifactDescriptorRequest request =
            new ArtifactDescriptorRequest(artifact, repositories, "project");
        if (system.readArtifactDescriptor(shared, request).getDependencies().stream()
            .anyMatch(inherited -> isInherited(inherited, each.node.getDependency()))) {
          return false;
        }
      } catch (ArtifactDescriptorException e) {
        poms.add(artifact);
      }
    }
    return true;
  }

  /** Whether whoever depends on an artifact in this way gets this dependency of it as well. */
  private static boolean isInherited(
      org.eclipse.aether.graph.Dependency inherited, org.eclipse.aether.graph.Dependency through) {
    Artifact artifact = inherited.getArtifact();
    return !inherited.isOptional()
        && !List.of("test", "provided", "system").contains(inherited.getScope())
        && through.getExclusions().stream()
            .noneMatch(
                e ->
                    List.of("*", artifact.getGroupId()).contains(e.getGroupId())
                        && List.of("*", artifact.getArtifactId()).contains(e.getArtifactId()));
  }

  private static String firstLine(Throwable e) {
    Throwable deepest = e;
    while (deepest.getCause() != null && deepest.getCause() != deepest) {
      deepest = deepest.getCause();
    }
    String message = String.valueOf(deepest.getMessage());
    return message.lines().findFirst().orElse(message);
  }

  /** Where a direct dependency is declared. */
  private Function<DependencyNode, Place> declarations(MavenProject project) {
    Map<String, Place> declared = new HashMap<>();
    for (org.apache.maven.model.Dependency d : project.getModel().getDependencies()) {
      declared.put(
          d.getGroupId() + ":" + d.getArtifactId(), places.of(d, "", places.file(project)));
    }
    return node -> declared.getOrDefault(name(node), places.file(project));
  }

  /** The plugins of the build and what they depend on, as Maven would load them. */
  private List<Dependency> plugins(MavenProject project, RepositorySystemSession verbose)
      throws DependencyCollectionException {
    List<Dependency> all = new ArrayList<>();
    for (Plugin plugin : project.getBuildPlugins()) {
      CollectRequest request = new CollectRequest();
      request.setRepositories(project.getRemotePluginRepositories());
      request.addDependency(
          runtime(plugin.getGroupId(), plugin.getArtifactId(), "jar", plugin.getVersion()));
      for (org.apache.maven.model.Dependency own : plugin.getDependencies()) {
        request.addDependency(
            runtime(own.getGroupId(), own.getArtifactId(), own.getType(), own.getVersion()));
      }
      Place place = places.of(plugin, "", places.file(project));
      DependencyNode root = system.collectDependencies(verbose, request).getRoot();
      walk(root, node -> place).forEach(f -> all.add(f.dependency(project, "plugin")));
    }
    return all;
  }

  private static org.eclipse.aether.graph.Dependency runtime(
      String group, String artifact, String type, String version) {
    return new org.eclipse.aether.graph.Dependency(
        new DefaultArtifact(group, artifact, type, version), "runtime");
  }

  private record Visit(DependencyNode node, List<String> path, Place place) {}

  /** Every dependency once, with the chains that lead to it. */
  private Collection<Found> walk(DependencyNode root, Function<DependencyNode, Place> place) {
    Map<String, Found> found = new LinkedHashMap<>();
    Deque<Visit> open = new ArrayDeque<>();
    root.getChildren().forEach(d -> open.add(new Visit(d, List.of(), place.apply(d))));
    int steps = 0;
    while (!open.isEmpty()) {
      Visit visit = open.poll();
      DependencyNode node = winner(visit.node());
      String key = name(node) + ":" + node.getArtifact().getVersion();
      boolean isNew = !found.containsKey(key);
      boolean again = visit.path().contains(key);
      List<String> path = new ArrayList<>(visit.path());
      path.add(key);
      Found known = found.computeIfAbsent(key, k -> new Found(node, visit.place()));
      known.direct |= visit.path().isEmpty();
      boolean hasRoom = known.paths.size() < MOST_PATHS;
      if (path.size() > 1 && hasRoom) {
        known.paths.add(List.copyOf(path));
      }
      if (isNew || (!again && hasRoom && steps++ < MOST_STEPS)) {
        node.getChildren().forEach(c -> open.add(new Visit(c, path, visit.place())));
      }
    }
    return found.values();
  }

  private Optional<BuiltArtifact> archive(DependencyNode node) {
    Artifact artifact = node.getArtifact();
    RepositorySystemSession repositories = session.getRepositorySession();
    File file =
        repositories
            .getLocalRepositoryManager()
            .find(repositories, new LocalArtifactRequest(artifact, List.of(), null))
            .getFile();
    return file == null || !file.isFile()
        ? Optional.empty()
        : Optional.of(new BuiltArtifact(file.toPath(), file.getName(), artifact.getExtension()));
  }

  private static DependencyNode winner(DependencyNode node) {
    return node.getData().get(WINNER) instanceof DependencyNode winner ? winner : node;
  }

  private static String name(DependencyNode node) {
    return node.getArtifact().getGroupId() + ":" + node.getArtifact().getArtifactId();
  }

  /** What the walk has gathered about one coordinate so far. */
  private final class Found {
    private final DependencyNode node;
    private final Place place;
    private final List<List<String>> paths = new ArrayList<>();
    private boolean direct;

    Found(DependencyNode node, Place place) {
      this.node = node;
      this.place = place;
    }

    String scope() {
      String scope = node.getDependency() == null ? "" : node.getDependency().getScope();
      return scope.isEmpty() ? "compile" : scope;
    }

    Dependency dependency(MavenProject project, String scope) {
      return new Dependency(
          Dependency.MAVEN,
          name(node),
          Optional.of(node.getArtifact().getVersion()),
          place,
          direct ? "dependencies" : "transitive",
          Optional.of(true),
          poms.isMissing(node.getArtifact()) ? Dependency.UNDESCRIBED : "RESOLVED",
          "",
          scope,
          direct ? List.of() : paths,
          Optional.of(project.getGroupId() + ":" + project.getArtifactId()));
    }
  }
}
