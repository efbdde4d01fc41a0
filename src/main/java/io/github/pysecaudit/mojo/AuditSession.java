package io.github.pysecaudit.mojo;

import io.github.pysecaudit.checklist.Requirement;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.maven.execution.MavenSession;
import org.eclipse.aether.SessionData;

/**
 * What the executions of one Maven build share: the work on one repository root is done once, and
 * the last module knows that it is the last. Lives in the session, not in static state, so that
 * builds in one JVM do not meet.
 */
final class AuditSession {

  /** Executions with equal keys belong to one audit. */
  record Key(Object subject, RunSettings settings, Set<Requirement> requirements) {}

  private final Map<Key, RootAudit> audits = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> visited = new ConcurrentHashMap<>();

  private AuditSession() {}

  /**
   * The shared state of this build. Keyed by class, so that two class loaders of the plugin never
   * share.
   */
  static AuditSession of(MavenSession session) {
    SessionData data = session.getRepositorySession().getData();
    while (true) {
      if (data.get(AuditSession.class) instanceof AuditSession known) {
        return known;
      }
      data.set(AuditSession.class, null, new AuditSession());
    }
  }

  /** The audit of this key, made by whoever comes first. */
  RootAudit audit(Key key, Supplier<RootAudit> first) {
    return audits.computeIfAbsent(key, k -> first.get());
  }

  /** Notes that a module has been left out. */
  void leave(MavenContext context) {
    arrive(context);
  }

  /**
   * Notes that a module is done.
   *
   * @return whether all modules in which this execution runs are done
   */
  boolean arrive(MavenContext context) {
    List<String> all = context.modules().stream().map(MavenAdapter::coordinates).toList();
    String execution = context.execution().getGoal() + ":" + context.execution().getExecutionId();
    Set<String> done = visited.computeIfAbsent(execution, k -> new HashSet<>());
    synchronized (done) {
      done.add(MavenAdapter.coordinates(context.project()));
      return done.containsAll(all);
    }
  }
}
