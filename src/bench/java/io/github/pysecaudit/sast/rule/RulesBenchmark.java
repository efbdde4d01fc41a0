package io.github.pysecaudit.sast.rule;

import io.github.pysecaudit.bench.Inputs;
import io.github.pysecaudit.python.syntax.Module;
import io.github.pysecaudit.python.syntax.PythonParser;
import io.github.pysecaudit.sast.RuleCatalogue;
import java.io.IOException;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** All rules over trees that are parsed already. */
@State(Scope.Benchmark)
public class RulesBenchmark {
  private TreeScan.Shared shared;
  private List<Module> modules;

  @Setup
  public void parse() throws IOException {
    shared = new TreeScan.Shared(RuleCatalogue.load());
    modules = Inputs.folder("source").stream().map(s -> PythonParser.parse(s).module()).toList();
  }

  @Benchmark
  public void rules(Blackhole hole) {
    modules.forEach(module -> hole.consume(TreeScan.run(shared, module, false)));
  }
}
