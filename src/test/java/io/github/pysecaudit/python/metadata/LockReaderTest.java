package io.github.pysecaudit.python.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pysecaudit.HangGuard;
import io.github.pysecaudit.checklist.Dependency;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LockReaderTest {
  private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

  private static LockFile read(String path, String text) {
    return LockReader.read(path, text.getBytes(StandardCharsets.UTF_8));
  }

  private static String table(LockFile lock) {
    return lock.packages().stream()
        .map(
            entry -> {
              Dependency dependency = entry.dependency();
              return String.join(
                  " ",
                  dependency.field(),
                  dependency.name(),
                  dependency.version().orElse("-"),
                  dependency.reason(),
                  String.valueOf(dependency.place().line().getAsInt()),
                  entry.hashes() + "/" + entry.files());
            })
        .collect(Collectors.joining("\n"));
  }

  @ParameterizedTest
  @CsvSource({
    "poetry.lock,true",
    "sub/uv.lock,true",
    "pdm.lock,true",
    "Pipfile.lock,true",
    "graalpy.lock,true",
    "pylock.toml,true",
    "scripts/tool.py.lock,true",
    "pylock.dev.toml,true",
    "pylock.a.b.toml,false",
    "pylock..toml,false",
    "mypylock.toml,false",
    "package-lock.json,false",
    "poetry.lock.bak,false"
  })
  void tellsLockFilesByTheirName(String path, boolean isLock) {
    assertEquals(isLock, LockReader.isLock(path));
  }

  @Test
  void refusesAFileThatIsNoLock() {
    assertThrows(IllegalArgumentException.class, () -> read("pyproject.toml", ""));
  }

  @Test
  void readsPoetryTwo() {
    LockFile lock =
        read(
            "poetry.lock",
            """
            [[package]]
            name = "Zope.Interface"
            version = "7.0"
            files = [
                {file = "a.whl", hash = "sha256:00"},
                {file = "b.whl", hash = "sha256:01"},
            ]

            [[package]]
            name = "vcs"
            version = "1.0"
            files = []

            [package.source]
            type = "git"
            url = "https://git.example/x"
            reference = "main"
            resolved_reference = "%s"

            [[package]]
            name = "local"
            version = "1"
            [package.source]
            type = "directory"
            url = "../local"

            [[package]]
            name = "byurl"
            version = "1.5"
            [package.source]
            type = "url"
            url = "https://files.example/x-1.5.tar.gz"

            [metadata]
            lock-version = "2.1"
            """
                .formatted(COMMIT));
    assertEquals(
        """
        package zope-interface 7.0 PIN_LOCK 3 2/2
        package vcs 1.0 PIN_VCS_COMMIT 11 0/0
        package local 1 LOCAL_PATH 22 0/0
        package byurl 1.5 URL_NO_HASH 29 0/0\
        """,
        table(lock));
    assertEquals(List.of(), lock.problems());
    assertEquals(3, lock.thirdParty());
    assertFalse(lock.allHashed());
  }

  @Test
  void readsPoetryOneWithHashesInOneTable() {
    LockFile lock =
        read(
            "poetry.lock",
            """
            [[package]]
            name = "a"
            version = "1.0"

            [metadata]
            lock-version = "1.1"

            [metadata.files]
            a = [
                {file = "a.whl", hash = "sha256:00"},
            ]
            """);
    assertEquals("package a 1.0 PIN_LOCK 3 1/1", table(lock));
    assertTrue(lock.allHashed());
  }

  @Test
  void readsUv() {
    LockFile lock =
        read(
            "uv.lock",
            """
            version = 1
            revision = 3

            [[package]]
            name = "a"
            version = "1.0"
            source = { registry = "https://index.example/simple" }
            sdist = { url = "https://files.example/a.tar.gz", hash = "sha256:00", size = 1 }
            wheels = [
                { url = "https://files.example/a.whl", hash = "sha256:01", size = 1 },
            ]

            [[package]]
            name = "g"
            version = "1.1"
            source = { git = "https://git.example/g?rev=main#%s" }

            [[package]]
            name = "u"
            version = "1.2"
            source = { url = "https://files.example/u.whl" }
            wheels = [{ url = "https://files.example/u.whl", hash = "sha256:02" }]

            [[package]]
            name = "p"
            version = "1.3"
            source = { path = "p.whl" }

            [[package]]
            name = "self"
            source = { editable = "." }
            """
                .formatted(COMMIT));
    assertEquals(
        """
        package a 1.0 PIN_LOCK 6 2/2
        package g 1.1 PIN_VCS_COMMIT 15 0/0
        package u 1.2 PIN_URL_HASH 20 1/1
        package p 1.3 LOCAL_ARCHIVE 26 0/0
        package self - LOCAL_PATH 29 0/0\
        """,
        table(lock));
    assertTrue(lock.allHashed());
  }

  @Test
  void readsPdm() {
    LockFile lock =
        read(
            "pdm.lock",
            """
            [metadata]
            lock_version = "4.5.0"

            [[package]]
            name = "a"
            version = "1.0"
            files = [{file = "a.whl", hash = "sha256:00"}]

            [[package]]
            name = "g"
            version = "1.1"
            git = "https://git.example/g"
            ref = "main"
            revision = "%s"

            [[package]]
            name = "p"
            version = "1.2"
            path = "./p"
            editable = true
            """
                .formatted(COMMIT));
    assertEquals(
        """
        package a 1.0 PIN_LOCK 6 1/1
        package g 1.1 PIN_VCS_COMMIT 11 0/0
        package p 1.2 LOCAL_PATH 18 0/0\
        """,
        table(lock));
  }

  @Test
  void readsOldPdmWithHashesInOneTable() {
    LockFile lock =
        read(
            "pdm.lock",
            """
            [[package]]
            name = "a"
            version = "1.0"

            [metadata]
            lock_version = "4.0"

            [metadata.files]
            "a 1.0" = [{url = "https://files.example/a.whl", hash = "sha256:00"}]
            """);
    assertEquals("package a 1.0 PIN_LOCK 3 1/1", table(lock));
  }

  @Test
  void readsPipfileLock() {
    LockFile lock =
        read(
            "Pipfile.lock",
            """
            {
                "_meta": {"hash": {"sha256": "00"}, "sources": [{"name": "pypi"}]},
                "default": {
                    "A_b": {
                        "hashes": ["sha256:00", "sha256:01"],
                        "version": "==1.0"
                    },
                    "g": {"git": "https://git.example/g", "ref": "%s"},
                    "loose": {"version": "*"},
                    "wild": {"version": "==1.*"},
                    "mine": {"path": ".", "editable": true}
                },
                "develop": {},
                "docs": {"d": {"version": "===2"}}
            }
            """
                .formatted(COMMIT));
    assertEquals(
        """
        default a-b 1.0 PIN_LOCK 6 2/2
        default g %s PIN_VCS_COMMIT 8 0/0
        default loose - UNPARSEABLE 9 0/0
        default wild - WILDCARD 10 0/0
        default mine - LOCAL_PATH 11 0/0
        docs d 2 PIN_LOCK 14 0/0\
        """
            .formatted(COMMIT),
        table(lock));
  }

  @Test
  void readsPylock() {
    LockFile lock =
        read(
            "pylock.toml",
            """
            lock-version = '1.0'
            created-by = 'x'

            [[packages]]
            name = 'a'
            version = '1.0'
            wheels = [{name = 'a.whl', hashes = {sha256 = '00'}}]

            [[packages]]
            name = 'no-version'
            sdist = {name = 'n.tar.gz', hashes = {sha256 = '00'}}

            [[packages]]
            name = 'nothing'

            [[packages]]
            name = 'v'
            [packages.vcs]
            type = 'git'
            commit-id = '%s'

            [[packages]]
            name = 'r'
            [packages.archive]
            url = 'https://files.example/r.zip'
            [packages.archive.hashes]
            sha256 = '00'

            [[packages]]
            name = 'd'
            [packages.directory]
            path = '.'
            """
                .formatted(COMMIT));
    assertEquals(
        """
        packages a 1.0 PIN_LOCK 6 1/1
        packages no-version - PIN_LOCK 9 1/1
        packages nothing - NO_VERSION 13 0/0
        packages v - PIN_VCS_COMMIT 16 0/0
        packages r - PIN_URL_HASH 22 1/1
        packages d - LOCAL_PATH 29 0/0\
        """,
        table(lock));
  }

  @Test
  void readsGraalPyLock() {
    LockFile lock =
        read(
            "graalpy.lock",
            """
            # This file contains a list of all required Python packages
            # graalpy-version: 25.0.0
            # input-packages: termcolor==2.2,requests

            requests==2.31.0
            termcolor==2.2
            local @ file:///src/local
            -e git+https://git.example/g@%s#egg=g
            ??
            """
                .formatted(COMMIT));
    assertEquals(
        """
        packages requests 2.31.0 PIN_LOCK 5 0/0
        packages termcolor 2.2 PIN_LOCK 6 0/0
        packages local - LOCAL_PATH 7 0/0
        packages g - PIN_VCS_COMMIT 8 0/0
        packages  - UNPARSEABLE 9 0/0\
        """
            .formatted(),
        table(lock));
    assertEquals(1, lock.problems().size());
  }

  @Test
  void readsALockWithAByteOrderMarkAndMultiLineStrings() {
    LockFile lock =
        read(
            "uv.lock",
            "\uFEFF[[package]]\r\n"
                + "name = \"a\"\r\n"
                + "note = \"\"\"x\r\n"
                + "y\"\"\"\r\n"
                + "version = \"1\"\r\n");
    assertEquals("package a 1 PIN_LOCK 5 0/0", table(lock));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "poetry.lock|[[package]|INVALID_TOML",
        "uv.lock|not a lock|INVALID_TOML",
        "Pipfile.lock|{\"default\": {\"a\": {\"version\": \"==1\"}}|INVALID_JSON",
        "Pipfile.lock|[]|INVALID_JSON",
        "Pipfile.lock|''|INVALID_JSON",
        "Pipfile.lock|{} {}|INVALID_JSON",
        "uv.lock|version = 7|UNPARSEABLE",
        "pylock.toml|lock-version = '666'|UNPARSEABLE",
        "poetry.lock|[metadata]~lock-version = '999.0'|UNPARSEABLE"
      })
  void aLockThatCannotBeReadIsAProblemNotAnEmptyLock(String path, String text, String reason) {
    LockFile lock = read(path, text.replace('~', '\n'));
    assertFalse(lock.complete());
    assertFalse(lock.allHashed());
    assertEquals(reason, lock.problems().get(0).reason().name());
    assertTrue(lock.problems().get(0).message().startsWith(path + " "));
  }

  @Test
  void saysThatBytesAreNoText() {
    LockFile lock = LockReader.read("uv.lock", new byte[] {(byte) 0xff, 'a'});
    assertEquals(PinReason.UNDECODABLE, lock.problems().get(0).reason());
  }

  @Test
  void readsTwoMegabytesInATenthOfTheTimeOfAGeneralParser() {
    StringBuilder text = new StringBuilder("version = 1\n");
    for (int i = 0; text.length() < 2 << 20; i++) {
      text.append("\n[[package]]\nname = \"p").append(i).append("\"\nversion = \"1.").append(i);
      text.append("\"\nsource = { registry = \"https://index.example/simple\" }\nwheels = [\n");
      for (int j = 0; j < 10; j++) {
        text.append("    { url = \"https://files.example/")
            .append("x".repeat(60))
            .append(".whl\",");
        text.append(" hash = \"sha256:").append("0".repeat(64)).append("\", size = 1 },\n");
      }
      text.append("]\n");
    }
    LockFile lock = HangGuard.within(Duration.ofSeconds(5), () -> read("uv.lock", text.toString()));
    assertTrue(lock.allHashed());
    assertTrue(lock.packages().size() > 900);
  }

  @ParameterizedTest
  @ValueSource(strings = {"poetry.lock", "uv.lock", "pdm.lock", "pylock.toml", "Pipfile.lock"})
  void damagedLocksNeverThrow(String path) {
    String text =
        path.equals("Pipfile.lock")
            ? "{\"_meta\": {}, \"default\": {\"a\": {\"version\": \"==1\", \"hashes\": [\"x\"]}}}"
            : """
            lock-version = "1.0"
            version = 1
            [[package]]
            name = "a"
            version = "1.0"
            source = { registry = "r" }
            files = [{file = "f", hash = "h"}]
            [[packages]]
            name = "b"
            wheels = [{name = "w", hashes = {sha256 = "0"}}]
            [metadata]
            lock-version = "2.0"
            """;
    Random random = new Random(20261102);
    String alphabet = "[]{}=.,\"'#\n \\-:abx019*\u0000\u00e9";
    for (int round = 0; round < 800; round++) {
      StringBuilder damaged = new StringBuilder(text);
      for (int hit = 1 + random.nextInt(5); hit > 0; hit--) {
        int at = random.nextInt(damaged.length());
        damaged.setCharAt(at, alphabet.charAt(random.nextInt(alphabet.length())));
      }
      read(path, damaged.substring(0, 1 + random.nextInt(damaged.length()))).reading();
    }
  }

  @Test
  void nestingThatWouldOverflowAStackIsAProblem() {
    assertFalse(read("uv.lock", "a = " + "[".repeat(100_000)).complete());
    assertFalse(read("Pipfile.lock", "{\"default\": " + "[".repeat(100_000)).complete());
  }
}
