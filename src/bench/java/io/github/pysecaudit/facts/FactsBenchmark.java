package io.github.pysecaudit.facts;

import io.github.pysecaudit.bench.Inputs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A document in Markdown, the walk over a tree that the system has in memory, and ignore rules. */
@State(Scope.Benchmark)
public class FactsBenchmark {
  private String document;
  private List<String> paths;
  private IgnoreRules rules;

  @Setup
  public void read() throws IOException {
    document = new String(Inputs.bytes("document.md"), StandardCharsets.UTF_8);
    paths = Inputs.lines("paths.txt");
    rules = new IgnoreRules();
    String text = new String(Inputs.bytes("gitignore.txt"), StandardCharsets.UTF_8);
    rules.add("", IgnoreFile.parse(text));
  }

  @Benchmark
  public Document readMarkdown() {
    return DocumentReader.parse("document.md", document);
  }

  @Benchmark
  public List<RepositoryFile> walkTree() throws IOException {
    return FileRepository.at(Inputs.path("tree"), List.of()).files();
  }

  @Benchmark
  public int matchIgnoreRules() {
    int ignored = 0;
    for (String path : paths) {
      ignored += rules.ignoresDeep(path, folder -> false) ? 1 : 0;
    }
    return ignored;
  }
}
