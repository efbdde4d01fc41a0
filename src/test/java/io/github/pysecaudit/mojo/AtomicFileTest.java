package io.github.pysecaudit.mojo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir Path folder;

  private static void write(Path file, String text) throws IOException {
    AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aLinkInThePlaceOfTheFileIsReplacedAndNotFollowed() throws IOException {
    Path outside = Files.writeString(folder.resolve("outside"), "secret");
    Path file = Files.createSymbolicLink(folder.resolve("audit.json"), outside);
    write(file, "report");
    assertEquals("secret", Files.readString(outside));
    assertFalse(Files.isSymbolicLink(file));
    assertEquals("report", Files.readString(file));
  }

  @Test
  void takesPermissionsFromTheFileThatWasThereAndNoneFromWhereALinkLeads() throws IOException {
    assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
    Path open = Files.writeString(folder.resolve("open"), "");
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), open);
    write(link, "x");
    assertFalse(Files.isExecutable(link));
    Path closed = Files.writeString(folder.resolve("closed"), "");
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rw-------"));
    write(closed, "x");
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(closed)));
  }

  @Test
  void aWriterThatFailsLeavesTheOldFileAndNothingElse() throws IOException {
    Path file = Files.writeString(folder.resolve("a"), "old");
    assertThrows(
        IOException.class,
        () ->
            AtomicFile.write(
                file,
                out -> {
                  out.write(new byte[100_000]);
                  throw new IOException("full");
                }));
    assertEquals("old", Files.readString(file));
    assertEquals(List.of("a"), names());
  }

  @Test
  void createsNothingWhereSomethingIs() throws IOException {
    Path dangling = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("nowhere"));
    Path file = Files.writeString(folder.resolve("there"), "mine");
    for (Path place : List.of(dangling, file)) {
      assertThrows(
          FileAlreadyExistsException.class, () -> AtomicFile.create(place, out -> out.write(1)));
    }
    assertEquals("mine", Files.readString(file));
    assertEquals(List.of("link", "there"), names());
    AtomicFile.create(folder.resolve("new"), out -> out.write('x'));
    assertEquals("x", Files.readString(folder.resolve("new")));
  }

  @Test
  void removesItsOwnUnfinishedFilesOfDaysAgoAndNoOthers() throws IOException {
    FileTime old = FileTime.from(Instant.now().minus(2, ChronoUnit.DAYS));
    String own = ".a." + UUID.randomUUID() + ".tmp";
    List<String> others = List.of(".a.notes.tmp", ".b." + UUID.randomUUID() + ".tmp", "a.tmp");
    for (String name : others) {
      Files.setLastModifiedTime(Files.createFile(folder.resolve(name)), old);
    }
    Files.setLastModifiedTime(Files.createFile(folder.resolve(own)), old);
    String young = ".a." + UUID.randomUUID() + ".tmp";
    Files.createFile(folder.resolve(young));
    write(folder.resolve("a"), "x");
    List<String> names = names();
    assertFalse(names.contains(own));
    assertTrue(names.contains(young));
    assertTrue(names.containsAll(others), names.toString());
  }
}
