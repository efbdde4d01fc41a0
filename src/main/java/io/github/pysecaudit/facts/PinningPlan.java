package io.github.pysecaudit.facts;

import io.github.pysecaudit.python.metadata.LockIndex;
import io.github.pysecaudit.python.metadata.MetadataReading;
import io.github.pysecaudit.python.metadata.PinRewriter;
import io.github.pysecaudit.python.metadata.PinRewriting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How the requirements of a project can be made exact, file by file. */
public final class PinningPlan {

  private PinningPlan() {}

  /**
   * A rewriting of every packaging file of the module that is not exact.
   *
   * @param versions version by name; taken from the lock file nearest to each file if not given
   */
  public static List<PinRewriting> of(ProjectFacts facts, Optional<Map<String, String>> versions) {
    LockIndex locks = facts.packaging().lockIndex();
    List<PinRewriting> plan = new ArrayList<>();
    for (PackagingFile file : facts.packaging().files()) {
      if (file.role() == PackagingFile.Role.REPORTED || file.path().contains("!/")) {
        continue;
      }
      Content content = facts.repository().read(file.path());
      if (content.isComplete()) {
        PinRewriter rewriter =
            new PinRewriter(versions.orElseGet(() -> locks.nearest(file.path()).versions()));
        PinRewriting rewriting =
            rewriter.rewrite(
                file.path(),
                content.bytes(),
                dependency -> facts.configuration().pins().scopes().contains(dependency.scope()),
                bytes -> reread(file.path(), bytes));
        if (rewriting.changes() || !rewriting.refused().isEmpty()) {
          plan.add(rewriting);
        }
      }
    }
    return plan;
  }

  private static MetadataReading reread(String path, byte[] bytes) {
    return PythonPackagingReader.inArchive(path, bytes, new SetupScript())
        .map(PackagingFile::reading)
        .orElse(new MetadataReading(List.of(), List.of()));
  }
}
