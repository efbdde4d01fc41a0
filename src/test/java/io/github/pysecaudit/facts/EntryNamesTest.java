package io.github.pysecaudit.facts;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pysecaudit.python.metadata.ArchiveEntry;
import io.github.pysecaudit.python.metadata.BundledPackagesCollector;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntryNamesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "six-1.16.0.dist-info/METADATA",
        "Lib/six-1.16.0.dist-info/",
        "Lib/SIX-1.16.0.DIST-INFO/x.class",
        "old.egg-info",
        "EGG-INFO/PKG-INFO",
        "PKG-INFO",
        "a/b/pyproject.toml",
        "Pipfile",
        "Pipfile.lock",
        "poetry.lock",
        "pylock.dev.toml",
        "deep/dev-Requirements-3.txt",
        "constraints.in",
        "pip/_vendor/vendor.txt",
        "environment.yaml",
        "lib/inner.jar",
        "Lib/ensurepip/_bundled/pip-20.1-py2.py3-none-any.whl",
        "data.TAR.GZ",
        "app.pyz",
        "windows\\six-1.16.0.dist-info\\METADATA",
      })
  void namesOfPackagesPackagingFilesAndArchivesMayBePython(String name) {
    assertTrue(EntryNames.mayBePython(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "org/example/Main.class",
        "org/example/package-info.class",
        "META-INF/MANIFEST.MF",
        "META-INF/",
        "gz/",
        "data.gz",
        "META-INF/maven/org.example/lib/pom.xml",
        "META-INF/native-image/reflect-config.json",
        "requirements.html",
        "schema/pylock.json",
        "a.toml",
        "metadata.xml",
      })
  void otherNamesOfAJarAreNot(String name) {
    assertFalse(EntryNames.mayBePython(name));
  }

  /** The sieve may let through more than the reader of packages wants, and never less. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a-1.dist-info/METADATA",
        "a-1.dist-info/direct_url.json",
        "a-1.egg-info/PKG-INFO",
        "a.egg-info/requires.txt",
        "EGG-INFO/PKG-INFO",
        "x/pyproject.toml",
        "x/setup.cfg",
        "x/setup.py",
        "x/Pipfile",
        "x/Pipfile.lock",
        "x/poetry.lock",
        "x/uv.lock",
        "x/pdm.lock",
        "x/graalpy.lock",
        "x/pylock.toml",
        "x/pylock.dev.toml",
        "x/environment.yml",
        "x/environment.yaml",
        "x/vendor.txt",
        "x/vendored.txt",
        "x/Dev-Requirements.txt",
        "x/constraints.in",
      })
  void whatTheReaderOfPackagesWantsMayBePython(String name) {
    ArchiveEntry entry =
        new ArchiveEntry(
            "a.jar",
            name,
            ArchiveEntry.Kind.FILE,
            1,
            0,
            OptionalLong.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    assertTrue(new BundledPackagesCollector().wants(entry));
    assertTrue(EntryNames.mayBePython(name));
  }
}
