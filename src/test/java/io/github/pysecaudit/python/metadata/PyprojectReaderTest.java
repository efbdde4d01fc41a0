package io.github.pysecaudit.python.metadata;

import static io.github.pysecaudit.python.metadata.Readings.bytes;
import static io.github.pysecaudit.python.metadata.Readings.files;
import static io.github.pysecaudit.python.metadata.Readings.indexes;
import static io.github.pysecaudit.python.metadata.Readings.messages;
import static io.github.pysecaudit.python.metadata.Readings.shown;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PyprojectReaderTest {

  private static PyprojectReading read(String toml, Map<String, String> tree) {
    return PyprojectReader.read("p.toml", bytes(toml), files(tree), SetupScripts.none());
  }

  private static MetadataReading read(String toml) {
    return read(toml, Map.of()).reading();
  }

  @Test
  void readsTheTablesOfTheStandards() {
    MetadataReading reading =
        read(
            """
            [build-system]
            requires = ["hatchling==1.*"]
            [project]
            name = "me"
            requires-python = ">=3.9"
            dependencies = [
              "a==1",
              "b>=2", # comment
            ]
            [project.optional-dependencies]
            x = [ "c", "Me[y]" ]
            [dependency-groups]
            dev = [ "d~=1.0", {include-group = "test"}, ["z"] ]
            test = [ "e" ]
            """);
    assertEquals(
        """
        p.toml:7:3 project.dependencies a PIN_EQ 1 runtime
        p.toml:8:3 project.dependencies b RANGE runtime
        p.toml:11:7 project.optional-dependencies.x c NO_VERSION optional
        p.toml:11:12 project.optional-dependencies.x me SELF optional
        p.toml:2:13 build-system.requires hatchling WILDCARD build
        p.toml:13:9 dependency-groups.dev d COMPATIBLE development
        p.toml:13:19 dependency-groups.dev - INCLUDE_GROUP development
        p.toml:13:45 dependency-groups.dev - UNPARSEABLE development
        p.toml:14:10 dependency-groups.test e NO_VERSION development
        p.toml:5:1 project.requires-python - NOT_A_DEPENDENCY runtime
        """,
        shown(reading));
  }

  @Test
  void readsPoetry() {
    MetadataReading reading =
        read(
            """
            [project]
            dependencies = ["enriched>=1"]
            [tool.poetry.dependencies]
            python = "^3.9"
            a = "1.2.3"
            b = "^1"
            "c.d" = { version = "==1", optional = true }
            e = [ { version = "1" , python = "<3" }, { version = "~2" } ]
            f = { git = "https://e.org/f", tag = "v1" }
            g = { path = "../g" }
            h = { url = "https://e.org/h-1.zip" }
            enriched = { extras = ["x"] }
            i = { extras = ["x"] }
            j = 3
            [tool.poetry.dev-dependencies]
            k = "*"
            [tool.poetry.group.docs.dependencies]
            l = "1.*"
            [tool.poetry.requires-plugins]
            m = ">=1,<2"
            [tool.poetry.build-constraints.n]
            setuptools = "<75"
            [[tool.poetry.source]]
            name = "mirror"
            url = "https://mirror.example/simple"
            """);
    assertEquals(
        """
        p.toml:2:17 project.dependencies enriched RANGE runtime
        p.toml:4:1 tool.poetry.dependencies python NOT_A_DEPENDENCY runtime
        p.toml:5:1 tool.poetry.dependencies a PIN_POETRY_BARE 1.2.3 runtime
        p.toml:6:1 tool.poetry.dependencies b CARET runtime
        p.toml:7:1 tool.poetry.dependencies c-d PIN_EQ 1 optional
        p.toml:8:1 tool.poetry.dependencies e PIN_POETRY_BARE 1 runtime
        p.toml:8:1 tool.poetry.dependencies e TILDE runtime
        p.toml:9:1 tool.poetry.dependencies f VCS_MUTABLE v1 runtime
        p.toml:10:1 tool.poetry.dependencies g LOCAL_PATH runtime
        p.toml:11:1 tool.poetry.dependencies h URL_NO_HASH 1 runtime
        p.toml:12:1 tool.poetry.dependencies enriched ENRICHES_PROJECT runtime
        p.toml:13:1 tool.poetry.dependencies i NO_VERSION runtime
        p.toml:14:1 tool.poetry.dependencies j UNPARSEABLE runtime
        p.toml:16:1 tool.poetry.dev-dependencies k NO_VERSION development
        p.toml:18:1 tool.poetry.group.docs.dependencies l WILDCARD development
        p.toml:20:1 tool.poetry.requires-plugins m RANGE development
        p.toml:22:1 tool.poetry.build-constraints.n setuptools RANGE constraint
        """,
        shown(reading));
    assertEquals(
        "p.toml:25 tool.poetry.source https://mirror.example/simple +\n", indexes(reading));
  }

  @Test
  void readsTheOtherTools() {
    MetadataReading reading =
        read(
            """
            [tool.uv]
            dev-dependencies = ["a==1"]
            constraint-dependencies = ["b<2"]
            override-dependencies = ["c"]
            build-constraint-dependencies = ["d==1"]
            [tool.uv.extra-build-dependencies]
            x = ["e", { requirement = "f==1", match-runtime = true }]
            [[tool.uv.index]]
            url = "https://two.example/simple"
            [tool.hatch.envs.test]
            dependencies = ["g"]
            extra-dependencies = ["h @ {root:uri}/h"]
            [tool.hatch.build.targets.wheel.hooks.mine]
            dependencies = ["i"]
            [tool.pdm.dev-dependencies]
            t = ["j", "-e file:///${PROJECT_ROOT}/k#egg=k", "-e ./l"]
            [tool.pdm.resolution.overrides]
            m = "1.2.3"
            n = ">=1"
            [tool.flit.metadata]
            requires = ["o"]
            dev-requires = ["p"]
            [tool.flit.metadata.requires-extra]
            x = ["q"]
            [tool.rye]
            dev-dependencies = ["r==1"]
            [tool.pixi.dependencies]
            s = "==1.2"
            t = "1.2.*"
            [tool.pixi.feature.test.pypi-dependencies]
            u = { version = "==1", extras = ["x"] }
            v = "*"
            [tool.cibuildwheel]
            test-requires = "w==1 x"
            [tool.cibuildwheel.linux]
            test-requires = ["y"]
            [[tool.cibuildwheel.overrides]]
            select = "*"
            test-requires = ["z"]
            """);
    assertEquals(
        """
        p.toml:2:21 tool.uv.dev-dependencies a PIN_EQ 1 development
        p.toml:3:28 tool.uv.constraint-dependencies b RANGE constraint
        p.toml:4:26 tool.uv.override-dependencies c NO_VERSION constraint
        p.toml:5:34 tool.uv.build-constraint-dependencies d PIN_EQ 1 constraint
        p.toml:7:6 tool.uv.extra-build-dependencies.x e NO_VERSION build
        p.toml:7:11 tool.uv.extra-build-dependencies.x f PIN_EQ 1 build
        p.toml:11:17 tool.hatch.envs.test.dependencies g NO_VERSION development
        p.toml:12:23 tool.hatch.envs.test.extra-dependencies h LOCAL_PATH development
        p.toml:14:17 tool.hatch.build.targets.wheel.hooks.mine.dependencies i NO_VERSION build
        p.toml:16:6 tool.pdm.dev-dependencies.t j NO_VERSION development
        p.toml:16:11 tool.pdm.dev-dependencies.t k LOCAL_PATH development
        p.toml:16:49 tool.pdm.dev-dependencies.t - LOCAL_PATH development
        p.toml:18:1 tool.pdm.resolution.overrides m PIN_PDM_BARE 1.2.3 constraint
        p.toml:19:1 tool.pdm.resolution.overrides n RANGE constraint
        p.toml:21:13 tool.flit.metadata.requires o NO_VERSION runtime
        p.toml:22:17 tool.flit.metadata.dev-requires p NO_VERSION development
        p.toml:24:6 tool.flit.metadata.requires-extra.x q NO_VERSION optional
        p.toml:26:21 tool.rye.dev-dependencies r PIN_EQ 1 development
        p.toml:28:1 tool.pixi.dependencies s PIN_CONDA_EXACT 1.2 runtime
        p.toml:29:1 tool.pixi.dependencies t WILDCARD runtime
        p.toml:31:1 tool.pixi.feature.test.pypi-dependencies u PIN_EQ 1 development
        p.toml:32:1 tool.pixi.feature.test.pypi-dependencies v NO_VERSION development
        p.toml:34:1 tool.cibuildwheel.test-requires w PIN_EQ 1 development
        p.toml:34:1 tool.cibuildwheel.test-requires x NO_VERSION development
        p.toml:36:18 tool.cibuildwheel.linux.test-requires y NO_VERSION development
        p.toml:39:18 tool.cibuildwheel.overrides.test-requires z NO_VERSION development
        """,
        shown(reading));
    assertEquals("p.toml:9 tool.uv.index https://two.example/simple +\n", indexes(reading));
  }

  @Test
  void knowsTheLocalSourcesOfUv() {
    MetadataReading reading =
        read(
            """
            [project]
            dependencies = ["a>=1", "b", "c", "d", "e"]
            [tool.uv.sources]
            A = { workspace = true }
            b = { path = "../b" }
            c = { git = "https://e.org/c" }
            d = [ { path = "d1" }, { path = "d2", marker = "os_name == 'nt'" } ]
            e = [ { path = "e1" }, { index = "x" } ]
            """);
    assertEquals(
        List.of("WORKSPACE", "LOCAL_PATH", "NO_VERSION", "LOCAL_PATH", "NO_VERSION"),
        reading.dependencies().stream().map(d -> d.reason()).toList());
  }

  @Test
  void followsDynamicListsIntoTheirFiles() {
    MetadataReading reading =
        read(
                """
                [project]
                dynamic = ["dependencies", "optional-dependencies", "version"]
                [tool.setuptools.dynamic]
                dependencies = { file = ["requirements.txt"] }
                optional-dependencies.x = { file = "extra.txt" }
                """,
                Map.of("requirements.txt", "a==1\n", "extra.txt", "b\n"))
            .reading();
    assertEquals(
        """
        p.toml:4:26 tool.setuptools.dynamic.dependencies - DYNAMIC_FILE runtime
        requirements.txt:1:1 tool.setuptools.dynamic.dependencies a PIN_EQ 1 runtime
        p.toml:5:29 tool.setuptools.dynamic.optional-dependencies.x - DYNAMIC_FILE optional
        extra.txt:1:1 tool.setuptools.dynamic.optional-dependencies.x b NO_VERSION optional
        """,
        shown(reading));
    assertEquals("", messages(reading));
  }

  @Test
  void looksForDynamicListsInSetupCfg() {
    MetadataReading reading =
        read(
                "[project]\ndynamic = ['dependencies']\n",
                Map.of("setup.cfg", "[options]\ninstall_requires =\n  a==1\nzip_safe = no\n"))
            .reading();
    assertEquals("setup.cfg:3:3 options.install_requires a PIN_EQ 1 runtime\n", shown(reading));
    assertEquals("", messages(reading));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[project]\ndynamic = ['dependencies']\n",
        "[build-system]\n"
            + "build-backend = 'hatchling.build'\n"
            + "[project]\n"
            + "dynamic = ['dependencies']\n",
        "[project]\ndynamic = ['optional-dependencies']\n",
        "[project]\ndynamic = ['optional-dependencies']\n"
            + "[tool.setuptools.dynamic]\noptional-dependencies.x = { attr = 'a.b' }\n",
        "[project]\ndynamic = ['dependencies']\n"
            + "[tool.setuptools.dynamic]\ndependencies = { attr = 'a.b' }\n",
      })
  void saysWhichDynamicListItCannotTell(String toml) {
    MetadataReading reading = read(toml);
    assertEquals("DYNAMIC_UNRESOLVED", reading.dependencies().get(0).reason());
    assertEquals(Optional.empty(), reading.dependencies().get(0).exact());
    assertEquals(1, reading.problems().size());
  }

  @Test
  void reportsADynamicFileThatIsMissingOrOutside() {
    String toml =
        """
        [project]
        dynamic = ["dependencies"]
        [tool.setuptools.dynamic]
        dependencies = { file = ["missing.txt", "../outside.txt"] }
        """;
    assertEquals(
        """
        p.toml:4 INCLUDE_FILE The file missing.txt that is named here does not exist.
        p.toml:4 DYNAMIC_FILE The file "../outside.txt" that tool.setuptools.dynamic.dependencies \
        names is outside the repository.
        """,
        messages(read(toml)));
  }

  @Test
  void findsGroupsThatAreMissingOrIncludeThemselves() {
    MetadataReading reading =
        read(
            """
            [dependency-groups]
            a = [{include-group = "B"}]
            b = [{include-group = "c"}]
            c = [{include-group = "a"}, {include-group = "gone"}]
            """);
    assertEquals(
        """
        p.toml:4 INCLUDE_GROUP The dependency group "c" includes "gone", which does not exist.
        p.toml:2 INCLUDE_GROUP The dependency group "a" includes itself.
        """,
        messages(reading));
  }

  @Test
  void tellsHowTheProjectIsBuiltAndWhatItSaysOfItself() {
    PyprojectReading reading =
        read(
            """
            [build-system]
            requires = ["hatchling"]
            build-backend = "hatchling.build"
            [project]
            name = "me"
            version = "1.0"
            license = "Apache-2.0"
            readme = { file = "README.md" }
            license-files = ["LICENSE*"]
            [project.urls]
            Source = "https://e.org/me"
            [tool.hatch.build]
            reproducible = false
            """,
            Map.of());
    assertEquals(Optional.of("hatchling.build"), reading.buildSystem().orElseThrow().backend());
    assertEquals(List.of("hatchling"), reading.buildSystem().orElseThrow().requires());
    PyprojectReading.ProjectTable project = reading.project().orElseThrow();
    assertEquals(Optional.of("me"), project.name());
    assertEquals(Optional.of("Apache-2.0"), project.license());
    assertEquals(Optional.of("README.md"), project.readme());
    assertEquals(List.of("LICENSE*"), project.licenseFiles());
    assertEquals(Map.of("Source", "https://e.org/me"), project.urls());
    PyprojectReading.Flag flag = reading.flags().get("tool.hatch.build.reproducible");
    assertEquals(false, flag.value());
    assertEquals("p.toml:13", flag.place().toString());
    assertEquals(Optional.empty(), read("", Map.of()).buildSystem());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[project\n",
        "a = 1\na = 2\n",
        "a = [1,\n",
        "\uFEFF\uFEFFa = 1\n",
        "[a]\n[a]\n",
        "= 1",
        "a = \"\n",
        "a = 1 b = 2",
        "x"
      })
  void saysOnceAndWithLineThatItIsNoToml(String toml) {
    MetadataReading reading = read(toml);
    assertEquals(1, reading.problems().size());
    assertEquals(PinReason.INVALID_TOML, reading.problems().get(0).reason());
    assertTrue(reading.problems().get(0).place().line().isPresent());
    assertEquals("", shown(reading));
  }

  @Test
  void readsAFileWithByteOrderMarkAndWindowsLines() {
    assertEquals(
        "p.toml:2:17 project.dependencies a PIN_EQ 1 runtime\n",
        shown(read("\uFEFF[project]\r\ndependencies = [\"a==1\"]\r\n")));
  }

  @Test
  void takesWrongTypesForUnparseableAndNeverForNothing() {
    MetadataReading reading =
        read(
            """
            dependency-groups = { dev = "a", test = 3 }
            [project]
            dependencies = "a"
            optional-dependencies.x = { a = 1 }
            [tool.poetry]
            dependencies = ["a"]
            """);
    assertEquals(
        List.of("UNPARSEABLE", "UNPARSEABLE", "UNPARSEABLE", "UNPARSEABLE", "UNPARSEABLE"),
        reading.dependencies().stream().map(d -> d.reason()).toList());
  }

  @Test
  void readsTheFilesThatHoldOneTableAlone() {
    assertEquals(
        "uv.toml:1:21 dev-dependencies a NO_VERSION development\n",
        shown(PyprojectReader.readUv("uv.toml", bytes("dev-dependencies = ['a']\n"))));
    assertEquals(
        "hatch.toml:2:17 envs.x.dependencies a NO_VERSION development\n",
        shown(PyprojectReader.readHatch("hatch.toml", bytes("[envs.x]\ndependencies = ['a']\n"))));
    assertEquals(
        "pixi.toml:2:1 dependencies a WILDCARD runtime\n",
        shown(PyprojectReader.readPixi("pixi.toml", bytes("[dependencies]\na = '1.*'\n"))));
  }
}
