package io.github.pysecaudit.python.metadata;

import io.github.pysecaudit.bench.Inputs;
import java.io.IOException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A lock file in TOML, and a file of requirements with hashes. */
@State(Scope.Benchmark)
public class ReadersBenchmark {
  private byte[] lock;
  private byte[] requirements;

  @Setup
  public void read() throws IOException {
    lock = Inputs.bytes("uv.lock");
    requirements = Inputs.bytes("requirements.txt");
  }

  @Benchmark
  public LockFile readLock() {
    return LockReader.read("uv.lock", lock);
  }

  @Benchmark
  public MetadataReading readRequirements() {
    return RequirementsReader.read("requirements.txt", requirements, MetadataFiles.none());
  }
}
