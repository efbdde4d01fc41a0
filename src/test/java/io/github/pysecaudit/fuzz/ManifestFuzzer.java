package io.github.pysecaudit.fuzz;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import io.github.pysecaudit.python.metadata.CondaEnvironmentReader;
import io.github.pysecaudit.python.metadata.InlineScriptReader;
import io.github.pysecaudit.python.metadata.MetadataFiles;
import io.github.pysecaudit.python.metadata.MetadataReading;
import io.github.pysecaudit.python.metadata.PinRewriter;
import io.github.pysecaudit.python.metadata.PinRewriting;
import io.github.pysecaudit.python.metadata.PipfileReader;
import io.github.pysecaudit.python.metadata.PyprojectReader;
import io.github.pysecaudit.python.metadata.RequirementsReader;
import io.github.pysecaudit.python.metadata.SetupCfgReader;
import io.github.pysecaudit.python.metadata.SetupScripts;
import io.github.pysecaudit.python.metadata.ToxReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Every reader of declared dependencies, and the rewriter of pins over what they read: it changes
 * no line without a pin, and finds nothing left to do in what it has written.
 */
public final class ManifestFuzzer {
  private static final MetadataFiles NONE = MetadataFiles.none();
  private static final PinRewriter REWRITER = new PinRewriter(Map.of("a", "1.0", "flask", "3.0.0"));
  private static final Map<String, BiFunction<String, byte[], MetadataReading>> READERS =
      Map.of(
          "pyproject.toml",
          (p, c) -> PyprojectReader.read(p, c, NONE, SetupScripts.none()).reading(),
          "uv.toml",
          PyprojectReader::readUv,
          "hatch.toml",
          PyprojectReader::readHatch,
          "pixi.toml",
          PyprojectReader::readPixi,
          ".txt",
          (p, c) -> RequirementsReader.read(p, c, NONE),
          "setup.cfg",
          (p, c) -> SetupCfgReader.read(p, c, NONE),
          "Pipfile",
          PipfileReader::read,
          ".yml",
          (p, c) -> CondaEnvironmentReader.read(p, c, NONE),
          ".py",
          InlineScriptReader::read,
          "tox.ini",
          ToxReader::read);

  private ManifestFuzzer() {}

  /** Reads one input. */
  public static void fuzzerTestOneInput(FuzzedDataProvider provider) {
    FuzzInput input = FuzzInput.of(provider.consumeRemainingAsBytes(), "requirements.txt");
    FuzzInput.inTime(
        () ->
            READERS.forEach(
                (name, reader) -> {
                  if (input.path().endsWith(name)) {
                    read(input, bytes -> reader.apply(input.path(), bytes));
                  }
                }));
  }

  private static void read(FuzzInput input, Function<byte[], MetadataReading> reader) {
    MetadataReading reading = reader.apply(input.content());
    assertEquals(reading, reader.apply(input.content()));
    reading.dependencies().forEach(dependency -> input.assertHolds(dependency.place()));
    reading.problems().forEach(problem -> input.assertHolds(problem.place()));
    PinRewriting done = REWRITER.rewrite(input.path(), input.content(), d -> true, reader);
    if (!done.changes()) {
      assertArrayEquals(input.content(), done.content());
      return;
    }
    List<String> before = lines(input.content());
    List<String> after = lines(done.content());
    assertEquals(before.size(), after.size());
    long changed =
        IntStream.range(0, before.size()).filter(i -> !before.get(i).equals(after.get(i))).count();
    assertTrue(changed > 0 && changed <= done.pinned().size(), done.diff());
    assertFalse(REWRITER.rewrite(input.path(), done.content(), d -> true, reader).changes());
  }

  private static List<String> lines(byte[] content) {
    return List.of(new String(content, StandardCharsets.UTF_8).split("\n", -1));
  }
}
