package io.github.pysecaudit.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pysecaudit.facts.PythonPackagingReader.Bounds;
import io.github.pysecaudit.python.metadata.MetadataProblem;
import io.github.pysecaudit.python.metadata.SetupScripts;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that include each other, and many of them, cost no more than the bounds say. */
class PackagingBoundsTest {

  private static PythonPackaging read(MemoryRepository repository, Bounds bounds) {
    return new PythonPackagingReader(repository, SetupScripts.none(), Set.of(), bounds).read();
  }

  private static List<String> problems(PythonPackaging packaging) {
    return Stream.concat(
            packaging.problems().stream(),
            packaging.files().stream().flatMap(f -> f.reading().problems().stream()))
        .map(MetadataProblem::message)
        .toList();
  }

  @Test
  void afterTheMostRequirementsTheRestIsNotReadAndThatIsSaidOnce() {
    MemoryRepository repository = new MemoryRepository();
    for (int i = 0; i < 5; i++) {
      repository = repository.with(i + "/requirements.txt", "a==1\nb==1\n");
    }
    PythonPackaging packaging = read(repository, new Bounds(4, 99, 999));
    assertEquals(2, packaging.files().size());
    assertEquals(
        List.of("More than 4 requirements: this file and those after it are not read."),
        problems(packaging));
  }

  @ParameterizedTest
  @CsvSource({"2, 999", "99, 10"})
  void includesAreFollowedUntilTheyAreTooManyOrTooMuch(int includes, long bytes) {
    MemoryRepository repository = new MemoryRepository().with("all.txt", "a==1\n");
    for (int i = 0; i < 4; i++) {
      repository = repository.with(i + "/requirements.txt", "-r ../all.txt\n");
    }
    PythonPackaging packaging = read(repository, new Bounds(99, includes, bytes));
    List<String> problems = problems(packaging);
    assertEquals(2, problems.size(), problems.toString());
    assertTrue(problems.get(0).contains("too many files"), problems.get(0));
    assertEquals(2, packaging.files().stream().mapToInt(f -> f.reading().packages().size()).sum());
  }
}
