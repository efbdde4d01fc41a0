package io.github.pysecaudit.fuzz;

import io.github.pysecaudit.fuzz.FuzzTargets.Target;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every target survives its seeds, what fuzzing has found before, and damaged copies of both. */
class FuzzSeedsTest {
  private static final List<byte[]> PIECES =
      Stream.of("\n", "\r\n", "\"", "'", "[", "]", "{", "}", "(", "\\", "#", "=", "\0", "\t", "é")
          .map(piece -> piece.getBytes(StandardCharsets.UTF_8))
          .toList();

  @TestFactory
  Stream<DynamicTest> targetsSurviveTheirSeeds() throws Exception {
    return FuzzTargets.all().stream()
        .map(target -> DynamicTest.dynamicTest(target.name(), () -> replay(target)));
  }

  private static void replay(Target target) throws Throwable {
    for (Path seed : target.seeds()) {
      try {
        target.run(Files.readAllBytes(seed));
      } catch (Throwable e) {
        throw new AssertionError(target.name() + " fails for " + seed.getFileName(), e);
      }
    }
  }

  @TestFactory
  Stream<DynamicTest> targetsSurviveDamagedSeeds() throws Exception {
    return FuzzTargets.all().stream()
        .map(target -> DynamicTest.dynamicTest(target.name(), () -> damage(target)));
  }

  private static void damage(Target target) throws Throwable {
    List<Path> seeds = target.seeds();
    Random random = new Random(target.name().hashCode());
    for (int i = 0; i < target.effort(); i++) {
      byte[] one = Files.readAllBytes(seeds.get(i % seeds.size()));
      byte[] other = Files.readAllBytes(seeds.get(random.nextInt(seeds.size())));
      byte[] input = damaged(one, other, random);
      try {
        target.run(input);
      } catch (Throwable e) {
        String text = new String(input, StandardCharsets.ISO_8859_1);
        throw new AssertionError(target.name() + " fails for " + text, e);
      }
    }
  }

  private static byte[] damaged(byte[] seed, byte[] other, Random random) {
    byte[] input = seed;
    for (int changes = random.nextInt(5); changes >= 0; changes--) {
      int from = random.nextInt(input.length + 1);
      int to = Math.min(input.length, from + random.nextInt(20));
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.write(input, 0, from);
      int tail = to;
      switch (random.nextInt(6)) {
        case 0 -> out.writeBytes(PIECES.get(random.nextInt(PIECES.size())));
        case 1 -> out.write(random.nextInt());
        case 2 -> {
          int start = random.nextInt(other.length + 1);
          out.write(other, start, Math.min(other.length - start, random.nextInt(60)));
          tail = from;
        }
        case 3 -> {
          for (int times = random.nextInt(50); times > 0; times--) {
            out.write(input, from, to - from);
          }
        }
        case 4 -> tail = random.nextInt(4) == 0 ? input.length : to;
        default -> tail = from;
      }
      out.write(input, tail, input.length - tail);
      input = out.toByteArray();
    }
    return input;
  }
}
