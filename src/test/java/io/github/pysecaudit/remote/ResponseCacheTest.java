package io.github.pysecaudit.remote;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResponseCacheTest {

  private static final String SERVER = "https://api.example";

  private final FakeTime time = new FakeTime();
  @TempDir Path folder;

  @Test
  void returnsWhatWasStoredWithItsAge() {
    ResponseCache cache = cache();
    assertTrue(cache.store(SERVER, "q", bytes("answer")));
    time.pass(Duration.ofHours(30));
    ResponseCache.Cached cached = cache.find(SERVER, "q").orElseThrow();
    assertArrayEquals(bytes("answer"), cached.value());
    assertEquals(FakeTime.START, cached.fetchedAt());
    assertEquals(Duration.ofHours(30), cached.age());
    assertFalse(cached.isWithin(Duration.ofHours(24)));
    assertTrue(cached.isWithin(Duration.ofHours(30)));
    assertEquals(List.of(), cache.notes());
  }

  @Test
  void keepsServersAndQueriesApart() {
    ResponseCache cache = cache();
    cache.store(SERVER, "q", bytes("real"));
    assertEquals(Optional.empty(), cache.find("http://127.0.0.1:8080", "q"));
    assertEquals(Optional.empty(), cache.find(SERVER, "p"));
    assertEquals(Optional.empty(), cache.find(SERVER + "\0q", ""));
  }

  @Test
  void replacesAnOlderAnswer() {
    ResponseCache cache = cache();
    cache.store(SERVER, "q", bytes("old"));
    time.pass(Duration.ofDays(2));
    cache.store(SERVER, "q", bytes("new"));
    assertArrayEquals(bytes("new"), cache.find(SERVER, "q").orElseThrow().value());
    assertEquals(Duration.ZERO, cache.find(SERVER, "q").orElseThrow().age());
  }

  @Test
  void anyDamageMakesItAbsent() throws IOException {
    ResponseCache cache = cache();
    cache.store(SERVER, "q", bytes("answer"));
    Path file = files().get(0);
    byte[] intact = Files.readAllBytes(file);
    for (int i = 0; i < intact.length; i++) {
      byte[] damaged = intact.clone();
      damaged[i] ^= 4;
      Files.write(file, damaged);
      assertEquals(Optional.empty(), cache.find(SERVER, "q"), "byte " + i + " changed");
      Files.write(file, Arrays.copyOf(intact, i));
      assertEquals(Optional.empty(), cache.find(SERVER, "q"), "cut to " + i + " bytes");
    }
    Files.write(file, Arrays.copyOf(intact, intact.length + 1));
    assertEquals(Optional.empty(), cache.find(SERVER, "q"), "one byte more");
    Files.write(file, intact);
    assertTrue(cache.find(SERVER, "q").isPresent());
  }

  @Test
  void anEntryOfAnotherQueryIsAbsent() throws IOException {
    ResponseCache cache = cache();
    cache.store(SERVER, "clean package", bytes("{}"));
    Path clean = files().get(0);
    cache.store(SERVER, "bad package", bytes("{\"vulns\":[]}"));
    Path bad = files().stream().filter(f -> !f.equals(clean)).findFirst().orElseThrow();
    Files.write(bad, Files.readAllBytes(clean));
    assertEquals(Optional.empty(), cache.find(SERVER, "bad package"));
  }

  @Test
  void anAnswerFromTheFutureIsAbsentButClocksMayDifferALittle() {
    ResponseCache cache = cache();
    cache.store(SERVER, "q", bytes("answer"));
    time.pass(Duration.ofSeconds(-30));
    assertEquals(Duration.ZERO, cache.find(SERVER, "q").orElseThrow().age());
    time.pass(Duration.ofMinutes(-2));
    assertEquals(Optional.empty(), cache.find(SERVER, "q"));
  }

  @Test
  void storesNothingThatIsTooLarge() {
    ResponseCache small = new ResponseCache(folder, time, 10);
    assertTrue(small.store(SERVER, "a", new byte[10]));
    assertFalse(small.store(SERVER, "b", new byte[11]));
    assertTrue(cache().store(SERVER, "c", new byte[11]));
    assertEquals(Optional.empty(), small.find(SERVER, "c"));
  }

  @Test
  void aFolderThatCanNotBeWrittenIsNotedAndNothingElse() throws IOException {
    Path file = Files.writeString(folder.resolve("occupied"), "");
    ResponseCache cache = new ResponseCache(file, time, 100);
    assertFalse(cache.store(SERVER, "q", bytes("answer")));
    assertEquals(Optional.empty(), cache.find(SERVER, "q"));
    assertTrue(cache.notes().stream().anyMatch(n -> n.contains("can not be written")));
  }

  @Test
  void parallelWritersNeverLeaveHalfAnEntry() throws Exception {
    byte[][] values = {bytes("a".repeat(50_000)), bytes("b".repeat(20_000)), bytes("c")};
    List<Thread> threads = new ArrayList<>();
    List<Throwable> wrong = new ArrayList<>();
    for (byte[] value : values) {
      Thread thread =
          new Thread(
              () -> {
                ResponseCache own = cache();
                for (int i = 0; i < 50; i++) {
                  own.store(SERVER, "q", value);
                  if (own.find(SERVER, "q").isEmpty()) {
                    synchronized (wrong) {
                      wrong.add(new AssertionError("absent after a write"));
                    }
                  }
                }
              });
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(List.of(), wrong);
    assertEquals(1, files().size());
  }

  @Test
  void removesWhatAKilledWriterLeftAndWhatIsOfNoUse() throws IOException {
    ResponseCache cache = cache();
    cache.store(SERVER, "q", bytes("answer"));
    Path shelf = files().get(0).getParent();
    Path left = Files.write(shelf.resolve(".123.tmp"), bytes("audit-cache-1\nhalf"));
    Path old = Files.write(shelf.resolve("f00"), bytes("old"));
    Path recent = Files.write(shelf.resolve(".456.tmp"), bytes("being written"));
    date(left, Duration.ofDays(2));
    date(old, Duration.ofDays(91));
    date(recent, Duration.ofMinutes(1));
    assertTrue(cache.find(SERVER, "q").isPresent());
    cache().store(SERVER, "q", bytes("answer"));
    assertFalse(Files.exists(left));
    assertFalse(Files.exists(old));
    assertTrue(Files.exists(recent));
  }

  private static void date(Path file, Duration age) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(FakeTime.START.minus(age)));
  }

  private ResponseCache cache() {
    return new ResponseCache(folder, time, 100_000);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(Files::isRegularFile).toList();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
