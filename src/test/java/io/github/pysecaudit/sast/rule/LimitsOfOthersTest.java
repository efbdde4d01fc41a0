package io.github.pysecaudit.sast.rule;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pysecaudit.sast.RuleCatalogue;
import io.github.pysecaudit.sast.ScanReport;
import io.github.pysecaudit.sast.SourceFile;
import io.github.pysecaudit.sast.Weakness;
import io.github.pysecaudit.sast.Weakness.Grade;
import io.github.pysecaudit.sast.scan.ScanCache;
import io.github.pysecaudit.sast.scan.SourceScanner;
import java.nio.charset.Charset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Bandit or Python Code Audit get wrong, reproduced with both, must be right here. */
class LimitsOfOthersTest {
  private static final RuleCatalogue RULES = RuleCatalogue.load();

  private static ScanReport scan(SourceFile... files) {
    return new SourceScanner(RULES, 1, ScanCache.none()).scan(List.of(files));
  }

  private static ScanReport scan(String text) {
    return scan(SourceFile.of("a.py", false, text.getBytes(UTF_8)));
  }

  private static List<String> rules(String text) {
    return scan(text).weaknesses().stream().map(Weakness::rule).distinct().toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "def f(a):\\n from os import system as s\\n s(a)                 | PYA605",
        "async def f(password=\"hunter2\"):\\n pass                      | PYA107",
        "f = eval\\nf(\"1\")                                             | PYA307",
        "import os\\ngetattr(os,\"sys\"+\"tem\")(x)                      | PYA605",
        "import os\\nos.__dict__[\"system\"](x)                          | PYA605",
        "import subprocess as sp\\nrun = sp.run\\nrun(cmd, shell=True)   | PYA602",
        "from os import *\\nsystem(x)                                    | PYA605",
        "try:\\n"
            + " import cPickle as p\\n"
            + "except ImportError:\\n"
            + " import pickle as p\\n"
            + "p.loads(x) | PYA301",
        "class A:\\n"
            + " def __init__(self):\\n"
            + "  self.r = eval\\n"
            + " def go(self, x):\\n"
            + "  self.r(x)  | PYA307",
        "def f(run=__import__('os').system):\\n run(x)                   | PYA605",
        "import sys, os\\nsys.modules['os'].system(x)                    | PYA605",
        "import os\\nN = 'system'\\ngetattr(os, f'{N}')(x)               | PYA605",
        "import os\\nvars(os)['system'](x)                               | PYA605",
        "import os\\nfor f in (os.system, print):\\n f(x)                | PYA605",
        "import os\\n{'a': os.system}['a'](x)                            | PYA605",
        "import os\\n(s := os.system)(x)                                 | PYA605",
        "def g():\\n global e\\n e = eval\\ng()\\ne(x)                   | PYA307",
        "import threading, os\\nthreading.Thread(target=os.system, args=(x,)) | PYA605",
      })
  void findsWhatHidesBehindANameOrAScope(String source, String rule) {
    String text = source.replace("\\n", "\n");
    assertTrue(rules(text).contains(rule), () -> text + " gave " + rules(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "input = 3\nprint(input)",
        "compile = 1\nx = compile + 1",
        "Test().eval()",
        "import pandas\npandas.DataFrame().eval('a + b')",
        "def eval(x):\n  return x\neval('1')",
        "from mine import eval\neval('1')",
        "class C:\n  def exec(self): pass\n  def f(self):\n    self.exec()",
        "from .os import system\nsystem(x)",
        "def f(system):\n  system(x)",
        "for eval in x:\n  eval(1)",
        "import re\nre.compile(x)",
        "import ast\nast.literal_eval(x)",
        "[exec(y) for exec in x]",
        "lambda eval: eval(1)",
        "os.system(x)\nimport mine as os",
      })
  void isSilentAboutWhatOnlyLooksLikeIt(String text) {
    assertEquals(List.of(), rules(text));
  }

  @Test
  void anEmptyReportNeverHidesAFileThatCouldNotBeParsed() {
    ScanReport report = scan("def f(:\n");
    assertFalse(report.isComplete());
    assertEquals(1, report.files());
  }

  @ParameterizedTest
  @CsvSource({"latin-1, ISO-8859-1, ä", "koi8-r, KOI8-R, ж"})
  void readsTheEncodingThatTheSourceDeclares(String cookie, String charset, String letter) {
    String text = "# -*- coding: " + cookie + " -*-\nx = '" + letter + "'\neval(x)\n";
    ScanReport report = scan(SourceFile.of("a.py", false, text.getBytes(Charset.forName(charset))));
    assertTrue(report.isComplete(), () -> report.unscanned().toString());
    assertEquals(1, report.weaknesses().size());
  }

  @Test
  void bytesThatAreNotTheDeclaredEncodingAreNotScannedFully() {
    ScanReport report = scan(SourceFile.of("a.py", false, "x = 'ä'\n".getBytes(ISO_8859_1)));
    assertFalse(report.isComplete());
  }

  @Test
  void oneFileIsEnough() {
    assertEquals(1, scan("eval(x)\n").files());
  }

  @Test
  void skipsNoFolderByItsName() {
    for (String folder : List.of("docs", "docker", "dist", "_private", ".hidden", "tests")) {
      SourceFile file = SourceFile.of(folder + "/a.py", false, "eval(x)".getBytes(UTF_8));
      assertEquals(1, scan(file).weaknesses().size(), folder);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "eval('1 + 1')                                          | LOW    | HIGH",
        "def f(x):\\n eval(x)                                   | MEDIUM | HIGH",
        "eval(input())                                          | MEDIUM | HIGH",
        "import os\\nos.system('ls')                            | LOW    | HIGH",
        "import os\\nfor x in ('a', 'b'):\\n os.system(x)       | LOW    | LOW",
        "import os, sys\\nos.system('ls ' + sys.argv[1])        | HIGH   | HIGH",
        "import os\\ndef f(a):\\n os.system('ls %s' % a)        | HIGH   | HIGH",
        "q = 'SELECT * FROM t WHERE a = ' + input()             | HIGH   | MEDIUM",
        "def f(a):\\n c.execute('SELECT * FROM t WHERE a = ' + a) | MEDIUM | MEDIUM",
      })
  void dataFlowGradesButNeverHides(String source, Grade severity, Grade confidence) {
    List<Weakness> found =
        scan(source.replace("\\n", "\n")).weaknesses().stream()
            .filter(each -> List.of("PYA307", "PYA605", "PYA608").contains(each.rule()))
            .toList();
    assertEquals(1, found.size(), () -> found.toString());
    assertEquals(severity, found.get(0).severity());
    assertEquals(confidence, found.get(0).confidence());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "assert x",
        "import random\nrandom.choice(x)",
        "password = 'hunter2'",
        "import subprocess\nsubprocess.run(['ls'])",
        "f('/tmp/x')",
      })
  void testCodeHasItsOwnProfile(String text) {
    SourceFile test = SourceFile.of("tests/test_a.py", true, text.getBytes(UTF_8));
    assertEquals(List.of(), scan(test).weaknesses());
    assertFalse(scan(text).weaknesses().isEmpty());
  }

  @Test
  void inTestCodeTheRestIsLoweredButNotHidden() {
    SourceFile test = SourceFile.of("tests/test_a.py", true, "eval(x)".getBytes(UTF_8));
    assertEquals(Grade.LOW, scan(test).weaknesses().get(0).severity());
  }
}
