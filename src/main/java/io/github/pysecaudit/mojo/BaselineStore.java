package io.github.pysecaudit.mojo;

import io.github.pysecaudit.facts.Content;
import io.github.pysecaudit.facts.FileRepository;
import io.github.pysecaudit.gate.Baseline;
import io.github.pysecaudit.gate.BaselineException;
import io.github.pysecaudit.gate.BaselineFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;

/** The baseline of a repository, in its root. */
final class BaselineStore {

  private BaselineStore() {}

  /**
   * The baseline, if there is one.
   *
   * @throws MojoExecutionException if there is one that is not understood: a gate without its
   *     baseline would not be the gate that was asked for
   */
  static Optional<Baseline> read(Path root) throws MojoExecutionException {
    if (!Files.exists(root.resolve(BaselineFile.NAME), LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    try {
      Content content =
          FileRepository.at(root, List.of()).read(BaselineFile.NAME, BaselineFile.MOST_BYTES);
      if (!content.isComplete()) {
        throw new MojoExecutionException(
            BaselineFile.NAME + " cannot be read: " + content.problem().orElseThrow());
      }
      return Optional.of(BaselineFile.read(new String(content.bytes(), StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new MojoExecutionException(BaselineFile.NAME + " cannot be read: " + e.getMessage(), e);
    } catch (BaselineException e) {
      throw new MojoExecutionException(e.getMessage(), e);
    }
  }

  static void write(Path root, Baseline baseline) throws MojoExecutionException {
    try {
      byte[] text = BaselineFile.write(baseline).getBytes(StandardCharsets.UTF_8);
      AtomicFile.write(root.resolve(BaselineFile.NAME), out -> out.write(text));
    } catch (IOException e) {
      throw new MojoExecutionException(
          BaselineFile.NAME + " cannot be written: " + e.getMessage(), e);
    }
  }
}
