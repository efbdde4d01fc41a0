package io.github.pysecaudit.mojo;

import io.github.pysecaudit.facts.Repository;
import io.github.pysecaudit.facts.RepositoryFile;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecutionException;

/**
 * A copy of the sources in a temporary folder, built by the Maven that runs this build. The log
 * lies in the same folder, which is the user's alone, and not beside it, where others could have
 * put a link.
 */
final class BuildCopy implements AutoCloseable {
  private static final long MOST_MINUTES = 60;
  private static final int SHOWN_BYTES = 4_000;

  private final Path home;
  private final Path folder;

  private BuildCopy(Path home) {
    this.home = home;
    this.folder = home.resolve("sources");
  }

  /**
   * Copies all files that belong to the repository; what git ignores and what a build made stays
   * behind.
   *
   * @throws IOException if a file cannot be copied
   */
  static BuildCopy of(Repository repository) throws IOException {
    BuildCopy copy = new BuildCopy(Files.createTempDirectory("audit-reproduce"));
    try {
      copy.fill(repository);
      return copy;
    } catch (IOException e) {
      copy.close();
      throw e;
    }
  }

  private void fill(Repository repository) throws IOException {
    Files.createDirectories(folder);
    for (RepositoryFile file : repository.files()) {
      Path target = folder.resolve(file.path());
      Files.createDirectories(target.getParent());
      try (InputStream in = repository.open(file.path())) {
        Files.copy(in, target);
      }
      if (file.isExecutable() && !target.toFile().setExecutable(true)) {
        throw new IOException(file.path() + " could not be made executable in the copy");
      }
    }
  }

  Path folder() {
    return folder;
  }

  /**
   * Runs {@code mvn package} in the copy, without tests and without this plugin.
   *
   * @param start folder of the topmost POM, relative to the repository
   */
  void build(MavenSession session, Path start) throws MojoExecutionException {
    Path log = home.resolve("build.log");
    try {
      ProcessBuilder builder = new ProcessBuilder(command(session));
      builder.directory(folder.resolve(start).toFile());
      builder.redirectErrorStream(true);
      builder.redirectOutput(log.toFile());
      builder.redirectInput(ProcessBuilder.Redirect.from(nothing()));
      builder
          .environment()
          .put("JAVA_HOME", session.getSystemProperties().getProperty("java.home"));
      Process process = builder.start();
      if (!process.waitFor(MOST_MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new MojoExecutionException("The second build did not end within an hour.");
      }
      if (process.exitValue() != 0) {
        throw new MojoExecutionException("The second build failed:\n" + tail(log));
      }
    } catch (IOException e) {
      throw new MojoExecutionException("The second build could not be run: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MojoExecutionException("The second build was interrupted.", e);
    }
  }

  private static File nothing() {
    return new File(isWindows() ? "NUL" : "/dev/null");
  }

  private static boolean isWindows() {
    return File.separatorChar == '\\';
  }

  private static List<String> command(MavenSession session) {
    MavenExecutionRequest request = session.getRequest();
    String home = session.getSystemProperties().getProperty("maven.home", "");
    Path program = Path.of(home, "bin", isWindows() ? "mvn.cmd" : "mvn");
    List<String> command = new ArrayList<>();
    command.add(Files.isRegularFile(program) ? program.toString() : "mvn");
    command.addAll(List.of("-B", "-q", "-DskipTests", "-Daudit.skip=true"));
    command.add("-Dmaven.repo.local=" + request.getLocalRepositoryPath());
    if (request.getUserSettingsFile() != null && request.getUserSettingsFile().isFile()) {
      command.addAll(List.of("-s", request.getUserSettingsFile().getPath()));
    }
    if (session.isOffline()) {
      command.add("-o");
    }
    if (!request.getActiveProfiles().isEmpty()) {
      command.add("-P" + String.join(",", request.getActiveProfiles()));
    }
    Properties user = session.getUserProperties();
    for (Map.Entry<Object, Object> property : user.entrySet()) {
      String name = String.valueOf(property.getKey());
      String lower = name.toLowerCase(Locale.ROOT);
      boolean ours = name.startsWith("audit.") || lower.startsWith("maven.repo.local");
      boolean mavens = name.startsWith("env.") || lower.startsWith("session.");
      if (!ours && !mavens) {
        command.add("-D" + name + "=" + property.getValue());
      }
    }
    command.add("package");
    return command;
  }

  private static String tail(Path log) throws IOException {
    try (InputStream in = Files.newInputStream(log)) {
      in.skipNBytes(Math.max(0, Files.size(log) - SHOWN_BYTES));
      return new String(in.readNBytes(SHOWN_BYTES), StandardCharsets.UTF_8);
    }
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> walk = Files.walk(home)) {
      for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
