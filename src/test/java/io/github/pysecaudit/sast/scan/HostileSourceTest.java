package io.github.pysecaudit.sast.scan;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pysecaudit.HangGuard;
import io.github.pysecaudit.sast.RuleCatalogue;
import io.github.pysecaudit.sast.ScanReport;
import io.github.pysecaudit.sast.SourceFile;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sources made to break a scanner end in time, with a report. */
class HostileSourceTest {
  private static final SourceScanner SCANNER =
      new SourceScanner(RuleCatalogue.load(), 1, ScanCache.none());

  private static ScanReport scan(byte[] bytes) {
    return SCANNER.scan(List.of(SourceFile.of("a.py", false, bytes)));
  }

  private static String lines(int count, java.util.function.IntFunction<String> line) {
    return IntStream.range(0, count).mapToObj(line).collect(Collectors.joining("\n")) + "\n";
  }

  static Stream<Map.Entry<String, String>> sources() {
    String sum = "(" + "b + ".repeat(500) + "b)";
    return Map.ofEntries(
        Map.entry("a comment of blanks", "eval(x)  # nosec" + " ".repeat(4_000_000)),
        Map.entry("a comment of commas", "eval(x)  # nosec B307" + ",".repeat(4_000_000)),
        Map.entry("a comment of hashes", "eval(x)  # nosec " + "#".repeat(4_000_000)),
        Map.entry("many markers", lines(100_000, i -> "eval(x)  # nosec B307")),
        Map.entry("many star imports", lines(50_000, i -> "from m" + i + " import *\nf(x)")),
        Map.entry("one name bound often", lines(100_000, i -> "x = x + y\nf(x)")),
        Map.entry("aliases in a circle", "a = b\nb = c\nc = a\na(x)\nb(x)\nc(x)\n"),
        Map.entry(
            "texts that double",
            lines(200, i -> "v" + (i + 1) + " = v" + i + " + v" + i) + "v0 = 'ab'\neval(v200)\n"),
        Map.entry(
            "numbers of numbers",
            lines(50, i -> "v" + i + " = " + ("v" + (i + 1) + " | ").repeat(300) + "1")
                + "os.chmod(p, v0)\n"),
        Map.entry(
            "origins of origins",
            lines(50, i -> "v" + i + " = f(" + ("v" + (i + 1) + ", ").repeat(300) + "1)")
                + "eval(v0)\n"),
        Map.entry(
            "choices of choices",
            lines(50, i -> "v" + i + " = v" + (i + 1) + " or v" + (i + 2) + " or eval")
                + "v0(x)\n"),
        Map.entry("a large dictionary", "d = {" + "'password': 'abc', ".repeat(14_000) + "}\n"),
        Map.entry("a long sum in SQL", "q = 'select * from t where ' + " + sum + "\n"),
        Map.entry("sums in sums", lines(2_000, i -> "q = 'select ' + " + sum)),
        Map.entry("attributes", "x" + ".MODE_ECB".repeat(50_000) + "\n"),
        Map.entry("calls", "x" + "()".repeat(50_000) + "\n"),
        Map.entry(
            "getattr in getattr", "getattr(".repeat(150) + "os" + ", 'a')".repeat(150) + "(x)"),
        Map.entry("lambdas", "lambda: ".repeat(150) + "eval(x)\n"),
        Map.entry("brackets", "(".repeat(100_000)),
        Map.entry("a long command", "os.system('" + "sudo x; ".repeat(100_000) + "')\n"),
        Map.entry("a long list", "run(['sudo', " + "'a', ".repeat(100_000) + "])\n"))
        .entrySet()
        .stream();
  }

  @ParameterizedTest
  @MethodSource("sources")
  void endsInTime(Map.Entry<String, String> source) {
    byte[] bytes = source.getValue().getBytes(UTF_8);
    ScanReport report = HangGuard.within(Duration.ofSeconds(20), () -> scan(bytes));
    assertTrue(
        report.unscanned().stream().noneMatch(each -> each.reason().contains("failed")),
        () -> report.unscanned().toString());
  }

  @Test
  void tooManyWeaknessesMakeAFileNotFullyScanned() {
    assertFalse(scan(lines(6_000, i -> "eval(x)").getBytes(UTF_8)).isComplete());
  }

  @Test
  void damagedSourcesNeverMakeTheScannerFail() throws IOException, URISyntaxException {
    Path folder = Path.of(HostileSourceTest.class.getResource("/sast/rules").toURI());
    Random random = new Random(7);
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        String text = Files.readString(file);
        for (int i = 0; i < 60; i++) {
          ScanReport report = scan(damaged(text, random).getBytes(i % 5 == 0 ? ISO_8859_1 : UTF_8));
          assertTrue(
              report.unscanned().stream().noneMatch(each -> each.reason().contains("failed")),
              () -> report.unscanned().toString());
        }
      }
    }
  }

  private static String damaged(String text, Random random) {
    StringBuilder damaged = new StringBuilder(text);
    String splinters = "()[]{}'\"\\:,=#\n\t *@.~\u202e0xf{}lambda yield await async def class ";
    for (int i = 0; i < 6; i++) {
      int at = random.nextInt(damaged.length());
      switch (random.nextInt(3)) {
        case 0 -> damaged.deleteCharAt(at);
        case 1 -> damaged.insert(at, splinters.charAt(random.nextInt(splinters.length())));
        default -> damaged.delete(at, Math.min(damaged.length(), at + random.nextInt(40)));
      }
    }
    return damaged.toString();
  }
}
