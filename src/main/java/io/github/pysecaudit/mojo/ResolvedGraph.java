package io.github.pysecaudit.mojo;

import io.github.pysecaudit.checklist.Dependency;
import io.github.pysecaudit.checklist.Place;
import io.github.pysecaudit.remote.Lookup;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.DefaultDependencyResolutionRequest;
import org.apache.maven.project.DependencyResolutionException;
import org.apache.maven.project.DependencyResolutionResult;
import org.apache.maven.project.MavenProject;
import org.apache.maven.project.ProjectDependenciesResolver;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.graph.DependencyNode;

/**
 * The dependency graph of a module as Maven itself resolves it. Only POMs are read, no archive is
 * fetched, and modules of the reactor are never asked for on a remote.
 */
final class ResolvedGraph {
  /** More chains than this to one dependency tell a reader nothing new. */
  private static final int MOST_PATHS = 20;

  private static final int MOST_STEPS = 200_000;

  /**
   * The resolver's own key that makes losers of a conflict stay in the graph, so that every path is
   * seen.
   */
  private static final String VERBOSE = "aether.conflictResolver.verbose";

  private static final String WINNER = "conflict.winner";

  private final MavenSession session;
  private final ProjectDependenciesResolver resolver;
  private final PomPlaces places;

  ResolvedGraph(MavenSession session, ProjectDependenciesResolver resolver, PomPlaces places) {
    this.session = session;
    this.resolver = resolver;
    this.places = places;
  }

  /** All dependencies, direct ones first; or why the graph could not be had. */
  Lookup<List<Dependency>> of(MavenProject project, Set<String> siblings) {
    DefaultRepositorySystemSession verbose =
        new DefaultRepositorySystemSession(session.getRepositorySession());
    verbose.setConfigProperty(VERBOSE, true);
    verbose.setWorkspaceReader(
        new ReactorPoms(session.getAllProjects(), verbose.getWorkspaceReader()));
    DefaultDependencyResolutionRequest request =
        new DefaultDependencyResolutionRequest(project, verbose);
    request.setResolutionFilter((node, parents) -> false);
    try {
      DependencyResolutionResult result = resolver.resolve(request);
      List<Dependency> all = dependencies(project, siblings, result.getDependencyGraph());
      return Lookup.found(all, "Maven");
    } catch (DependencyResolutionException e) {
      return Lookup.unavailable(
          "Maven could not resolve the dependencies of "
              + MavenAdapter.coordinates(project)
              + ": "
              + firstLine(e));
    }
  }

  private static String firstLine(Throwable e) {
    Throwable deepest = e;
    while (deepest.getCause() != null && deepest.getCause() != deepest) {
      deepest = deepest.getCause();
    }
    String message = String.valueOf(deepest.getMessage());
    return message.lines().findFirst().orElse(message);
  }

  private record Visit(DependencyNode node, List<String> path, Place place) {}

  private List<Dependency> dependencies(
      MavenProject project, Set<String> siblings, DependencyNode root) {
    Map<String, Place> declared = new HashMap<>();
    for (org.apache.maven.model.Dependency d : project.getModel().getDependencies()) {
      declared.put(
          d.getGroupId() + ":" + d.getArtifactId(), places.of(d, "", places.file(project)));
    }
    Map<String, Found> found = new LinkedHashMap<>();
    Deque<Visit> open = new ArrayDeque<>();
    for (DependencyNode direct : root.getChildren()) {
      Place place = declared.getOrDefault(name(direct), places.file(project));
      open.add(new Visit(direct, List.of(), place));
    }
    int steps = 0;
    while (!open.isEmpty() && steps++ < MOST_STEPS) {
      Visit visit = open.poll();
      DependencyNode node = winner(visit.node());
      String key = name(node) + ":" + node.getArtifact().getVersion();
      List<String> path = new ArrayList<>(visit.path());
      path.add(key);
      Found known = found.computeIfAbsent(key, k -> new Found(node, visit.place()));
      boolean sibling = siblings.contains(name(node));
      known.sibling = sibling;
      known.direct |= visit.path().isEmpty();
      if (path.size() > 1 && known.paths.size() < MOST_PATHS) {
        known.paths.add(List.copyOf(path));
      }
      boolean again = path.indexOf(key) < path.size() - 1;
      if (!again && known.paths.size() < MOST_PATHS) {
        for (DependencyNode child : node.getChildren()) {
          open.add(new Visit(child, path, visit.place()));
        }
      }
    }
    String module = project.getGroupId() + ":" + project.getArtifactId();
    return found.values().stream()
        .filter(f -> !f.sibling)
        .sorted(Comparator.comparing(f -> !f.direct))
        .map(f -> f.dependency(module))
        .toList();
  }

  private static DependencyNode winner(DependencyNode node) {
    return node.getData().get(WINNER) instanceof DependencyNode winner ? winner : node;
  }

  private static String name(DependencyNode node) {
    return node.getArtifact().getGroupId() + ":" + node.getArtifact().getArtifactId();
  }

  /** What the walk has gathered about one coordinate so far. */
  private static final class Found {
    private final DependencyNode node;
    private final Place place;
    private final List<List<String>> paths = new ArrayList<>();
    private boolean direct;
    private boolean sibling;

    Found(DependencyNode node, Place place) {
      this.node = node;
      this.place = place;
    }

    Dependency dependency(String module) {
      String scope = node.getDependency() == null ? "compile" : node.getDependency().getScope();
      return new Dependency(
          Dependency.MAVEN,
          name(node),
          Optional.of(node.getArtifact().getVersion()),
          place,
          direct ? "dependencies" : "transitive",
          Optional.of(true),
          "RESOLVED",
          "",
          scope.isEmpty() ? "compile" : scope,
          direct ? List.of() : paths,
          Optional.of(module));
    }
  }
}
