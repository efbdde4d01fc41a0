package io.github.pysecaudit.advisory;

import io.github.pysecaudit.bench.Inputs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Records of OSV against versions of one package, by ranges only. */
@State(Scope.Benchmark)
public class MatchBenchmark {
  @Param({"Maven", "PyPI"})
  public String ecosystem;

  private List<Advisory> advisories;
  private List<PackageKey> keys;

  @Setup
  public void read() throws IOException {
    String name = ecosystem.equals("Maven") ? "org.bench:lib" : "bench-lib";
    AdvisoryReader reader = new AdvisoryReader();
    advisories = new ArrayList<>();
    for (byte[] record : Inputs.folder("osv-" + ecosystem)) {
      advisories.add(reader.read(record));
    }
    keys =
        Inputs.lines("osv-versions.txt").stream()
            .map(version -> new PackageKey(ecosystem, name, version))
            .toList();
  }

  @Benchmark
  public int matchRanges() {
    int affected = 0;
    for (Advisory advisory : advisories) {
      for (PackageKey key : keys) {
        affected += AdvisoryMatch.affects(advisory, key) ? 1 : 0;
      }
    }
    return affected;
  }
}
