package io.github.pysecaudit.python.metadata;

import static io.github.pysecaudit.python.metadata.Readings.bytes;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.github.pysecaudit.HangGuard;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** No reader throws, hangs or grows without bound, whatever the file holds. */
class HostileInputTest {

  private static final Map<String, Function<byte[], MetadataReading>> READERS =
      new LinkedHashMap<>();
  private static final Map<String, String> SEEDS = new LinkedHashMap<>();

  private static void reader(String name, String seed, Function<byte[], MetadataReading> function) {
    READERS.put(name, function);
    SEEDS.put(name, seed);
  }

  static {
    reader(
        "pyproject",
        """
        [project]
        name = "x"
        dynamic = ["dependencies"]
        optional-dependencies.a = ["b==1; os_name == 'nt'", "c @ git+https://e.org/c@v1"]
        [dependency-groups]
        d = [{include-group = "e"}]
        e = []
        [tool.poetry.dependencies]
        f = { version = "^1 || 2.*", optional = true }
        [tool.uv.sources]
        g = [{ path = "x" }]
        [tool.pixi.dependencies]
        h = "=1.2=py*"
        [tool.setuptools.dynamic]
        dependencies = { file = ["r.txt"] }
        """,
        content ->
            PyprojectReader.read("p.toml", content, MetadataFiles.none(), SetupScripts.none())
                .reading());
    reader(
        "requirements",
        """
        a==1 ; python_version < "3" --hash=sha256:00 # c
        -e git+https://e.org/x@v1#egg=x[y]
        -r "b c.txt" --index-url 'https://u:p@e.org'
        ./x-1.0.tar.gz[y] \\
          ; z
        """,
        content -> RequirementsReader.read("r.txt", content, MetadataFiles.none()));
    reader(
        "setup.cfg",
        "[DEFAULT]\nx = y\n[options]\ninstall_requires =\n  a==%(x)s\n  b; c\n\n# d\n",
        content -> SetupCfgReader.read("setup.cfg", content, MetadataFiles.none()));
    reader(
        "Pipfile",
        "[[source]]\nurl = 'x'\n[packages]\na = '*'\nb = {git = 'x', ref = '1'}\nc = '1.*'\n",
        content -> PipfileReader.read("Pipfile", content));
    reader(
        "environment.yml",
        "name: x\n"
            + "dependencies:\n"
            + "  - a=1=b\n"
            + "  - c[version='1|2']\n"
            + "  - pip:\n"
            + "    - d==1\n"
            + "    - -e .\n",
        content -> CondaEnvironmentReader.read("environment.yml", content, MetadataFiles.none()));
    reader(
        "script",
        "# /// script\n# dependencies = ['a']\n#\n# [tool.uv]\n# ///\nx\n",
        content -> InlineScriptReader.read("s.py", content));
    reader(
        "tox.ini",
        "[tox]\nrequires = a\n[testenv]\ndeps =\n  py38: b==1\n  {c}\n  -r d\n",
        content -> ToxReader.read("tox.ini", content));
  }

  @TestFactory
  List<DynamicTest> survivesMutatedFiles() {
    return READERS.entrySet().stream()
        .map(
            reader ->
                DynamicTest.dynamicTest(
                    reader.getKey(), () -> mutate(SEEDS.get(reader.getKey()), reader.getValue())))
        .toList();
  }

  private static void mutate(String seed, Function<byte[], MetadataReading> reader) {
    Random random = new Random(seed.hashCode());
    String alphabet = "=<>~!.,;()[]{}@*+-_ \"'|#$%&/\\:\n\r\t\u0000\u0085\u00e9\u2028\ud83d0a";
    for (int i = 0; i < 2_000; i++) {
      StringBuilder text = new StringBuilder(seed);
      for (int m = random.nextInt(6); m >= 0; m--) {
        int at = random.nextInt(text.length());
        int end = Math.min(text.length(), at + 1 + random.nextInt(12));
        switch (random.nextInt(3)) {
          case 0 -> text.insert(at, alphabet.charAt(random.nextInt(alphabet.length())));
          case 1 -> text.insert(random.nextInt(text.length()), text.substring(at, end));
          default -> text.replace(at, end, "x");
        }
      }
      byte[] content = bytes(text.toString());
      if (random.nextInt(10) == 0) {
        content[random.nextInt(content.length)] = (byte) random.nextInt();
      }
      assertNotNull(reader.apply(content));
    }
  }

  @TestFactory
  List<DynamicTest> staysBoundedOnHugeFiles() {
    return READERS.entrySet().stream()
        .map(
            reader ->
                DynamicTest.dynamicTest(
                    reader.getKey(),
                    () -> HangGuard.within(Duration.ofSeconds(60), () -> huge(reader.getValue()))))
        .toList();
  }

  private static void huge(Function<byte[], MetadataReading> reader) {
    for (String piece :
        List.of(
            "[",
            "(",
            "{",
            "a.",
            "a",
            "- ",
            " ",
            "\n",
            "#",
            "\\\n",
            "a==1,",
            "'",
            "%(",
            "-r a ",
            "a\n",
            "- [",
            "# /// script\n#\n# ///\n",
            "${",
            "{{",
            "@",
            ":",
            "a=1|",
            "://")) {
      int times = 30_000 / piece.length();
      assertNotNull(reader.apply(bytes(piece.repeat(times))));
      assertNotNull(
          reader.apply(bytes("[options]\ninstall_requires = " + piece.repeat(times / 4))));
      assertNotNull(reader.apply(bytes("dependencies:\n - " + piece.repeat(times / 4))));
      assertNotNull(reader.apply(bytes("[packages]\na = '" + piece.repeat(times / 4) + "'\n")));
      assertNotNull(
          reader.apply(bytes("project.dependencies = ['" + piece.repeat(times / 4) + "']\n")));
      assertNotNull(
          reader.apply(bytes("tool.poetry.dependencies.a = '" + piece.repeat(times / 4) + "'\n")));
      assertNotNull(
          reader.apply(bytes("tool.pixi.dependencies.a = '" + piece.repeat(times / 4) + "'\n")));
      assertNotNull(reader.apply(bytes("foo==" + piece.repeat(times / 4))));
    }
  }

  @Test
  void refusesTomlNestedWithoutEnd() {
    for (String nested : List.of("a = " + "[".repeat(100_000), "a = " + "{a=".repeat(100_000))) {
      MetadataReading reading = READERS.get("pyproject").apply(bytes(nested));
      assertFalse(reading.problems().isEmpty());
    }
  }

  @Test
  void refusesReferencesThatGrowWithoutEnd() {
    StringBuilder text = new StringBuilder("[options]\na0 = xxxxxxxxxx\n");
    for (int i = 1; i < 40; i++) {
      text.append("a").append(i).append(" = ");
      text.append(("%(a" + (i - 1) + ")s").repeat(10)).append('\n');
    }
    text.append("install_requires = %(a39)s %(a9)s\n");
    HangGuard.within(
        Duration.ofSeconds(20),
        () ->
            assertFalse(
                READERS.get("setup.cfg").apply(bytes(text.toString())).problems().isEmpty()));
  }
}
