package io.github.pysecaudit.python.version;

import io.github.pysecaudit.bench.Inputs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** PEP 440 versions and specifiers, and PEP 508 requirements. */
@State(Scope.Benchmark)
public class VersionBenchmark {
  private List<String> texts;
  private List<Version> versions;
  private List<SpecifierSet> specifiers;
  private List<String> requirements;

  @Setup
  public void read() throws IOException, ParseException {
    texts = Inputs.lines("versions.txt");
    requirements = Inputs.lines("pep508.txt");
    versions = new ArrayList<>();
    for (String text : texts) {
      versions.add(Version.parse(text));
    }
    specifiers = new ArrayList<>();
    for (String text : Inputs.lines("specifiers.txt")) {
      specifiers.add(SpecifierSet.parse(text));
    }
  }

  @Benchmark
  public void parseVersions(Blackhole hole) throws ParseException {
    for (String text : texts) {
      hole.consume(Version.parse(text));
    }
  }

  @Benchmark
  public List<Version> sortVersions() {
    return versions.stream().sorted().toList();
  }

  @Benchmark
  public int matchSpecifiers() {
    int matches = 0;
    for (SpecifierSet specifier : specifiers) {
      for (Version version : versions) {
        matches += specifier.contains(version) ? 1 : 0;
      }
    }
    return matches;
  }

  @Benchmark
  public void parseRequirements(Blackhole hole) throws ParseException {
    for (String text : requirements) {
      hole.consume(PackageRequirement.parse(text));
    }
  }
}
