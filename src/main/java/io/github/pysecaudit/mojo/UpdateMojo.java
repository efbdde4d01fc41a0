package io.github.pysecaudit.mojo;

import io.github.pysecaudit.advisory.DatabaseFolders;
import io.github.pysecaudit.advisory.DatabaseUpdate;
import io.github.pysecaudit.advisory.DatabaseUpdate.Result;
import io.github.pysecaudit.advisory.DatabaseUpdate.State;
import io.github.pysecaudit.remote.Http;
import io.github.pysecaudit.remote.HttpSettings;
import io.github.pysecaudit.remote.Timekeeper;
import io.github.pysecaudit.report.PlainText;
import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Fetches the advisories of whole ecosystems from OSV, so that dependencies can be validated
 * offline ({@code mvn -o audit:check}). Files are verified by checksum and replaced at once or not
 * at all.
 */
@Mojo(name = "update", requiresProject = false, aggregator = true, threadSafe = true)
public final class UpdateMojo extends AbstractMojo {
  private static final Duration DEADLINE = Duration.ofMinutes(30);
  private static final int TENTHS = 10;

  @Parameter(defaultValue = "${session}", readonly = true, required = true)
  private MavenSession session;

  @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
  private MojoExecution execution;

  /** The ecosystems to fetch: {@code Maven}, {@code PyPI}. */
  @Parameter(property = "audit.ecosystems", defaultValue = "Maven,PyPI")
  private List<String> ecosystems;

  /** Address of the bulk files, for a mirror; {@code /<ecosystem>/all.zip} is added. */
  @Parameter(
      property = "audit.bulkUrl",
      defaultValue = "https://osv-vulnerabilities.storage.googleapis.com")
  private String bulkUrl;

  /** Where the files are kept; the user's cache folder if not given. */
  @Parameter(property = "audit.cacheDirectory")
  private File cacheDirectory;

  /** Leaves this goal out. */
  @Parameter(property = "audit.skip", defaultValue = "false")
  private boolean skip;

  /** Whatever the goal says is made harmless first. */
  @Override
  public Log getLog() {
    return new PlainLog(super.getLog());
  }

  @Override
  public void execute() throws MojoExecutionException {
    if (skip) {
      getLog().info("audit.update is skipped (audit.skip).");
      return;
    }
    if (session.isOffline()) {
      throw new MojoExecutionException(
          "audit:update needs the network, and Maven runs offline (-o).");
    }
    for (String ecosystem : ecosystems) {
      if (!DatabaseUpdate.ECOSYSTEMS.contains(ecosystem)) {
        throw RunSettings.unknown(
            "ecosystems", ecosystem, java.util.Set.copyOf(DatabaseUpdate.ECOSYSTEMS));
      }
    }
    URI server = URI.create(NetworkAdapter.server("bulkUrl", bulkUrl));
    Path cache =
        cacheDirectory == null ? NetworkAdapter.userCache(session) : cacheDirectory.toPath();
    HttpSettings settings =
        NetworkAdapter.http(session, execution.getPlugin().getVersion(), false)
            .withRunDeadline(DEADLINE);
    try (Http http = new Http(settings)) {
      DatabaseUpdate update =
          new DatabaseUpdate(
              http,
              http,
              server,
              DatabaseFolders.of(cache.resolve("osv"), System.getenv()),
              DEADLINE,
              Timekeeper.system());
      tell(update.update(ecosystems, progress()));
    }
  }

  private void tell(List<Result> results) throws MojoExecutionException {
    for (Result result : results) {
      if (result.state() != State.FAILED) {
        getLog().info(result.message());
      }
    }
    for (Result result : results) {
      if (result.state() == State.FAILED) {
        throw new MojoExecutionException(PlainText.logged(result.message()));
      }
    }
  }

  /** A line per tenth, so that a log stays short. */
  private DatabaseUpdate.Progress progress() {
    Map<String, Long> told = new HashMap<>();
    return (ecosystem, bytes, total) -> {
      if (total > 0) {
        long tenth = bytes * TENTHS / total;
        if (told.getOrDefault(ecosystem, 0L) < tenth) {
          told.put(ecosystem, tenth);
          getLog().info(ecosystem + ": " + tenth * TENTHS + " % of " + (total >> 20) + " MiB");
        }
      }
    };
  }
}
