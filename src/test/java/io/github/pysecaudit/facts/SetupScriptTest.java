package io.github.pysecaudit.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pysecaudit.HangGuard;
import io.github.pysecaudit.python.metadata.MetadataReading;
import io.github.pysecaudit.python.metadata.SetupPyReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SetupScriptTest {
  private static final Map<String, String> FILES =
      Map.of(
          "requirements.txt", "# comment\na==1\n\nb>=2\n",
          "reqs/base.txt", "c==3\n");

  private static MetadataReading read(String script) {
    return SetupPyReader.read(
        "setup.py",
        script.getBytes(StandardCharsets.UTF_8),
        path -> Optional.ofNullable(FILES.get(path)).map(t -> t.getBytes(StandardCharsets.UTF_8)),
        new SetupScript());
  }

  private static List<String> shown(MetadataReading reading) {
    return reading.dependencies().stream()
        .map(d -> d.place() + " " + d.field() + " " + d.name() + " " + d.reason())
        .sorted()
        .toList();
  }

  static Stream<Arguments> readable() {
    return Stream.of(
        Arguments.of(
            """
            from setuptools import setup
            setup(name="x", install_requires=["a==1", 'b>=2'], extras_require={"t": ("c",)})
            """,
            """
            setup.py:2 extras_require.t c NO_VERSION
            setup.py:2 install_requires a PIN_EQ
            setup.py:2 install_requires b RANGE
            """),
        Arguments.of(
            """
            import setuptools
            V = "1.2"
            reqs = ["a==" + V, f"b=={V}", "c==%s" % V, "d=={}".format(V)]
            reqs += ["e"]
            reqs.append("f~=1.0")
            setuptools.setup(install_requires=reqs, setup_requires="g==1\\nh")
            """,
            """
            setup.py:3 install_requires a PIN_EQ
            setup.py:3 install_requires b PIN_EQ
            setup.py:3 install_requires c PIN_EQ
            setup.py:3 install_requires d PIN_EQ
            setup.py:4 install_requires e NO_VERSION
            setup.py:5 install_requires f COMPATIBLE
            setup.py:6 setup_requires g PIN_EQ
            setup.py:6 setup_requires h NO_VERSION
            """),
        Arguments.of(
            """
            from setuptools import setup
            with open('requirements.txt') as f:
                requirements = f.read().splitlines()
            setup(install_requires=requirements)
            """,
            """
            requirements.txt:2 install_requires a PIN_EQ
            requirements.txt:4 install_requires b RANGE
            setup.py:3 install_requires  DYNAMIC_FILE
            """),
        Arguments.of(
            """
            import os
            from setuptools import setup
            here = os.path.abspath(os.path.dirname(__file__))
            def read(name):
                '''Reads.'''
                with open(os.path.join(here, 'reqs', name), encoding='utf-8') as f:
                    return [line.strip() for line in f if line.strip() and not line.startswith('#')]
            setup(install_requires=read('base.txt') + ['z==1'])
            """,
            """
            reqs/base.txt:1 install_requires c PIN_EQ
            setup.py:7 install_requires  DYNAMIC_FILE
            setup.py:8 install_requires z PIN_EQ
            """),
        Arguments.of(
            """
            from pathlib import Path
            from setuptools import setup
            text = (Path(__file__).parent / "reqs" / "base.txt").read_text()
            setup(install_requires=text.strip().split("\\n"))
            """,
            """
            reqs/base.txt:1 install_requires c PIN_EQ
            setup.py:4 install_requires  DYNAMIC_FILE
            """),
        Arguments.of(
            """
            import sys
            from setuptools import setup
            reqs = ["a==1"]
            if sys.version_info < (3, 8):
                reqs.append("b")
            else:
                reqs = reqs + ["c"]
            def main():
                setup(install_requires=reqs)
            if __name__ == "__main__":
                main()
            """,
            """
            setup.py:3 install_requires a PIN_EQ
            setup.py:3 install_requires a PIN_EQ
            setup.py:5 install_requires b NO_VERSION
            setup.py:5 install_requires b NO_VERSION
            setup.py:7 install_requires c NO_VERSION
            """),
        Arguments.of(
            """
            from setuptools import setup
            extras = {'x': ['a==1']}
            extras['y'] = ['b']
            extras['all'] = sorted(set(sum(extras.values(), [])))
            kwargs = dict(extras_require=extras, name='n')
            setup(**kwargs)
            """,
            """
            setup.py:2 extras_require.all a PIN_EQ
            setup.py:2 extras_require.x a PIN_EQ
            setup.py:3 extras_require.all b NO_VERSION
            setup.py:3 extras_require.y b NO_VERSION
            """),
        Arguments.of(
            """
            try:
                from setuptools import setup
                params = {'install_requires': ['a==1']}
            except ImportError:
                from distutils.core import setup
                params = {'requires': ['a (>=1)']}
            params.update({'name': 'n'})
            params['tests_require'] = ['b']
            setup(**params)
            """,
            """
            setup.py:3 install_requires a PIN_EQ
            setup.py:6 requires  LEGACY_REQUIRES
            setup.py:8 tests_require b NO_VERSION
            """),
        Arguments.of("from setuptools import setup\nsetup()\n", ""),
        Arguments.of("import os\nprint(os.name)\n", ""));
  }

  @ParameterizedTest
  @MethodSource("readable")
  void readsWithoutRunning(String script, String expected) {
    MetadataReading reading = read(script);
    assertEquals(expected, String.join("\n", shown(reading)) + (expected.isEmpty() ? "" : "\n"));
    assertEquals(List.of(), reading.problems());
  }

  static Stream<String> unreadable() {
    return Stream.of(
        "setup(install_requires=compute())",
        "reqs = ['a==1']\nhelper(reqs)\nsetup(install_requires=reqs)",
        "setup(install_requires=[l.split('==')[0] for l in open('requirements.txt')])",
        "setup(install_requires=open('requirements.txt').read().replace('==', '>=').splitlines())",
        "setup(install_requires=[x.rstrip('=1') for x in open('requirements.txt')])",
        "reqs = ['a==1']\ndef f():\n  global reqs\n  reqs = g()\nf()\nsetup(install_requires=reqs)",
        "setup(**load())",
        "setup(*args)",
        "setup(extras_require={k: v for k, v in things})",
        "setup(install_requires=['a==' + version()])",
        "setup(install_requires=open(name).readlines())",
        "setup(install_requires=open('missing.txt').readlines())",
        "setup(install_requires=open('../outside.txt').readlines())",
        "x = []\nx += x\nx.append(x)\nsetup(install_requires=x)",
        "def f(n):\n  return f(n)\nsetup(install_requires=f(1))",
        "setup(install_requires=['a==1'\nprint('broken'",
        "globals()['setup'](install_requires=['a'])",
        "from os import environ\nsetup(install_requires=environ['R'].split())");
  }

  @ParameterizedTest
  @MethodSource("unreadable")
  void saysWhatItCannotTell(String script) {
    MetadataReading reading = read("from setuptools import setup\n" + script + "\n");
    assertFalse(reading.problems().isEmpty(), () -> shown(reading).toString());
    reading.problems().forEach(p -> assertTrue(p.place().path().isPresent(), p.toString()));
  }

  @Test
  void staysBoundedOnScriptsThatGrowWithoutEnd() {
    String doubling = "x = ['a']\n" + "x = x + x\n".repeat(60);
    String nesting = "x = ['a']\n" + "x = [x, x]\n".repeat(60);
    String text = "x = 'ab'\n" + "x = x + x\n".repeat(60);
    String format = "x = 'ab'\n" + "x = '%s%s' % (x, x)\n".repeat(60);
    String dicts = "x = {}\n" + "x = {'a': x, 'b': x}\n".repeat(60);
    String loops =
        "r = [" + "1,".repeat(999) + "1]\nx = [a for a in r for b in r for c in r for d in r]\n";
    String functions =
        "def f0(): return 'a'\n"
            + Stream.iterate(1, n -> n + 1)
                .limit(40)
                .map(n -> "def f" + n + "(): return [" + ("f" + (n - 1) + "(),").repeat(10) + "]\n")
                .reduce("", String::concat)
            + "x = f40()\n";
    String trailers = "x = a" + "()".repeat(50_000) + "\ny = b" + ".c".repeat(50_000) + "\n";
    HangGuard.within(
        Duration.ofSeconds(30),
        () -> {
          for (String script :
              List.of(doubling, nesting, text, format, loops, functions, trailers)) {
            assertFalse(read(script + "setup(install_requires=x)\n").problems().isEmpty());
          }
          assertFalse(read(dicts + "setup(extras_require=x)\n").problems().isEmpty());
        });
  }

  @Test
  void survivesMutatedScripts() {
    List<String> seeds = readable().map(a -> (String) a.get()[0]).toList();
    Random random = new Random(1);
    for (int i = 0; i < 3_000; i++) {
      StringBuilder script = new StringBuilder(seeds.get(random.nextInt(seeds.size())));
      for (int m = random.nextInt(5); m >= 0; m--) {
        int from = random.nextInt(script.length());
        int to = Math.min(script.length(), from + 1 + random.nextInt(8));
        if (random.nextBoolean()) {
          script.insert(random.nextInt(script.length()), script.substring(from, to));
        } else {
          script.delete(from, to);
        }
        if (script.length() == 0) {
          script.append("x");
        }
      }
      read(script.toString());
    }
  }
}
