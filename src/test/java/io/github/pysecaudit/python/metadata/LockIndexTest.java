package io.github.pysecaudit.python.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.pysecaudit.checklist.Dependency;
import io.github.pysecaudit.checklist.Finding;
import io.github.pysecaudit.checklist.Place;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LockIndexTest {
  private static final LockFile UV =
      LockReader.read(
          "uv.lock",
          """
          version = 1
          [[package]]
          name = "requests"
          version = "2.31.0"
          wheels = [{ hash = "sha256:00" }]
          [[package]]
          name = "numpy"
          version = "1.26.4"
          wheels = [{ hash = "sha256:00" }]
          [[package]]
          name = "numpy"
          version = "2.1.0"
          wheels = [{ hash = "sha256:00" }]
          [[package]]
          name = "me"
          version = "0.1"
          source = { editable = "." }
          """
              .getBytes(StandardCharsets.UTF_8));

  private static Dependency declared(String raw, Scope scope) {
    PinReading reading = PinReading.ofRequirement(raw);
    return Dependency.python(
        reading.name(),
        reading.version(),
        Place.line("pyproject.toml", 7),
        "project.dependencies",
        reading.exact(),
        reading.reason().name(),
        raw,
        scope.label());
  }

  @Test
  void namesVersionFileAndLine() {
    LockIndex index = LockIndex.of(List.of(UV));
    assertEquals(Optional.of("locked to 2.31.0 in uv.lock line 4"), index.sentence("Requests"));
    assertEquals(
        Optional.of("locked to 1.26.4 in uv.lock line 8 and 2.1.0 in uv.lock line 12"),
        index.sentence("numpy"));
    assertEquals(Optional.empty(), index.sentence("absent"));
  }

  @Test
  void hasNoVersionWhereTheLockHasTwoOrThePackageIsLocal() {
    LockIndex index = LockIndex.of(List.of(UV));
    assertEquals(Map.of("requests", "2.31.0"), index.versions());
    assertEquals(Optional.empty(), index.version("numpy"));
    assertEquals(Optional.empty(), index.version("me"));
  }

  @Test
  void saysHowMuchOfTheManifestIsCovered() {
    List<Dependency> manifest =
        List.of(
            declared("requests>=2", Scope.RUNTIME),
            declared("flask", Scope.RUNTIME),
            declared("setuptools", Scope.BUILD));
    assertEquals(
        List.of("uv.lock has 1 of the 2 packages declared, and a hash for every file."),
        LockIndex.of(List.of(UV)).coverage(manifest));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "requests>=2|RUNTIME|''",
        "requests>=3|RUNTIME|requests is declared as \"requests>=3\", but uv.lock line 4 has"
            + " 2.31.0.",
        "numpy<2|RUNTIME|''",
        "numpy>=3|OPTIONAL|numpy is declared as \"numpy>=3\", but uv.lock line 8 has 1.26.4,"
            + " 2.1.0.",
        "flask|RUNTIME|flask is declared as \"flask\", but uv.lock does not have it.",
        "flask; os_name == 'nt'|RUNTIME|''",
        "flask|DEVELOPMENT|''",
        "setuptools>=3|BUILD|''",
        "me>=5|RUNTIME|''",
        "requests @ https://files.example/r.zip|RUNTIME|''"
      })
  void warnsWhereLockAndManifestDisagree(String raw, Scope scope, String message) {
    List<String> messages =
        LockIndex.outOfStep(List.of(declared(raw, scope)), UV).stream()
            .map(Finding::message)
            .toList();
    assertEquals(message.isEmpty() ? List.of() : List.of(message), messages);
  }

  @Test
  void findsTheLocksThatBelongToAManifest() {
    LockFile root = new LockFile("uv.lock", List.of(), List.of());
    LockFile inner = new LockFile("a/poetry.lock", List.of(), List.of());
    LockIndex index = LockIndex.of(List.of(root, inner));
    assertEquals(List.of(inner), index.nearest("a/pyproject.toml").files());
    assertEquals(List.of(inner), index.nearest("a/b/c/pyproject.toml").files());
    assertEquals(List.of(root), index.nearest("b/pyproject.toml").files());
    assertEquals(List.of(root), index.nearest("pyproject.toml").files());
    assertEquals(List.of(), LockIndex.of(List.of(inner)).nearest("b/pyproject.toml").files());
  }

  @Test
  void aLockThatCouldNotBeReadCoversNothingForSure() {
    LockFile broken = LockReader.read("uv.lock", new byte[] {'?'});
    assertEquals(List.of(), LockIndex.outOfStep(List.of(declared("x", Scope.RUNTIME)), broken));
    assertEquals(
        List.of("uv.lock has 0 of the 1 packages declared, but could not be read in full."),
        LockIndex.of(List.of(broken)).coverage(List.of(declared("x", Scope.RUNTIME))));
  }
}
