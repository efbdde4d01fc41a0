package io.github.pysecaudit.python.metadata;

import static io.github.pysecaudit.python.metadata.TestArchives.files;
import static io.github.pysecaudit.python.metadata.TestArchives.gzip;
import static io.github.pysecaudit.python.metadata.TestArchives.tar;
import static io.github.pysecaudit.python.metadata.TestArchives.text;
import static io.github.pysecaudit.python.metadata.TestArchives.zip;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pysecaudit.HangGuard;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveReaderTest {
  private static final String HELLO = "Name: hello\nVersion: 1.0\n\n";

  private final Recorder seen = new Recorder();

  /** Wants everything that ends in METADATA or .txt, and keeps what it is shown. */
  private static final class Recorder implements ArchiveVisitor {
    final List<ArchiveEntry> entries = new ArrayList<>();
    final Map<String, String> contents = new LinkedHashMap<>();

    @Override
    public boolean wants(ArchiveEntry entry) {
      return entry.name().endsWith("METADATA") || entry.name().endsWith(".txt");
    }

    @Override
    public void entry(ArchiveEntry entry) {
      entries.add(entry);
    }

    @Override
    public void content(ArchiveEntry entry, byte[] content) {
      contents.put(entry.path(), new String(content, StandardCharsets.UTF_8));
    }
  }

  private ArchiveReading read(byte[] bytes, String name) {
    return new ArchiveReader(ArchiveLimits.defaults()).read(bytes, name, seen);
  }

  private static String messages(ArchiveReading reading) {
    return String.join("\n", reading.problems().stream().map(ArchiveProblem::message).toList());
  }

  private static void assertUnread(ArchiveReading reading, String... words) {
    assertFalse(reading.complete(), "must not look complete");
    for (String word : words) {
      assertTrue(messages(reading).contains(word), messages(reading));
    }
  }

  private void assertAll(ArchiveReading reading, String... paths) {
    assertEquals("", messages(reading));
    assertTrue(reading.complete());
    assertEquals(List.of(paths), List.copyOf(seen.contents.keySet()));
  }

  @Test
  void readsAWheelInAJarInAWar() {
    byte[] wheel = zip("x.dist-info/METADATA", HELLO, "x/__init__.py", "");
    byte[] jar = zip("python/x.whl", wheel);
    byte[] war = zip("WEB-INF/lib/outer.jar", jar);
    ArchiveReading reading = read(war, "target/app.war");
    assertAll(reading, "target/app.war!/WEB-INF/lib/outer.jar!/python/x.whl!/x.dist-info/METADATA");
    assertEquals(4, reading.entries());
    assertEquals(HELLO, seen.contents.values().iterator().next());
  }

  @Test
  void readsStoredNestedArchivesInPlaceWhateverTheirSize() {
    byte[] filler = new byte[3_000_000];
    new Random(1).nextBytes(filler);
    byte[] inner = zip(files("big.bin", filler, "a.txt", "A"), true);
    byte[] outer = zip(files("inner.jar", inner), true);
    ArchiveLimits little = new ArchiveLimits(4, 100, 1 << 20, 1 << 20, 1 << 10, 500);
    ArchiveReading reading = new ArchiveReader(little).read(outer, "o.jar", seen);
    assertAll(reading, "o.jar!/inner.jar!/a.txt");
  }

  @Test
  void readsANestedZipOfManyPiecesInMemory() {
    byte[] filler = new byte[1_000_000];
    new Random(1).nextBytes(filler);
    byte[] inner = zip("big.bin", filler, "a.txt", "A".repeat(100_000));
    assertAll(read(zip("in.jar", inner), "o.jar"), "o.jar!/in.jar!/a.txt");
    assertEquals(100_000, seen.contents.values().iterator().next().length());
  }

  @Test
  void readsAFileFromDisk(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("x.bin");
    Files.write(file, zip("a.txt", "A"));
    assertAll(
        new ArchiveReader(ArchiveLimits.defaults()).read(file, "lib/x.whl", seen),
        "lib/x.whl!/a.txt");
  }

  @Test
  void saysThatAFileIsMissing(@TempDir Path folder) {
    assertUnread(
        new ArchiveReader(ArchiveLimits.defaults())
            .read(folder.resolve("none.whl"), "lib/none.whl", seen),
        "lib/none.whl was not fully read: there is no such file.");
  }

  @Test
  void readsAnSdistWithLongNamesLinksAndDevices() throws IOException {
    String deep = "x-1.0/" + "sub/".repeat(60) + "a.txt";
    byte[] tar =
        tar(
            out -> {
              TarArchiveEntry info = new TarArchiveEntry(deep);
              info.setSize(1);
              info.setMode(0100755);
              info.setIds(1000, 1000);
              info.setNames("anna", "staff");
              info.setModTime(86_400_000L);
              out.putArchiveEntry(info);
              out.write('A');
              out.closeArchiveEntry();
              TarArchiveEntry link = new TarArchiveEntry("x-1.0/out", TarArchiveEntry.LF_SYMLINK);
              link.setLinkName("../../etc/passwd");
              out.putArchiveEntry(link);
              out.closeArchiveEntry();
              TarArchiveEntry device = new TarArchiveEntry("x-1.0/dev", TarArchiveEntry.LF_CHR);
              out.putArchiveEntry(device);
              out.closeArchiveEntry();
            });
    assertAll(read(gzip(tar), "x-1.0.tar.gz"), "x-1.0.tar.gz!/" + deep);
    ArchiveEntry file = seen.entries.get(0);
    assertEquals(0755, file.mode().getAsInt() & 07777);
    assertEquals(new ArchiveEntry.Owner(1000, 1000, "anna", "staff"), file.owner().get());
    assertEquals(LocalDateTime.of(1970, 1, 2, 0, 0), file.time().get());
    assertEquals(
        List.of(ArchiveEntry.Kind.FILE, ArchiveEntry.Kind.LINK, ArchiveEntry.Kind.SPECIAL),
        seen.entries.stream().map(ArchiveEntry::kind).toList());
    assertEquals("../../etc/passwd", seen.entries.get(1).target().get());
  }

  @Test
  void saysThatALinkToWantedContentIsNotFollowed() {
    byte[] tar =
        tar(
            out -> {
              TarArchiveEntry link = new TarArchiveEntry("x/METADATA", TarArchiveEntry.LF_LINK);
              link.setLinkName("x/other");
              out.putArchiveEntry(link);
              out.closeArchiveEntry();
            });
    assertUnread(read(tar, "x.tar"), "x.tar!/x/METADATA", "it is a link to x/other");
  }

  @Test
  void readsBzip2TarsAndZipsInTars() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (BZip2CompressorOutputStream out = new BZip2CompressorOutputStream(bytes)) {
      out.write(tar("x/w.whl", zip("a.txt", "A"), "x/t.tgz", gzip(tar("b.txt", "B"))));
    }
    assertAll(
        read(bytes.toByteArray(), "x.tar.bz2"),
        "x.tar.bz2!/x/w.whl!/a.txt",
        "x.tar.bz2!/x/t.tgz!/b.txt");
  }

  @Test
  void toldTheTimeInAGzipHeader() {
    byte[] bytes = gzip(tar("a.txt", "A"));
    bytes[4] = 1;
    bytes[7] = (byte) 0x80;
    List<Long> times = new ArrayList<>();
    new ArchiveReader(ArchiveLimits.defaults())
        .read(
            bytes,
            "a.tgz",
            new ArchiveVisitor() {
              @Override
              public void gzipTime(String archive, long seconds) {
                times.add(seconds);
              }
            });
    assertEquals(List.of(0x80000001L), times);
  }

  @Test
  void readsZip64() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
      zip.setUseZip64(Zip64Mode.Always);
      zip.putArchiveEntry(new ZipArchiveEntry("a.txt"));
      zip.write(text("A"));
      zip.closeArchiveEntry();
    }
    assertAll(read(bytes.toByteArray(), "x.zip"), "x.zip!/a.txt");
  }

  @Test
  void readsAZipBehindAStartScript() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(text("#!/usr/bin/env python3\n"));
    bytes.write(zip("a.txt", "A"));
    assertAll(read(bytes.toByteArray(), "app.pyz"), "app.pyz!/a.txt");
  }

  @Test
  void showsTimesModesAndOrder() {
    read(zip("b.txt", "B", "a.txt", "A"), "x.whl");
    assertEquals(List.of("b.txt", "a.txt"), seen.entries.stream().map(ArchiveEntry::name).toList());
    assertEquals(LocalDateTime.of(2020, 2, 2, 0, 0), seen.entries.get(0).time().get());
    assertEquals(1, seen.entries.get(1).index());
  }

  @Test
  void reportsNamesThatLeadOutAndReadsThemAsNames() {
    ArchiveReading reading =
        read(zip("../../up.txt", "A", "/abs.txt", "B", "C:\\w.txt", "C"), "x.zip");
    assertEquals(3, reading.problems().size());
    assertTrue(messages(reading).contains("leads out of the folder"), messages(reading));
    assertTrue(reading.complete());
    assertEquals(3, seen.contents.size());
  }

  @Test
  void stopsAtTooManyLevels() {
    byte[] inner = zip("a.txt", "A");
    for (int i = 0; i < 10; i++) {
      inner = zip("n.zip", inner);
    }
    assertUnread(read(inner, "x.zip"), "it lies more than 4 archives deep");
    assertTrue(seen.contents.isEmpty());
  }

  @Test
  void stopsAtTooManyEntries() {
    Map<String, byte[]> many = new LinkedHashMap<>();
    for (int i = 0; i < 50_001; i++) {
      many.put("e" + i, new byte[0]);
    }
    assertUnread(read(zip(many, true), "x.zip"), "x.zip was not fully read", "50,000 entries");
    assertEquals(50_000, seen.entries.size());
  }

  @Test
  void readsFiftyThousandEntries() {
    Map<String, byte[]> many = new LinkedHashMap<>();
    for (int i = 0; i < 49_999; i++) {
      many.put("e" + i, new byte[0]);
    }
    many.put("last.txt", text("A"));
    assertAll(read(zip(many, true), "x.zip"), "x.zip!/last.txt");
  }

  @Test
  void stopsABombOfOneLargeEntry() {
    byte[] zeros = new byte[80 << 20];
    assertUnread(
        read(zip("zeros.txt", zeros, "a.txt", "A"), "x.zip"), "x.zip!/zeros.txt", "500 times");
    assertEquals(List.of("x.zip!/a.txt"), List.copyOf(seen.contents.keySet()));
  }

  @Test
  void stopsABombOfManyEntries() {
    ArchiveLimits little = new ArchiveLimits(4, 100, 1 << 20, 1 << 19, 1 << 20, 500);
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (int i = 0; i < 30; i++) {
      files.put(i + ".txt", new byte[100_000]);
    }
    ArchiveReading reading = new ArchiveReader(little).read(zip(files), "x.zip", seen);
    assertUnread(reading, "x.zip was not fully read", "1,048,576 bytes");
    assertTrue(reading.bytes() < 1_200_000);
  }

  @Test
  void stopsABombInATar() {
    byte[] bomb = gzip(tar("zeros.bin", new byte[40 << 20], "a.txt", "A"));
    assertUnread(read(bomb, "x.tar.gz"), "x.tar.gz was not fully read", "500 times");
  }

  /** A directory may name the same stored bytes many times over, which costs the writer nothing. */
  @Test
  void stopsABombOfEntriesThatShareTheirBytes() throws IOException {
    byte[] inner =
        tar(
            out -> {
              TarArchiveEntry entry = new TarArchiveEntry("big.bin");
              entry.setSize(1 << 20);
              out.putArchiveEntry(entry);
              out.write(new byte[1 << 20]);
              out.closeArchiveEntry();
            });
    byte[] outer = zip(files("a.tar", inner), true);
    int directory = indexOf(outer, new byte[] {'P', 'K', 1, 2});
    int end = indexOf(outer, new byte[] {'P', 'K', 5, 6});
    int copies = 20_000;
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    bomb.write(outer, 0, directory);
    for (int i = 0; i < copies; i++) {
      bomb.write(outer, directory, end - directory);
    }
    ByteBuffer tail =
        ByteBuffer.wrap(outer, end, 22).slice().order(java.nio.ByteOrder.LITTLE_ENDIAN);
    tail.putShort(8, (short) copies).putShort(10, (short) copies);
    tail.putInt(12, copies * (end - directory));
    bomb.write(outer, end, 22);
    ArchiveReading reading =
        HangGuard.within(Duration.ofSeconds(10), () -> read(bomb.toByteArray(), "x.zip"));
    assertEquals(40_000, reading.entries());
    assertTrue(messages(reading).contains("more than once"));
  }

  @Test
  void saysThatANestedArchiveIsTooLargeToHold() {
    byte[] filler = new byte[200_000];
    new Random(1).nextBytes(filler);
    ArchiveLimits little = new ArchiveLimits(4, 100, 1 << 20, 1 << 19, 1 << 16, 500);
    byte[] outer = zip("in.jar", zip("f.bin", filler), "a.txt", "A");
    ArchiveReading reading = new ArchiveReader(little).read(outer, "x.jar", seen);
    assertUnread(reading, "x.jar!/in.jar was not fully read", "memory");
    assertEquals(List.of("x.jar!/a.txt"), List.copyOf(seen.contents.keySet()));
  }

  @Test
  void reportsDuplicateNames() {
    byte[] bytes = zip("aa.txt", "A", "bb.txt", "B");
    byte[] twice = replace(bytes, "bb.txt", "aa.txt");
    ArchiveReading reading = read(twice, "x.zip");
    assertTrue(messages(reading).contains("x.zip!/aa.txt is there more than once"));
    assertEquals(2, seen.entries.size());
  }

  @Test
  void reportsALocalHeaderThatTellsAnotherName() {
    byte[] bytes = zip("aa.txt", "A");
    byte[] other = bytes.clone();
    other[30] = 'z';
    assertUnread(read(other, "x.zip"), "x.zip!/aa.txt", "its local header \"za.txt\"");
  }

  @Test
  void reportsEncryptedEntries() {
    byte[] bytes = zip("a.txt", "A");
    bytes[indexOf(bytes, new byte[] {'P', 'K', 1, 2}) + 8] |= 1;
    assertUnread(read(bytes, "x.zip"), "it is encrypted", "x.zip has encrypted entries");
  }

  @Test
  void reportsAWrongSizeAndAWrongChecksum() {
    byte[] bytes = zip("a.txt", "hello, hello, hello");
    int record = indexOf(bytes, new byte[] {'P', 'K', 1, 2});
    byte[] size = bytes.clone();
    size[record + 24]++;
    assertUnread(read(size, "x.zip"), "the directory says 20 bytes, there are 19");
    byte[] checksum = bytes.clone();
    checksum[record + 16]++;
    assertUnread(read(checksum, "x.zip"), "its checksum is wrong");
  }

  @Test
  void reportsAnUnknownCompression() {
    byte[] bytes = zip("a.txt", "A");
    bytes[indexOf(bytes, new byte[] {'P', 'K', 1, 2}) + 10] = 93;
    assertUnread(read(bytes, "x.zip"), "method 93");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x.tar.xz", "x.tar.zst", "x.conda", "x.tar.Z"})
  void saysWhichArchivesItCannotDecompress(String name) {
    assertUnread(read(new byte[10], name), name, "its compression cannot be read here");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x.whl", "x.tar", "x.tar.gz", "x.tar.bz2", "x.zip"})
  void anEmptyOrForeignFileIsNotAnEmptyArchive(String name) {
    assertUnread(read(new byte[0], name), name);
    assertUnread(read(text("<html>not found</html>".repeat(100)), name), name);
  }

  @Test
  void aTruncatedZipOrTarIsAProblem() {
    byte[] zip = zip("a.txt", "hello", "b.txt", "hello");
    assertUnread(read(Arrays.copyOf(zip, zip.length - 30), "x.zip"), "cut off");
    byte[] tar = gzip(tar("a.txt", "hello", "b.txt", "hello"));
    assertUnread(read(Arrays.copyOf(tar, tar.length / 2), "x.tar.gz"), "cut off");
    byte[] plain = tar("a.txt", "hello".repeat(1000));
    assertUnread(read(Arrays.copyOf(plain, 2000), "x.tar"), "cut off");
  }

  @Test
  void aLongNameOfATarCannotFillTheMemory() {
    byte[] tar =
        tar(
            out -> {
              TarArchiveEntry name =
                  new TarArchiveEntry("long", TarArchiveEntry.LF_GNUTYPE_LONGNAME);
              name.setSize(8 << 20);
              out.putArchiveEntry(name);
              out.write(new byte[8 << 20]);
              out.closeArchiveEntry();
            });
    assertUnread(read(tar, "x.tar"), "tar headers are larger than 1048576 bytes");
  }

  /** Damage at every kind of place: whatever happens is a problem or a reading, and it ends. */
  @Test
  void damagedArchivesNeverThrow() {
    byte[] wheel = zip("x.dist-info/METADATA", HELLO, "x/a.txt", "A".repeat(500));
    List<byte[]> originals =
        List.of(
            zip("in.whl", wheel, "in.tgz", gzip(tar("a.txt", "A"))),
            tar("a.txt", "A", "in.whl", wheel, "sub/".repeat(50) + "b.txt", "B"),
            gzip(tar("a.txt", "A", "in.whl", wheel)));
    List<String> names = List.of("x.zip", "x.tar", "x.tar.gz");
    ArchiveReader reader =
        new ArchiveReader(new ArchiveLimits(4, 1000, 8 << 20, 1 << 20, 1 << 20, 500));
    Random random = new Random(20261101);
    for (int which = 0; which < originals.size(); which++) {
      for (int round = 0; round < 1500; round++) {
        byte[] bytes = originals.get(which).clone();
        int hits = 1 + random.nextInt(4);
        for (int hit = 0; hit < hits; hit++) {
          bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        if (random.nextInt(5) == 0) {
          bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
        }
        ArchiveReading reading = reader.read(bytes, names.get(which), new Recorder());
        assertTrue(reading.complete() || !reading.problems().isEmpty());
      }
    }
  }

  private static byte[] replace(byte[] bytes, String from, String to) {
    String latin = new String(bytes, StandardCharsets.ISO_8859_1);
    return latin.replace(from, to).getBytes(StandardCharsets.ISO_8859_1);
  }

  private static int indexOf(byte[] bytes, byte[] part) {
    return new String(bytes, StandardCharsets.ISO_8859_1)
        .indexOf(new String(part, StandardCharsets.ISO_8859_1));
  }
}
