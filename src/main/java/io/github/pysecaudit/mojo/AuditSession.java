package io.github.pysecaudit.mojo;

import io.github.pysecaudit.checklist.Requirement;
import io.github.pysecaudit.facts.FileRepository;
import io.github.pysecaudit.facts.config.AuditConfiguration;
import io.github.pysecaudit.report.AuditReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
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
  record Key(
      Path root,
      AuditConfiguration configuration,
      RunSettings settings,
      Set<Requirement> requirements) {

    /** Keys of one build barely differ in anything else, and a record's own hash is not cheap. */
    @Override
    public int hashCode() {
      return root.hashCode();
    }
  }

  /** What became of one execution of a goal in the modules of the reactor. */
  private static final class Progress {
    private final Set<String> done = new HashSet<>();
    private final List<AuditReport> reports = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();
  }

  private final Map<Key, RootAudit> audits = new ConcurrentHashMap<>();
  private final Map<String, Progress> executions = new ConcurrentHashMap<>();

  private final Map<String, FileRepository> trees = new ConcurrentHashMap<>();

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

  /**
   * The files of a folder, walked once for all modules in which an execution runs; a later
   * execution walks again, as goals between them may have changed files.
   *
   * @throws IOException if the folder is not there
   */
  FileRepository files(MavenContext context, Path folder, List<String> excludes)
      throws IOException {
    FileRepository made = FileRepository.at(folder, excludes);
    String key = name(context) + "\n" + folder + "\n" + String.join("\n", excludes);
    FileRepository known = trees.putIfAbsent(key, made);
    return known == null ? made : known;
  }

  /**
   * Notes that a module has been left out.
   *
   * @return whether all modules in which this execution runs are done
   */
  boolean leave(MavenContext context) {
    Progress progress = progress(context);
    synchronized (progress) {
      progress.skipped.add(MavenAdapter.coordinates(context.project()));
    }
    return arrive(context);
  }

  /**
   * Notes that a module is done.
   *
   * @return whether all modules in which this execution runs are done
   */
  boolean arrive(MavenContext context) {
    List<String> all = context.modules().stream().map(MavenAdapter::coordinates).toList();
    Progress progress = progress(context);
    synchronized (progress) {
      progress.done.add(MavenAdapter.coordinates(context.project()));
      return progress.done.containsAll(all);
    }
  }

  /** Remembers what this execution found in a module, and returns everything it found so far. */
  List<AuditReport> add(MavenContext context, AuditReport report) {
    Progress progress = progress(context);
    synchronized (progress) {
      progress.reports.add(report);
      return List.copyOf(progress.reports);
    }
  }

  /** Everything that this execution found so far, whatever the settings of the modules. */
  List<AuditReport> reports(MavenContext context) {
    Progress progress = progress(context);
    synchronized (progress) {
      return List.copyOf(progress.reports);
    }
  }

  /** The modules that this execution left out so far. */
  List<String> skipped(MavenContext context) {
    Progress progress = progress(context);
    synchronized (progress) {
      return List.copyOf(progress.skipped);
    }
  }

  private Progress progress(MavenContext context) {
    return executions.computeIfAbsent(name(context), k -> new Progress());
  }

  private static String name(MavenContext context) {
    return context.execution().getGoal() + ":" + context.execution().getExecutionId();
  }
}
