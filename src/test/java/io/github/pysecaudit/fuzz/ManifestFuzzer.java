package io.github.pysecaudit.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import io.github.pysecaudit.python.metadata.CondaEnvironmentReader;
import io.github.pysecaudit.python.metadata.InlineScriptReader;
import io.github.pysecaudit.python.metadata.MetadataFiles;
import io.github.pysecaudit.python.metadata.MetadataReading;
import io.github.pysecaudit.python.metadata.PinRewriter;
import io.github.pysecaudit.python.metadata.PipfileReader;
import io.github.pysecaudit.python.metadata.PyprojectReader;
import io.github.pysecaudit.python.metadata.RequirementsReader;
import io.github.pysecaudit.python.metadata.SetupCfgReader;
import io.github.pysecaudit.python.metadata.SetupScripts;
import io.github.pysecaudit.python.metadata.ToxReader;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;

/** Every reader of declared dependencies, and the rewriter of pins over what they read. */
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
    byte[] data = provider.consumeRemainingAsBytes();
    FuzzInput input = FuzzInput.of(data, "requirements.txt");
    FuzzInput.inTime(
        () ->
            READERS.forEach(
                (name, reader) -> {
                  if (input.path().endsWith(name)) {
                    Objects.requireNonNull(reader.apply(input.path(), input.content()));
                    REWRITER.rewrite(
                        input.path(),
                        input.content(),
                        d -> true,
                        bytes -> reader.apply(input.path(), bytes));
                  }
                }));
  }
}
