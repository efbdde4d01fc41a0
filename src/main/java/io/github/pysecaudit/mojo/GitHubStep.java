package io.github.pysecaudit.mojo;

import io.github.pysecaudit.report.AuditReport;
import io.github.pysecaudit.report.GitHubActions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.logging.Log;

/** The step of a GitHub workflow that this build runs in, if it runs in one. */
final class GitHubStep {
  private static final String PREFIX = "env.";

  /** GitHub drops a summary of more than 1 MiB. */
  private static final long MOST_BYTES = 1 << 20;

  private final GitHubActions actions;
  private final Log log;

  GitHubStep(MavenSession session, Log log) {
    this.actions = new GitHubActions(environment(session.getSystemProperties()));
    this.log = log;
  }

  /** Maven has the environment among its system properties. */
  private static Map<String, String> environment(Properties properties) {
    Map<String, String> environment = new HashMap<>();
    for (String name : properties.stringPropertyNames()) {
      if (name.startsWith(PREFIX)) {
        environment.put(name.substring(PREFIX.length()), properties.getProperty(name));
      }
    }
    return environment;
  }

  /**
   * Annotates the lines and appends to the summary. A command of a workflow counts only at the
   * start of a line, so the commands follow the first line of one log message. That the summary
   * cannot be written is said and changes no verdict.
   */
  void tell(AuditReport report) {
    List<String> annotations = actions.annotations(report);
    if (!annotations.isEmpty()) {
      String message = "Annotations for GitHub:\n" + String.join("\n", annotations);
      Log plain = PlainLog.unwrap(log);
      if (report.decision().fails()) {
        plain.error(message);
      } else {
        plain.warn(message);
      }
    }
    actions.summaryFile().ifPresent(file -> append(file, actions.summary(report)));
  }

  private void append(String file, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try {
      Path path = Path.of(file);
      long before = Files.exists(path) ? Files.size(path) : 0;
      if (before + bytes.length > MOST_BYTES) {
        log.warn("The step summary of GitHub is full; the audit is not added to it.");
        return;
      }
      Files.write(path, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException | InvalidPathException e) {
      log.warn("The step summary " + file + " cannot be written: " + e.getMessage());
    }
  }
}
