package io.github.pysecaudit.sast.scan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pysecaudit.checklist.Place;
import io.github.pysecaudit.sast.PrivilegeUse;
import io.github.pysecaudit.sast.RuleCatalogue;
import io.github.pysecaudit.sast.ScanReport;
import io.github.pysecaudit.sast.SourceFile;
import io.github.pysecaudit.sast.Unscanned;
import io.github.pysecaudit.sast.Weakness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceScannerTest {
  private static final RuleCatalogue RULES = RuleCatalogue.load();

  private static ScanReport scan(SourceFile... files) {
    return new SourceScanner(RULES, 2, ScanCache.none()).scan(List.of(files));
  }

  private static SourceFile source(String path, String text) {
    return SourceFile.of(path, path.startsWith("tests/"), text.getBytes(UTF_8));
  }

  @Test
  void saysWhatItIsAndWhatItRead() {
    ScanReport report = scan(source("a.py", "x = 1\ny = 2\n"), source("b.py", ""));
    assertTrue(report.engine().contains("embedded"));
    assertTrue(report.version().contains("rules."), report.version());
    assertEquals(RULES.all().size(), report.ruleCount());
    assertEquals(2, report.files());
    assertTrue(report.lines() >= 2);
    assertTrue(report.isComplete());
    assertTrue(report.weaknesses().isEmpty());
  }

  @Test
  void reportsAWeaknessWithPlaceRemedyAndWitness() {
    ScanReport report = scan(source("pkg/run.py", "import os\nos.system(input())\n"));
    Weakness shell =
        report.weaknesses().stream()
            .filter(each -> each.rule().equals("PYA605"))
            .findFirst()
            .orElseThrow();
    assertEquals(Place.position("pkg/run.py", 2, 1), shell.place());
    assertEquals(Weakness.Grade.HIGH, shell.severity());
    assertEquals(78, shell.cwe());
    assertEquals("os.system hands input from outside to a shell.", shell.message());
    assertTrue(shell.remedy().startsWith("Use subprocess.run"));
    assertEquals(List.of("embedded:PYA605"), shell.witnesses());
  }

  @Test
  void namesAFileThatItCouldNotRead() {
    SourceFile broken =
        new SourceFile(
            "gone.py",
            false,
            () -> {
              throw new IOException("no such file");
            });
    ScanReport report = scan(broken, source("a.py", "x = 1\n"));
    assertFalse(report.isComplete());
    Unscanned unscanned = report.unscanned().get(0);
    assertEquals(Place.file("gone.py"), unscanned.place());
    assertTrue(unscanned.entirely());
    assertEquals("The file could not be read: no such file.", unscanned.reason());
    assertEquals(1, report.files());
  }

  @Test
  void scansTheRestOfABrokenFileAndSaysSo() {
    ScanReport report = scan(source("a.py", "import os\nx = = 1\nos.system(a)\n"));
    assertFalse(report.isComplete());
    assertEquals(Place.line("a.py", 2), report.unscanned().get(0).place());
    assertFalse(report.unscanned().get(0).entirely());
    assertTrue(report.weaknesses().stream().anyMatch(each -> each.rule().equals("PYA605")));
  }

  @Test
  void doesNotTakeAFileThatIsTooLargeForScanned() {
    SourceFile large = new SourceFile("large.py", false, () -> new byte[9 << 20]);
    ScanReport report = scan(large);
    assertEquals("The file has more than 8 MB.", report.unscanned().get(0).reason());
  }

  @Test
  void afterTheMostFindingsTheRestIsNotScannedAndNeverTakenForScanned() {
    List<SourceFile> files = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      files.add(source("f" + i + ".py", "import os\nos.system(x)\nos.system(y)\n"));
    }
    SourceScanner scanner = new SourceScanner(RULES, 1, ScanCache.none(), 10);
    ScanReport report = scanner.scan(files);
    assertFalse(report.isComplete());
    assertEquals(9, report.files() + report.unscanned().size());
    assertTrue(report.weaknesses().size() >= 10 && report.weaknesses().size() < 18);
    assertEquals(
        "There are more than 10 findings elsewhere; the file was not scanned.",
        report.unscanned().get(0).reason());
    assertEquals(1, scanner.scan(files.subList(0, 1)).unscanned().size());
  }

  @Test
  void givesTheSameReportWhateverTheNumberOfThreads() {
    List<SourceFile> files = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      files.add(source("f" + i + ".py", "import os\nos.system(x" + i + ")\n"));
    }
    ScanReport one = new SourceScanner(RULES, 1, ScanCache.none()).scan(files);
    ScanReport many = new SourceScanner(RULES, 8, ScanCache.none()).scan(files);
    assertEquals(one, many);
    assertEquals(200, one.open().size());
  }

  @Test
  void survivesChainsThatOverflowOtherScanners() {
    String sum = "a" + "+a".repeat(100_000);
    String attributes = "x" + ".y".repeat(2_000);
    String calls = "f" + "()".repeat(1_500);
    StringBuilder ladder = new StringBuilder("if a == 0:\n  pass\n");
    IntStream.range(0, 1_500)
        .forEach(i -> ladder.append("elif a == ").append(i).append(":\n  pass\n"));
    for (String hard : List.of(sum, attributes, calls, ladder.toString())) {
      ScanReport report = scan(source("a.py", hard + "\nimport os\nos.system(a)\neval(b)\n"));
      assertTrue(report.isComplete(), () -> report.unscanned().toString());
      assertEquals(
          List.of("PYA605", "PYA307"), report.weaknesses().stream().map(Weakness::rule).toList());
    }
  }

  @Test
  void tellsWhatAFileImportsAndUses() {
    String text =
        """
        import atheris
        from hypothesis import given, strategies as st

        @given(st.text())
        def test_it(text):
            pass

        def TestOneInput(data):
            pass

        atheris.Setup([], TestOneInput)
        """;
    ScanReport report = scan(source("tests/fuzz.py", text));
    var facts = report.sources().get(0);
    assertTrue(facts.test());
    assertTrue(facts.importsModule("atheris"));
    assertTrue(facts.importsModule("hypothesis"));
    assertFalse(facts.importsModule("hypo"));
    assertEquals(4, facts.decorators().get("hypothesis.given"));
    assertEquals(8, facts.functions().get("TestOneInput"));
    assertEquals(11, facts.calls().get("atheris.Setup"));
  }

  @Test
  void observesUsesOfPrivileges() {
    String text =
        """
        import os, sys, subprocess
        if os.geteuid() != 0:
            sys.exit("run me as root")
        if os.getuid() == 0:
            raise SystemExit("not as root")
        os.setuid(0)
        os.setuid(uid)
        os.chmod("/usr/bin/x", 0o4755)
        subprocess.run(["sudo", "systemctl", "restart", "x"])
        os.system("apt update && pkexec id")
        if os.geteuid() == 0:
            print("root")
        """;
    assertEquals(
        List.of(
            "2 DEMANDS_ROOT",
            "4 REFUSES_ROOT",
            "6 SETUID_ROOT",
            "7 DROPS_PRIVILEGES",
            "8 SETUID_BIT",
            "9 SUDO",
            "10 SUDO",
            "11 CHECKS_ROOT"),
        scan(source("a.py", text)).privileges().stream()
            .map(SourceScannerTest::lineAndKind)
            .toList());
  }

  private static String lineAndKind(PrivilegeUse use) {
    return use.place().line().orElseThrow() + " " + use.kind();
  }

  @Test
  void remembersAFileUntilItsContentChanges(@TempDir Path folder) throws IOException {
    SourceFile file = source("a.py", "eval(x)  # nosec B307 - the text is made by us\n");
    ScanReport first = scanWithCache(folder, file);
    ScanReport second = scanWithCache(folder, file);
    assertEquals(first, second);
    ScanReport moved = scanWithCache(folder, source("b.py", "eval(y)\n"));
    assertEquals("b.py", moved.weaknesses().get(0).place().path().orElseThrow());
    assertTrue(moved.weaknesses().get(0).marker().isEmpty());
  }

  @Test
  void ignoresACacheThatIsBroken(@TempDir Path folder) throws IOException {
    SourceFile file = source("a.py", "eval(x)\n");
    ScanReport fresh = scanWithCache(folder, file);
    for (String broken : List.of("", "{", "[]", "null", "{\"version\":null}", "{\"files\":3}")) {
      Files.writeString(folder.resolve("source-scan.json"), broken);
      assertEquals(fresh, scanWithCache(folder, file), broken);
    }
  }

  @Test
  void doesNotTakeOverWhatACacheCannotMean(@TempDir Path folder) throws IOException {
    SourceFile file = source("a.py", "eval(x)  # nosec B307 - the text is our own\n");
    ScanReport fresh = scanWithCache(folder, file);
    Path stored = folder.resolve("source-scan.json");
    String good = Files.readString(stored);
    for (String[] change :
        new String[][] {
          {"PYA307", "PYA999"},
          {"\"MEDIUM\"", "null"},
          {"\"MEDIUM\"", "\"DEADLY\""},
          {"[[\"PYA307\",1,", "[[\"PYA307\",-7,"},
          {",0]],", ",9]],"},
          {",0]],", ",0,0]],"},
          {"{}", "null"},
          {"{}", "[]"},
          {",1]}", ",-1]}"},
          {",1]}", "]}"},
          {",1]}", ",1]} {}"},
        }) {
      assertTrue(good.contains(change[0]), change[0]);
      Files.writeString(stored, good.replace(change[0], change[1]));
      assertEquals(fresh, scanWithCache(folder, file), change[1]);
    }
  }

  private static ScanReport scanWithCache(Path folder, SourceFile file) {
    FolderScanCache cache = FolderScanCache.open(folder, SourceScanner.version(RULES));
    return new SourceScanner(RULES, 2, cache).scan(List.of(file));
  }
}
