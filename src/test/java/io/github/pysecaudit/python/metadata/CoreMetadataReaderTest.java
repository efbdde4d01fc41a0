package io.github.pysecaudit.python.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pysecaudit.checklist.Dependency;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CoreMetadataReaderTest {
  private static CoreMetadata read(String text) {
    return CoreMetadataReader.read("x.dist-info/METADATA", text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void readsHeadersUpToTheBody() {
    CoreMetadata metadata =
        read(
            """
            Metadata-Version: 2.1
            Name: Flask_Bcrypt
            Version: 1.0.1
            requires-python: >=3.8
            Requires-Dist: flask (==2.0)
            Requires-Dist: werkzeug>=2; extra == 'dev'
            Description: first
                    second: line

            Requires-Dist: not-a-header
            """);
    assertEquals("Flask_Bcrypt", metadata.name());
    assertEquals(Optional.of("1.0.1"), metadata.version());
    assertEquals(Optional.of("2.1"), metadata.metadataVersion());
    assertEquals(Optional.of(">=3.8"), metadata.requiresPython());
    assertEquals(
        List.of("flask PIN_EQ 5", "werkzeug RANGE 6"),
        metadata.requires().stream()
            .map(each -> each.name() + " " + each.reason() + " " + each.place().line().getAsInt())
            .toList());
    assertEquals(List.of(), metadata.problems());
  }

  @Test
  void readsFoldedRequirementsWindowsLinesAndMarks() {
    CoreMetadata metadata =
        read("\uFEFFName: a\r\nVersion: 1\rRequires-Dist: b (>=1,\r\n <2)\r\n\r\nName: c\r\n");
    assertEquals("a", metadata.name());
    assertEquals("RANGE", metadata.requires().get(0).reason());
  }

  @Test
  void stopsWhereALineIsNoHeader() {
    assertEquals(0, read("Name: a\nno header\nRequires-Dist: b\n").requires().size());
  }

  @Test
  void countsTheRequirementsOfOldMetadataAsNoPackages() {
    Dependency legacy = read("Name: a\nRequires: zlib (>1)\n").requires().get(0);
    assertEquals("LEGACY_REQUIRES", legacy.reason());
    assertEquals(Optional.empty(), legacy.exact());
  }

  @Test
  void aFileWithoutANameIsAProblem() {
    assertEquals(1, read("Version: 1\n").problems().size());
    assertEquals(1, read("").problems().size());
    assertEquals(1, CoreMetadataReader.read("p", new byte[9 << 20]).problems().size());
  }

  @Test
  void readsRequiresTxtWithItsSections() {
    List<Dependency> requires =
        RequiresTxtReader.read(
            "x.egg-info/requires.txt",
            "a>=1\n\n[dev]\nb==2\n\n[:python_version < \"3\"]\nc\n"
                .getBytes(StandardCharsets.UTF_8));
    assertEquals(
        List.of(
            "requires.txt a RANGE",
            "requires.txt[dev] b PIN_EQ",
            "requires.txt[:python_version < \"3\"] c NO_VERSION"),
        requires.stream()
            .map(each -> each.field() + " " + each.name() + " " + each.reason())
            .toList());
  }

  @Test
  void readsRecordsAndComparesTheirHashes() {
    byte[] content = "hello".getBytes(StandardCharsets.UTF_8);
    String hex = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
    RecordFile record =
        RecordFile.read(
            ("a.py,sha256=LPJNul-wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ,5\r\n"
                    + "\"b,\"\"c.py\",sha256="
                    + hex
                    + ",5\n"
                    + "d.py,sha256=AAAA,5\n"
                    + "e.py,md5=AAAA,5\n"
                    + "x.dist-info/RECORD,,\n"
                    + "damaged\n"
                    + "f.py,,-1\n")
                .getBytes(StandardCharsets.UTF_8));
    assertEquals(List.of(6, 7), record.damaged());
    assertEquals(Optional.of(true), record.rows().get(0).matches(content));
    assertEquals("b,\"c.py", record.rows().get(1).path());
    assertEquals(Optional.of(true), record.rows().get(1).matches(content));
    assertEquals(Optional.of(false), record.rows().get(2).matches(content));
    assertEquals(Optional.empty(), record.rows().get(3).matches(content));
    assertEquals(Optional.empty(), record.rows().get(4).matches(content));
  }

  @Test
  void readsWhereAnInstallerTookADistributionFrom() {
    DirectUrl git =
        DirectUrl.read(
                ("{\"url\": \"https://user:secret@git.example/x\", \"vcs_info\": {\"vcs\": \"git\","
                        + " \"commit_id\": \"abc\"}}")
                    .getBytes(StandardCharsets.UTF_8))
            .get();
    assertEquals("https://***@git.example/x", git.url());
    assertEquals(Optional.of("abc"), git.commit());
    assertEquals(Optional.empty(), DirectUrl.read(new byte[] {'{'}));
    assertEquals(Optional.empty(), DirectUrl.read("[]".getBytes(StandardCharsets.UTF_8)));
    String deep = "{\"a\":".repeat(5000);
    assertEquals(Optional.empty(), DirectUrl.read(deep.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void damagedMetadataNeverThrows() {
    String text =
        "Name: a\nVersion: 1\nRequires-Dist: b[c] (>=1); os_name == 'nt'\n folded\n\nBody";
    Random random = new Random(20261103);
    for (int round = 0; round < 2000; round++) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      for (int hit = 1 + random.nextInt(5); hit > 0; hit--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      CoreMetadata metadata = CoreMetadataReader.read("m", bytes);
      assertTrue(!metadata.name().isEmpty() || !metadata.problems().isEmpty());
      RequiresTxtReader.read("r", bytes);
      RecordFile.read(bytes);
    }
  }
}
