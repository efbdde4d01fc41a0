package io.github.pysecaudit.python.metadata;

import static io.github.pysecaudit.python.metadata.Readings.bytes;
import static io.github.pysecaudit.python.metadata.Readings.files;
import static io.github.pysecaudit.python.metadata.Readings.indexes;
import static io.github.pysecaudit.python.metadata.Readings.messages;
import static io.github.pysecaudit.python.metadata.Readings.shown;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The smaller formats: setup.cfg, Pipfile, environment.yml, script blocks, tox.ini. */
class OtherReadersTest {

  @Test
  void readsSetupCfgAsConfigParserDoes() {
    MetadataReading reading =
        SetupCfgReader.read(
            "setup.cfg",
            bytes(
                """
                [DEFAULT]
                numpy = numpy==1.26
                [metadata]
                name = x
                [options]
                python_requires = >=3.9
                install-requires =
                    a==1
                    # comment
                    %(numpy)s
                    b>=2 # tail

                    c; python_version < "3"
                setup_requires = d==1; e
                tests_require: file: test.txt
                [options.extras_require]
                x = f
                y =
                  g==1, \\
                """
                    .replace(", \\\n", "\n")),
            files(Map.of("test.txt", "t~=1.0\n")));
    assertEquals(
        """
        setup.cfg:6:19 options.python_requires - NOT_A_DEPENDENCY runtime
        setup.cfg:8:5 options.install_requires a PIN_EQ 1 runtime
        setup.cfg:10:5 options.install_requires numpy PIN_EQ 1.26 runtime
        setup.cfg:11:5 options.install_requires b RANGE runtime
        setup.cfg:13:5 options.install_requires c NO_VERSION runtime
        setup.cfg:14:18 options.setup_requires d PIN_EQ 1 build
        setup.cfg:14:18 options.setup_requires e NO_VERSION build
        setup.cfg:15:16 options.tests_require - DYNAMIC_FILE development
        test.txt:1:1 options.tests_require t COMPATIBLE development
        setup.cfg:17:5 options.extras_require.x f NO_VERSION optional
        setup.cfg:19:3 options.extras_require.y g PIN_EQ 1 optional
        """,
        shown(reading));
    assertEquals("", messages(reading));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a = 1\n[options]\n",
        "[options]\ninstall_requires\n",
        "[options]\n[options]\n",
        "[options]\na=1\na=2\n",
        "[options]\ninstall_requires = %(gone)s\n",
        "[options]\ninstall_requires = 100%\n",
        "[options]\ninstall_requires = %(install_requires)s\n"
      })
  void saysWithTheLineWhatIsWrongInSetupCfg(String text) {
    MetadataReading reading = SetupCfgReader.read("setup.cfg", bytes(text), MetadataFiles.none());
    assertEquals(1, reading.problems().size(), messages(reading));
    assertEquals(PinReason.INVALID_INI, reading.problems().get(0).reason());
    assertTrue(reading.problems().get(0).place().line().isPresent());
  }

  @Test
  void readsAPipfile() {
    MetadataReading reading =
        PipfileReader.read(
            "Pipfile",
            bytes(
                """
                [[source]]
                url = "https://one.example/simple"
                [[source]]
                url = "https://two.example/simple"
                [requires]
                python_version = "3.9"
                [packages]
                a = "*"
                b = "==1.2.3"
                c = "1.2.3"
                d = "3.*"
                e = { version = "~=1.0", extras = ["x"] }
                f = { git = "https://e.org/f", ref = "0123456789abcdef0123456789abcdef01234567" }
                g = { path = ".", editable = true }
                h = { file = "https://e.org/h-1.0.zip" }
                [dev-packages]
                i = ">=1,<2"
                [docs]
                j = {}
                """));
    assertEquals(
        """
        Pipfile:8:1 packages a NO_VERSION runtime
        Pipfile:9:1 packages b PIN_EQ 1.2.3 runtime
        Pipfile:10:1 packages c PIN_PIPFILE_BARE 1.2.3 runtime
        Pipfile:11:1 packages d WILDCARD runtime
        Pipfile:12:1 packages e COMPATIBLE runtime
        Pipfile:13:1 packages f PIN_VCS_COMMIT 0123456789abcdef0123456789abcdef01234567 runtime
        Pipfile:14:1 packages g LOCAL_PATH runtime
        Pipfile:15:1 packages h URL_NO_HASH 1.0 runtime
        Pipfile:17:1 dev-packages i RANGE development
        Pipfile:19:1 docs j NO_VERSION optional
        """,
        shown(reading));
    assertEquals(
        """
        Pipfile:2 source https://one.example/simple
        Pipfile:4 source https://two.example/simple +
        """,
        indexes(reading));
  }

  @Test
  void readsACondaEnvironmentWithItsListForPip() {
    MetadataReading reading =
        CondaEnvironmentReader.read(
            "environment.yml",
            bytes(
                """
                name: x
                channels: [conda-forge]
                dependencies:
                  - python=3.11
                  - conda-forge::numpy=1.11  # fuzzy
                  - scipy==1.2
                  - pip
                  - pip:
                      - a==1
                      - -e .
                      - -r more.txt
                """),
            files(Map.of("more.txt", "b\n")));
    assertEquals(
        """
        environment.yml:4:5 dependencies python NOT_A_DEPENDENCY runtime
        environment.yml:5:5 dependencies numpy CONDA_FUZZY runtime
        environment.yml:6:5 dependencies scipy PIN_CONDA_EXACT 1.2 runtime
        environment.yml:7:5 dependencies pip NO_VERSION runtime
        environment.yml:9:9 dependencies.pip.requirement a PIN_EQ 1 runtime
        environment.yml:10:9 dependencies.pip.editable - LOCAL_PATH runtime
        environment.yml:11:9 dependencies.pip.-r - INCLUDE_FILE runtime
        more.txt:1:1 dependencies.pip.requirement b NO_VERSION runtime
        """,
        shown(reading));
    assertEquals("Conda", reading.dependencies().get(1).ecosystem());
    assertEquals("PyPI", reading.dependencies().get(4).ecosystem());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a: [", "a: b: c", "- {", "a: &x [*x, *y]", "\t- a"})
  void saysThatItIsNoYaml(String yaml) {
    MetadataReading reading =
        CondaEnvironmentReader.read("environment.yml", bytes(yaml), MetadataFiles.none());
    assertEquals(1, reading.problems().size(), messages(reading));
    assertEquals(PinReason.INVALID_YAML, reading.problems().get(0).reason());
  }

  @Test
  void refusesYamlNestedWithoutEnd() {
    String yaml = "dependencies: " + "[".repeat(10_000);
    MetadataReading reading =
        CondaEnvironmentReader.read("environment.yml", bytes(yaml), MetadataFiles.none());
    assertEquals(1, reading.problems().size());
  }

  @Test
  void readsTheBlockOfAScript() {
    MetadataReading reading =
        InlineScriptReader.read(
            "tool.py",
            bytes(
                """
                #!/usr/bin/env python3
                # /// other
                # dependencies = ["no"]
                # ///

                # /// script
                # requires-python = ">=3.11"
                # dependencies = [
                #   "a==1",
                #   "b",
                # ]
                # [tool.uv]
                # constraint-dependencies = ["c<2"]
                # ///
                import a
                """));
    assertEquals(
        """
        tool.py:9:5 script.dependencies a PIN_EQ 1 runtime
        tool.py:10:5 script.dependencies b NO_VERSION runtime
        tool.py:7:3 script.requires-python - NOT_A_DEPENDENCY runtime
        tool.py:13:30 tool.uv.constraint-dependencies c RANGE constraint
        """,
        shown(reading));
    assertEquals("", messages(reading));
  }

  @Test
  void saysThatAScriptHasTwoBlocksOrABrokenOne() {
    String block = "# /// script\n# dependencies = ['a']\n# ///\n";
    MetadataReading two = InlineScriptReader.read("t.py", bytes(block + "x\n" + block));
    assertEquals(1, two.problems().size());
    assertEquals("t.py:5", two.problems().get(0).place().toString());
    MetadataReading broken =
        InlineScriptReader.read("t.py", bytes("\n# /// script\n# a = \n# ///\n"));
    assertEquals(PinReason.INVALID_TOML, broken.problems().get(0).reason());
    assertEquals("t.py:3", broken.problems().get(0).place().toString());
    MetadataReading none = InlineScriptReader.read("t.py", bytes("# /// script\nx = 1\n"));
    assertEquals(MetadataReading.class, none.getClass());
    assertEquals(0, none.dependencies().size() + none.problems().size() + none.files().size());
  }

  @Test
  void reportsToxWithoutJudgingIt() {
    MetadataReading reading =
        ToxReader.read(
            "tox.ini",
            bytes(
                """
                [tox]
                requires = tox>=4
                [testenv]
                deps =
                    -r requirements.txt
                    py38,py39-x: a==1
                    {[base]deps}
                    b
                [testenv:lint]
                deps = c
                """));
    assertEquals(
        """
        tox.ini:2:12 tox.requires.requirement tox RANGE reported
        tox.ini:5:5 testenv.deps.-r - INCLUDE_FILE reported
        tox.ini:6:5 testenv.deps.requirement a PIN_EQ 1 reported
        tox.ini:7:5 testenv.deps - ENV_VAR reported
        tox.ini:8:5 testenv.deps.requirement b NO_VERSION reported
        tox.ini:10:8 testenv:lint.deps.requirement c NO_VERSION reported
        """,
        shown(reading));
    assertEquals("", messages(reading));
  }
}
