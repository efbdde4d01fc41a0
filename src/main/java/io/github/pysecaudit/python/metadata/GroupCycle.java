package io.github.pysecaudit.python.metadata;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds a cycle among named lists that include each other, in linear time, without recursion. */
final class GroupCycle {
  private record Visit(String name, Iterator<String> targets) {}

  private GroupCycle() {}

  /** A name that includes itself, directly or through others. */
  static Optional<String> in(Map<String, List<String>> edges) {
    Set<String> done = new HashSet<>();
    for (String start : edges.keySet()) {
      Optional<String> cycle = from(start, edges, done);
      if (cycle.isPresent()) {
        return cycle;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> from(
      String start, Map<String, List<String>> edges, Set<String> done) {
    Set<String> onPath = new HashSet<>();
    Deque<Visit> path = new ArrayDeque<>();
    if (done.add(start)) {
      onPath.add(start);
      path.push(new Visit(start, edges.get(start).iterator()));
    }
    while (!path.isEmpty()) {
      Visit visit = path.peek();
      if (!visit.targets().hasNext()) {
        onPath.remove(path.pop().name());
        continue;
      }
      String next = visit.targets().next();
      if (onPath.contains(next)) {
        return Optional.of(next);
      }
      if (done.add(next)) {
        onPath.add(next);
        path.push(new Visit(next, edges.getOrDefault(next, List.of()).iterator()));
      }
    }
    return Optional.empty();
  }
}
