package io.github.pysecaudit.facts.repro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveComparerTest {
  private static final LocalDateTime NOON = LocalDateTime.of(2026, 1, 1, 12, 0);

  @TempDir Path folder;
  private final ArchiveComparer comparer = new ArchiveComparer();

  private Path zip(String name, LocalDateTime time, String... namesAndTexts) throws IOException {
    Path file = folder.resolve(name);
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (int i = 0; i < namesAndTexts.length; i += 2) {
        ZipEntry entry = new ZipEntry(namesAndTexts[i]);
        entry.setTimeLocal(time);
        zip.putNextEntry(entry);
        zip.write(namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
      }
    }
    return file;
  }

  private String difference(Path one, Path two) throws IOException {
    ArchiveComparison compared = comparer.compare("a.jar", one, two);
    return compared.difference().map(d -> d.entry() + ": " + d.what()).orElse("identical");
  }

  @Test
  void seesThatTwoFilesAreTheSame() throws IOException {
    assertEquals("identical", difference(zip("1", NOON, "a", "x"), zip("2", NOON, "a", "x")));
  }

  @Test
  void namesTheEntryWhoseContentDiffers() throws IOException {
    assertEquals(
        "b: line 1 is \"y\" in the first build and \"z\" in the second",
        difference(zip("1", NOON, "a", "x", "b", "y"), zip("2", NOON, "a", "x", "b", "z")));
  }

  @Test
  void namesTheEntryThatIsMissing() throws IOException {
    assertEquals(
        "b: it is only in the first build",
        difference(zip("1", NOON, "a", "x", "b", "y"), zip("2", NOON, "a", "x")));
  }

  @Test
  void seesAnotherOrder() throws IOException {
    assertTrue(
        difference(zip("1", NOON, "a", "x", "b", "y"), zip("2", NOON, "b", "y", "a", "x"))
            .contains("the order of entries differs"));
  }

  @Test
  void seesAnotherTime() throws IOException {
    assertTrue(
        difference(zip("1", NOON, "a", "x"), zip("2", NOON.plusDays(1), "a", "x"))
            .startsWith("a: its time is 2026-01-01T12:00 in the first build"));
  }

  @Test
  void comparesOtherFilesByBytes() throws IOException {
    Path one = Files.writeString(folder.resolve("1"), "same x");
    Path two = Files.writeString(folder.resolve("2"), "same yy");
    assertEquals(
        "the bytes differ from offset 5 (lengths 6 and 7)",
        comparer.compare("a.bin", one, two).difference().orElseThrow().what());
  }

  @Test
  void saysSomethingAboutBrokenArchives() throws IOException {
    Path one = Files.writeString(folder.resolve("1"), "no archive");
    Path two = folder.resolve("2");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(two))) {
      out.write(1);
    }
    assertTrue(difference(one, two).contains("not every entry could be read"));
  }
}
