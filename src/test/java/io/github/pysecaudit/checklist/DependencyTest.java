package io.github.pysecaudit.checklist;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DependencyTest {
  /** Or else a file that does so would make every set of dependencies quadratic. */
  @Test
  void onePackageNamedOnManyLinesHasAsManyHashes() {
    long hashes =
        IntStream.rangeClosed(1, 10_000)
            .mapToObj(
                line ->
                    Dependency.python(
                        "flask",
                        Optional.empty(),
                        Place.line("setup.cfg", line),
                        "options.install_requires",
                        Optional.of(false),
                        "RANGE",
                        "flask>=1",
                        "runtime"))
            .mapToInt(Dependency::hashCode)
            .distinct()
            .count();

    assertEquals(10_000, hashes);
  }

  @Test
  void placesOnOneLineHaveHashesOfTheirOwn() {
    long hashes =
        IntStream.rangeClosed(1, 10_000)
            .map(column -> Place.position("pyproject.toml", 3, column).hashCode())
            .distinct()
            .count();

    assertEquals(10_000, hashes);
  }
}
