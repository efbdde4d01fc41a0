package io.github.pysecaudit.python.metadata;

import static io.github.pysecaudit.python.metadata.TestArchives.gzip;
import static io.github.pysecaudit.python.metadata.TestArchives.tar;
import static io.github.pysecaudit.python.metadata.TestArchives.text;
import static io.github.pysecaudit.python.metadata.TestArchives.zip;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pysecaudit.HangGuard;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BundledPackagesCollectorTest {
  private static String metadata(String name, String version, String... requires) {
    StringBuilder text = new StringBuilder("Name: " + name + "\nVersion: " + version + "\n");
    for (String requirement : requires) {
      text.append("Requires-Dist: ").append(requirement).append('\n');
    }
    return text.toString();
  }

  private static BundledPackages read(byte[] archive, String place) {
    BundledPackagesCollector collector = new BundledPackagesCollector();
    ArchiveReading reading =
        new ArchiveReader(ArchiveLimits.defaults()).read(archive, place, collector);
    assertTrue(reading.complete(), reading.problems().toString());
    return collector.packages();
  }

  private static List<String> lines(BundledPackages packages) {
    return packages.distributions().stream()
        .map(
            found ->
                String.join(
                    " ",
                    found.kind().name(),
                    found.packageName().normalized(),
                    found.version().orElse("-"),
                    String.valueOf(found.requires().size()),
                    found.vendored() ? "vendored" : "own",
                    found.place().toString()))
        .toList();
  }

  @Test
  void findsWheelsInAJarWithWhatTheyVendor() {
    byte[] wheel =
        zip(
            "pip/_vendor/urllib3-1.26.dist-info/METADATA", metadata("urllib3", "1.26"),
            "pip/_vendor/vendor.txt", "urllib3==1.26\n",
            "pip/tests/pyproject.toml", "",
            "pip-19.1.dist-info/METADATA", metadata("pip", "19.1", "a==1", "b"),
            "pip-19.1.dist-info/sboms/x.cdx.json", "{}",
            "pip-19.1.dist-info/RECORD", "");
    byte[] jar =
        zip(
            "Lib/wsgiref.egg-info",
            metadata("wsgiref", "0.1.2"),
            "Lib/pip-19.1-py2.py3-none-any.whl",
            wheel,
            "python/requirements-dev.txt",
            "pandas\n",
            "META-INF/maven/g/a/pom.properties",
            "groupId=g\nartifactId=a\nversion=1.0\n");
    BundledPackages packages = read(jar, "jython.jar");
    assertEquals(
        List.of(
            "EGG wsgiref 0.1.2 0 own jython.jar!/Lib/wsgiref.egg-info",
            "WHEEL urllib3 1.26 0 vendored jython.jar!/Lib/pip-19.1-py2.py3-none-any.whl"
                + "!/pip/_vendor/urllib3-1.26.dist-info/METADATA",
            "WHEEL pip 19.1 2 own jython.jar!/Lib/pip-19.1-py2.py3-none-any.whl"
                + "!/pip-19.1.dist-info/METADATA"),
        lines(packages));
    assertEquals(
        List.of("vendor.txt false", "pyproject.toml true", "requirements-dev.txt false"),
        packages.files().stream().map(file -> file.fileName() + " " + file.data()).toList());
    assertEquals("[g:a:1.0]", packages.artifacts().toString());
    assertEquals(1, packages.distributions().get(2).sboms().size());
    assertEquals(List.of(), packages.problems());
  }

  @Test
  void readsAnSdistOnceThoughItHasItsMetadataTwice() {
    byte[] sdist =
        gzip(
            tar(
                "x-1.0/PKG-INFO",
                metadata("x", "1.0"),
                "x-1.0/pyproject.toml",
                "",
                "x-1.0/tests/data/pyproject.toml",
                "",
                "x-1.0/x.egg-info/PKG-INFO",
                metadata("x", "1.0"),
                "x-1.0/x.egg-info/requires.txt",
                "a\n[dev]\nb\n"));
    BundledPackages packages = read(sdist, "x-1.0.tar.gz");
    assertEquals(
        List.of("EGG x 1.0 2 own x-1.0.tar.gz!/x-1.0/x.egg-info/PKG-INFO"), lines(packages));
    assertEquals(List.of(false, true), packages.files().stream().map(BundledFile::data).toList());
  }

  @Test
  void readsEggsAndWhatGraalPyPacksIntoAJar() {
    BundledPackages egg = read(zip("EGG-INFO/PKG-INFO", metadata("e", "2")), "e-2-py3.egg");
    assertEquals(List.of("EGG e 2 0 own e-2-py3.egg!/EGG-INFO/PKG-INFO"), lines(egg));
    String site = "org.graalvm.python.vfs/venv/lib/python3.11/site-packages/";
    BundledPackages jar =
        read(zip(site + "termcolor-2.2.dist-info/METADATA", metadata("termcolor", "2.2")), "a.jar");
    assertEquals("termcolor", jar.distributions().get(0).name());
  }

  @Test
  void aDistributionWithoutReadableMetadataIsAProblemAndKeepsTheNameOfItsFolder() {
    BundledPackages packages = read(zip("x-1.dist-info/RECORD", "", "x/a.py", ""), "x.whl");
    assertEquals(List.of("WHEEL x 1 0 own x.whl!/x-1.dist-info"), lines(packages));
    assertTrue(packages.problems().get(0).message().contains("x-1.dist-info has no METADATA"));
  }

  @Test
  void takesNameAndVersionFromTheFolderWhereTheMetadataHasNone() {
    BundledPackages packages = read(zip("x-1.dist-info/METADATA", "Summary: y\n"), "x.whl");
    assertEquals("x", packages.distributions().get(0).name());
    assertEquals(1, packages.problems().size());
  }

  @Test
  void findsWhatLiesLooseInTheTree() {
    BundledPackagesCollector collector = new BundledPackagesCollector();
    String path = "src/main/resources/lib/Flask_Bcrypt-1.0.1.dist-info/METADATA";
    assertTrue(BundledPackagesCollector.isMetadataFile(path));
    collector.file(path, text(metadata("Flask-Bcrypt", "1.0.1")));
    collector.file("pyproject.toml", text(""));
    assertEquals(List.of("WHEEL flask-bcrypt 1.0.1 0 own " + path), lines(collector.packages()));
    assertEquals(List.of(), collector.packages().files());
  }

  @Test
  void longHostileNamesCostLittle() {
    String slashes = "a/".repeat(30_000) + "x-info";
    String marks = "!/".repeat(30_000) + "PKG-INFO";
    String words = "requirements".repeat(5_000) + "x";
    HangGuard.within(
        Duration.ofSeconds(5),
        () -> read(zip(slashes, "", marks, "", words, "", "_vendor/".repeat(7000), ""), "x.whl"));
  }
}
