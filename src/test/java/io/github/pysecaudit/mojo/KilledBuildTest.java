package io.github.pysecaudit.mojo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.github.pysecaudit.it.LoopbackServices;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A build may be killed at any moment: what it leaves is whole or absent, and does no harm. */
class KilledBuildTest {
  private static final Map<String, String> TREE =
      Map.of(
          "README.md", "# Tree\n",
          "requirements.txt", "sample==1.0\nflask>=2\n",
          "app.py", "import os\n\nos.system(input())\n");

  /** What goals write into the tree itself. */
  private static final List<String> WRITTEN =
      List.of("requirements.txt", "audit-baseline.json", "SECURITY.md");

  private static final String UNFINISHED = ".*\\.(tmp|part)|\\.incoming.*\\.zip";

  private static final String VOLATILE =
      ", (from the cache, )?data \\d+ minutes? old|among (the )?\\d+ files";

  @TempDir Path folder;

  private final Properties properties = new Properties();
  private LoopbackServices answers;
  private HttpServer bulk;
  private WholeAudit.Services services;

  @BeforeEach
  void start() throws IOException {
    answers = LoopbackServices.start(new File("src/it/two-builds-share-one-cache"), properties);
    byte[] zip = bulkFile();
    CRC32C crc = new CRC32C();
    crc.update(zip);
    String sum =
        Base64.getEncoder()
            .encodeToString(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    bulk = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    bulk.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.getResponseHeaders().add("X-Goog-Hash", "crc32c=" + sum);
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(200, head ? -1 : zip.length);
            if (!head) {
              exchange.getResponseBody().write(zip);
            }
          }
        });
    bulk.start();
    services =
        new WholeAudit.Services(answers.url(), "http://127.0.0.1:" + bulk.getAddress().getPort());
  }

  @AfterEach
  void stop() {
    answers.close();
    bulk.stop(0);
  }

  private static byte[] bulkFile() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("TEST-2026-0002.json"));
      Files.copy(
          Path.of("src/it/two-builds-share-one-cache/services/osv/TEST-2026-0002.json"), zip);
      zip.closeEntry();
    }
    return bytes.toByteArray();
  }

  @Test
  void diesAtEveryFewChangesOfTheDiskAndTheNextBuildIsAsGoodAsTheFirst() throws Exception {
    Map<String, String> fresh = freshRun();
    Path root = folder.resolve("killed");
    int changes = countChanges();
    assertTrue(changes > 100, "changes of the disk: " + changes);
    int step = Integer.getInteger("audit.test.killEvery", Math.max(1, changes / 12));
    for (int last = 1; last <= changes; last += step) {
      reset(root);
      DyingDisk disk = new DyingDisk(last);
      runUntilItDies(disk, root);
      assertTrue(disk.isDead());
      assertSound(root, fresh, "killed at change " + last);
      assertNextBuildIs(fresh, root, "after change " + last);
    }
  }

  @Test
  void aProcessThatIsKilledLeavesWhatTheNextBuildCanUse() throws Exception {
    Map<String, String> fresh = freshRun();
    Path root = folder.resolve("process");
    int changes = countChanges();
    for (int moment = 1; moment <= 3; moment++) {
      int last = changes * moment / 4;
      reset(root);
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty(
                      "surefire.test.class.path", System.getProperty("java.class.path")),
                  WholeAudit.class.getName(),
                  Integer.toString(last),
                  root.toString(),
                  services.answers(),
                  services.bulk())
              .redirectError(folder.resolve("errors").toFile())
              .start();
      try {
        int seen = process.getInputStream().read();
        assertEquals('!', seen, Files.readString(folder.resolve("errors")));
      } finally {
        process.destroyForcibly().waitFor();
      }
      assertSound(root, fresh, "killed at change " + last);
      assertNextBuildIs(fresh, root, "after change " + last);
    }
  }

  @Test
  void whatAKilledBuildLeftIsRemovedAfterADay() throws Exception {
    Map<String, String> fresh = freshRun();
    Path root = folder.resolve("old");
    int changes = countChanges();
    reset(root);
    for (int last = 1; last <= changes; last += Math.max(1, changes / 15)) {
      DyingDisk disk = new DyingDisk(last);
      runUntilItDies(disk, root);
      restoreTree(root);
    }
    List<Path> left = unfinished(root);
    assertTrue(left.size() >= 5, left.toString());
    FileTime old = FileTime.from(Instant.now().minus(2, ChronoUnit.DAYS));
    for (Path file : left) {
      Files.setLastModifiedTime(file, old);
    }
    // A day later the answers are asked again, so that every folder is written to.
    for (Path kept : kept(root, left)) {
      Files.delete(kept);
    }
    assertNextBuildIs(fresh, root, "a day later");
    assertEquals(List.of(), unfinished(root));
  }

  /** What is kept of answers, scans and bulk files. */
  private static List<Path> kept(Path root, List<Path> unfinished) throws IOException {
    try (Stream<Path> all = Files.walk(root.resolve("cache"))) {
      return all.filter(f -> Files.isRegularFile(f) && !unfinished.contains(f)).toList();
    }
  }

  private int countChanges() throws Exception {
    Path root = folder.resolve("counted");
    reset(root);
    DyingDisk disk = new DyingDisk(Integer.MAX_VALUE);
    WholeAudit.on(disk, root, services).run();
    return disk.changes();
  }

  /** What a build on a fresh machine leaves: the reports, and what it wrote into the tree. */
  private Map<String, String> freshRun() throws Exception {
    Path root = folder.resolve("fresh");
    reset(root);
    run(root);
    Map<String, String> fresh = results(root);
    assertEquals(
        Reports.formats().size() + WRITTEN.size(), fresh.size(), fresh.keySet().toString());
    assertTrue(fresh.get("requirements.txt").contains("flask==3.0.0"));
    assertTrue(fresh.get("out/audit.json").contains("CVE-2026-99999"));
    return fresh;
  }

  private void runUntilItDies(DyingDisk disk, Path root) {
    try {
      WholeAudit.on(disk, root, services).run();
    } catch (Exception | DyingDisk.Killed e) {
      // With what is cached there may be fewer changes than the one it was to die at.
      assertTrue(disk.isDead(), () -> String.valueOf(e));
    }
  }

  private void run(Path root) throws Exception {
    new WholeAudit(root.resolve("tree"), root.resolve("out"), root.resolve("cache"), services)
        .run();
  }

  private static void reset(Path root) throws IOException {
    if (Files.exists(root)) {
      try (Stream<Path> all = Files.walk(root)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
    Files.createDirectories(root.resolve("tree"));
    restoreTree(root);
  }

  /** The sources as they were; reports, caches and what is unfinished stay. */
  private static void restoreTree(Path root) throws IOException {
    for (String written : WRITTEN) {
      Files.deleteIfExists(root.resolve("tree").resolve(written));
    }
    for (Map.Entry<String, String> file : TREE.entrySet()) {
      Files.writeString(root.resolve("tree").resolve(file.getKey()), file.getValue());
    }
  }

  private static Map<String, String> results(Path root) throws IOException {
    Map<String, String> results = new TreeMap<>();
    for (String written : WRITTEN) {
      if (Files.exists(root.resolve("tree").resolve(written))) {
        results.put(written, Files.readString(root.resolve("tree").resolve(written)));
      }
    }
    if (Files.isDirectory(root.resolve("out"))) {
      try (Stream<Path> files = Files.list(root.resolve("out"))) {
        for (Path file : files.filter(f -> !isUnfinished(f)).toList()) {
          results.put("out/" + file.getFileName(), Files.readString(file));
        }
      }
    }
    return results;
  }

  /** Every file that has its name is as a whole build writes it, or as it was before. */
  private static void assertSound(Path root, Map<String, String> fresh, String when)
      throws IOException {
    results(root)
        .forEach(
            (path, content) -> {
              if (!content.equals(TREE.get(path))) {
                assertSame(fresh.get(path), content, when + ": " + path);
              }
            });
    List<?> rebuilds = new RebuildMemory(root.resolve("cache"), Path.of("tree")).read();
    assertTrue(rebuilds.isEmpty() || rebuilds.equals(WholeAudit.rebuilds()), when);
  }

  /**
   * Whether an answer came from the cache, and how old it is, may differ, and the number of files
   * while unfinished ones lie in the tree.
   */
  private static void assertSame(String expected, String content, String what) {
    List<String> lines = content.replaceAll(VOLATILE, "").lines().toList();
    List<String> wanted = expected.replaceAll(VOLATILE, "").lines().toList();
    for (int i = 0; i < Math.min(lines.size(), wanted.size()); i++) {
      assertEquals(wanted.get(i), lines.get(i), what + ", line " + (i + 1));
    }
    assertEquals(wanted.size(), lines.size(), what);
  }

  private void assertNextBuildIs(Map<String, String> fresh, Path root, String when)
      throws Exception {
    restoreTree(root);
    run(root);
    Map<String, String> now = results(root);
    assertEquals(fresh.keySet(), now.keySet(), when);
    fresh.forEach((path, content) -> assertSame(content, now.get(path), when + ": " + path));
    assertEquals(
        WholeAudit.rebuilds(), new RebuildMemory(root.resolve("cache"), Path.of("tree")).read());
  }

  private static boolean isUnfinished(Path file) {
    return file.getFileName().toString().matches(UNFINISHED);
  }

  private static List<Path> unfinished(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(f -> Files.isRegularFile(f) && isUnfinished(f)).toList();
    }
  }
}
