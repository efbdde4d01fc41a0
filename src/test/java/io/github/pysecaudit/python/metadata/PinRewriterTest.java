package io.github.pysecaudit.python.metadata;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.pysecaudit.HangGuard;
import io.github.pysecaudit.checklist.Dependency;
import io.github.pysecaudit.checklist.Place;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PinRewriterTest {
  private static final Map<String, String> VERSIONS =
      Map.of(
          "requests", "2.31.0",
          "Flask_Bcrypt", "1.0.1",
          "numpy", "1.26.4",
          "torch", "2.1.0+cpu",
          "odd", "not a version");

  private static Function<byte[], MetadataReading> reader(String path) {
    return content ->
        switch (path.substring(path.lastIndexOf('/') + 1)) {
          case "pyproject.toml" ->
              PyprojectReader.read(path, content, MetadataFiles.none(), SetupScripts.none())
                  .reading();
          case "Pipfile" -> PipfileReader.read(path, content);
          case "setup.cfg" -> SetupCfgReader.read(path, content, MetadataFiles.none());
          case "environment.yml" ->
              CondaEnvironmentReader.read(path, content, MetadataFiles.none());
          default -> RequirementsReader.read(path, content, MetadataFiles.none());
        };
  }

  private static PinRewriting rewrite(String path, byte[] content) {
    return new PinRewriter(VERSIONS).rewrite(path, content, dependency -> true, reader(path));
  }

  private static void assertRewritten(String path, String before, String after) {
    PinRewriting rewriting = rewrite(path, before.getBytes(StandardCharsets.UTF_8));
    assertEquals(
        after, new String(rewriting.content(), StandardCharsets.UTF_8), reasons(rewriting));
    assertEquals("", reasons(rewriting));
  }

  private static String reasons(PinRewriting rewriting) {
    return rewriting.refused().stream()
        .map(PinRewriting.Refused::reason)
        .collect(Collectors.joining("\n"));
  }

  private static void assertRefused(String path, String content, String words) {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    PinRewriting rewriting = rewrite(path, bytes);
    assertArrayEquals(bytes, rewriting.content());
    assertFalse(rewriting.changes());
    assertEquals("", rewriting.diff());
    assertEquals(true, reasons(rewriting).contains(words), reasons(rewriting));
  }

  @Test
  void pinsEveryListOfPyproject() {
    assertRewritten(
        "pyproject.toml",
        """
        [build-system]
        requires = ["requests"]  # why: "requests"

        [project]
        name = "x"
        dependencies = [
          "requests >= 2.0 ; python_version >= '3.8'", # keep me >= 2
          'flask-bcrypt[a, b]~=1.0;os_name=="nt"',   "numpy",
          "torch (>=2.0)",
        \t"requests<3,>=2",
        ]
        [project.optional-dependencies]
        fast = ["numpy==1.26.*"]
        [dependency-groups]
        dev = ["numpy!=1.0", {include-group = "other"}]
        other = ["already==1.0"]
        """,
        """
        [build-system]
        requires = ["requests==2.31.0"]  # why: "requests"

        [project]
        name = "x"
        dependencies = [
          "requests == 2.31.0 ; python_version >= '3.8'", # keep me >= 2
          'flask-bcrypt[a, b]==1.0.1;os_name=="nt"',   "numpy==1.26.4",
          "torch (==2.1.0+cpu)",
        \t"requests==2.31.0",
        ]
        [project.optional-dependencies]
        fast = ["numpy==1.26.4"]
        [dependency-groups]
        dev = ["numpy==1.26.4", {include-group = "other"}]
        other = ["already==1.0"]
        """);
  }

  @Test
  void pinsTheTablesOfPoetry() {
    assertRewritten(
        "pyproject.toml",
        """
        [tool.poetry.dependencies]
        python = "^3.9"
        requests = "^2.0"   # "^2.0"
        numpy = {version = "~1.26", extras = ["version = '1'"], optional = true}
        "Flask-Bcrypt" = '*'
        [tool.poetry.group.dev.dependencies.torch]
        extras = ["x"]
        version = ">=2,<3"
        """,
        """
        [tool.poetry.dependencies]
        python = "^3.9"
        requests = "==2.31.0"   # "^2.0"
        numpy = {version = "==1.26.4", extras = ["version = '1'"], optional = true}
        "Flask-Bcrypt" = '==1.0.1'
        [tool.poetry.group.dev.dependencies.torch]
        extras = ["x"]
        version = "==2.1.0+cpu"
        """);
  }

  @Test
  void pinsAPipfile() {
    assertRewritten(
        "Pipfile",
        """
        [packages]
        requests = "*"
        numpy = {version = ">=1", markers = "os_name == 'nt'"}

        [dev-packages]
        torch = "~=2.0"
        """,
        """
        [packages]
        requests = "==2.31.0"
        numpy = {version = "==1.26.4", markers = "os_name == 'nt'"}

        [dev-packages]
        torch = "==2.1.0+cpu"
        """);
  }

  @Test
  void pinsRequirementsFilesAndKeepsWindowsLinesAndTheMark() {
    assertRewritten(
        "requirements.txt",
        "\uFEFFrequests>=2 # >=2\r\n"
            + "  Flask.Bcrypt [x] ; os_name == 'nt'\r\n"
            + "-r other.txt\r\n"
            + "numpy>=1 \\\r\n   --config-settings=\"a=b\"\r\n"
            + "done==1.0",
        "\uFEFFrequests==2.31.0 # >=2\r\n"
            + "  Flask.Bcrypt [x]==1.0.1 ; os_name == 'nt'\r\n"
            + "-r other.txt\r\n"
            + "numpy==1.26.4 \\\r\n   --config-settings=\"a=b\"\r\n"
            + "done==1.0");
  }

  @Test
  void pinsSetupCfg() {
    assertRewritten(
        "setup.cfg",
        """
        [metadata]
        name = requests
        [options]
        install_requires =
            requests>=2
            numpy ; python_version > "3"
        [options.extras_require]
        fast = torch; flask-bcrypt<2
        """,
        """
        [metadata]
        name = requests
        [options]
        install_requires =
            requests==2.31.0
            numpy==1.26.4 ; python_version > "3"
        [options.extras_require]
        fast = torch==2.1.0+cpu; flask-bcrypt==1.0.1
        """);
  }

  @Test
  void pinsWhatSetupCfgRepeatsByReferenceWithItsOriginal() {
    assertRewritten(
        "setup.cfg",
        """
        [options.extras_require]
        all =
            %(base)s
        base =
            requests>=2
            numpy
        """,
        """
        [options.extras_require]
        all =
            %(base)s
        base =
            requests==2.31.0
            numpy==1.26.4
        """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "unknown>=1|No single version of unknown is known",
        "requests>=3|2.31.0, is not one that \">=3\" allows",
        "odd|The version \"not a version\" does not follow PEP 440",
        "requests @ https://files.example/requests.zip|not a matter of a version (URL_NO_HASH)",
        "git+https://git.example/requests@main#egg=requests|VCS_MUTABLE",
        "requests>=2"
            + " --hash=sha256:0000000000000000000000000000000000000000000000000000000000000000|hashes",
        "requests=2|UNPARSEABLE"
      })
  void refusesInRequirementsWhatItDoesNotKnow(String line, String words) {
    assertRefused("requirements.txt", line + "\n", words);
  }

  @Test
  void refusesARequirementBrokenInItsVersion() {
    assertRefused("requirements.txt", "requests>=\\\n2.0\n", "could not be found again");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "requests = \"^1.0\"|2.31.0, is not one that \"^1.0\" allows",
        "numpy = \"^0.2.3\"|is not one that",
        "requests = {extras = [\"x\"]}|No version of its own",
        "requests = [{version = \"^2\", python = \"<3.9\"}, {version = \">=2\", python ="
            + " \">=3.9\"}]|No version of its own",
        "requests = \"latest\"|UNPARSEABLE",
        "requests = {git = \"https://git.example/x\", branch = \"main\"}|VCS_MUTABLE"
      })
  void refusesInPoetryTablesWhatItDoesNotKnow(String line, String words) {
    assertRefused("pyproject.toml", "[tool.poetry.dependencies]\n" + line + "\n", words);
  }

  @Test
  void refusesStringsOverSeveralLinesAndWithEscapes() {
    assertRefused(
        "pyproject.toml", "project.dependencies = [\"\"\"requests\"\"\"]\n", "could not be found");
    assertRefused(
        "pyproject.toml", "project.dependencies = [\"reque\\u0073ts\"]\n", "could not be found");
  }

  @Test
  void rewritesAStringWithAnEscapedMarker() {
    assertRewritten(
        "pyproject.toml",
        "project.dependencies = [\"requests>=2; os_name == \\\"nt\\\"\"]\n",
        "project.dependencies = [\"requests==2.31.0; os_name == \\\"nt\\\"\"]\n");
  }

  @Test
  void leavesFormatsAloneThatItCannotRewrite() {
    assertRefused(
        "environment.yml", "dependencies:\n  - pip:\n    - requests\n", "are not rewritten");
  }

  @Test
  void refusesTextThatIsNotUtf8() {
    byte[] utf16 = "\uFEFFrequests>=2\n".getBytes(StandardCharsets.UTF_16LE);
    PinRewriting rewriting = rewrite("requirements.txt", utf16);
    assertArrayEquals(utf16, rewriting.content());
    assertEquals("The file is not UTF-8 text.", reasons(rewriting));
  }

  @Test
  void pinsOnlyWhatIsWanted() {
    String path = "requirements.txt";
    byte[] content = "requests\nnumpy\n".getBytes(StandardCharsets.UTF_8);
    PinRewriting rewriting =
        new PinRewriter(VERSIONS)
            .rewrite(path, content, each -> each.name().equals("numpy"), reader(path));
    assertEquals(
        "requests\nnumpy==1.26.4\n", new String(rewriting.content(), StandardCharsets.UTF_8));
    assertEquals("1.26.4", rewriting.pinned().get(0).version());
    assertEquals(List.of(), rewriting.refused());
  }

  @Test
  void showsTheChangeAsAUnifiedDiff() {
    byte[] content =
        "a==1\nb==1\nc==1\nd==1\nrequests\ne==1\nf==1\ng==1\nh==1\ni==1\nj==1\nk==1\nnumpy"
            .getBytes(StandardCharsets.UTF_8);
    assertEquals(
        """
        --- a/requirements.txt
        +++ b/requirements.txt
        @@ -2,7 +2,7 @@
         b==1
         c==1
         d==1
        -requests
        +requests==2.31.0
         e==1
         f==1
         g==1
        @@ -10,4 +10,4 @@
         i==1
         j==1
         k==1
        -numpy
        \\ No newline at end of file
        +numpy==1.26.4
        \\ No newline at end of file
        """,
        rewrite("requirements.txt", content).diff());
  }

  @Test
  void changesNothingIfItsOwnResultReadsOtherwise() {
    byte[] content = "requests\n".getBytes(StandardCharsets.UTF_8);
    Function<byte[], MetadataReading> deaf =
        ignored -> RequirementsReader.read("requirements.txt", content, MetadataFiles.none());
    PinRewriting rewriting =
        new PinRewriter(VERSIONS).rewrite("requirements.txt", content, each -> true, deaf);
    assertArrayEquals(content, rewriting.content());
    assertEquals(true, reasons(rewriting).startsWith("Read again"), reasons(rewriting));
  }

  @Test
  void takesVersionsFromPinsAndLeavesContradictionsOut() {
    MetadataReading pins =
        RequirementsReader.read(
            "pins.txt",
            "A_b==1.0\nc==1\nc==2\nd>=1\n".getBytes(StandardCharsets.UTF_8),
            MetadataFiles.none());
    assertEquals(Map.of("a-b", "1.0"), PinRewriter.versionsOf(pins.dependencies()));
    Dependency lock =
        Dependency.python(
            "x",
            Optional.of("3"),
            Place.line("uv.lock", 1),
            "package",
            Optional.of(true),
            "PIN_LOCK",
            "x",
            "lock");
    assertEquals(Map.of("x", "3"), PinRewriter.versionsOf(List.of(lock, lock)));
  }

  /** Whatever the file says: never an exception, and what is not pinned is not changed. */
  @Test
  void damagedFilesNeverThrow() {
    String toml =
        """
        [project]
        dependencies = ["requests>=2; os_name == 'nt'", 'numpy', "torch[x] (<3)"]
        [tool.poetry.dependencies]
        requests = {version = "^2", extras = ["a"]}
        [tool.poetry.dependencies.numpy]
        version = "*"
        """;
    String plain = "requests>=2 # x\nnumpy\\\n>=1\n-e .\ntorch[x] ; os_name == 'nt'\n";
    Random random = new Random(20261104);
    String alphabet = "[]{}=.,\"'#\n \\-:abx019*<>~^;()";
    for (int round = 0; round < 1500; round++) {
      boolean isToml = round % 2 == 0;
      StringBuilder text = new StringBuilder(isToml ? toml : plain);
      for (int hit = 1 + random.nextInt(4); hit > 0; hit--) {
        char c = alphabet.charAt(random.nextInt(alphabet.length()));
        int at = random.nextInt(text.length());
        if (random.nextBoolean()) {
          text.setCharAt(at, c);
        } else {
          text.insert(at, c);
        }
      }
      byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
      PinRewriting rewriting = rewrite(isToml ? "pyproject.toml" : "requirements.txt", bytes);
      assertEquals(
          rewriting.changes(),
          !java.util.Arrays.equals(bytes, rewriting.content()),
          text.toString());
    }
  }

  @Test
  void tenThousandRequirementsOnOneLineTakeLittleTime() {
    StringBuilder text = new StringBuilder("project.dependencies = [");
    for (int i = 0; i < 10_000; i++) {
      text.append("\"requests>=").append(i % 3).append("\", ");
    }
    byte[] bytes = text.append("]\n").toString().getBytes(StandardCharsets.UTF_8);
    PinRewriting rewriting =
        HangGuard.within(Duration.ofSeconds(10), () -> rewrite("pyproject.toml", bytes));
    assertEquals(10_000, rewriting.pinned().size());
  }
}
