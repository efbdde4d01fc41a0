package io.github.pysecaudit.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import io.github.pysecaudit.fuzz.FuzzFolder;
import io.github.pysecaudit.fuzz.FuzzInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What git keeps in a project: its index, its configuration, and what is ignored. The first line
 * names the file.
 */
public final class GitFolderFuzzer {
  private static final List<String> PATHS =
      List.of("a.py", "src/a.py", "src/deep/er/[a].py", "build/!x", "#a", "a b ", "ä/\uD83D\uDE00");

  private GitFolderFuzzer() {}

  /** Reads one input. */
  public static void fuzzerTestOneInput(FuzzedDataProvider provider) throws IOException {
    FuzzInput input = FuzzInput.of(provider.consumeRemainingAsBytes(), "index");
    String text = new String(input.content(), StandardCharsets.UTF_8);
    if (input.path().equals(".gitignore")) {
      FuzzInput.inTime(() -> ignores(text));
    } else if (input.path().equals("config")) {
      FuzzInput.inTime(() -> GitConfig.remotes(text).values().forEach(GitFolderFuzzer::hides));
    } else {
      FuzzFolder.use(folder -> tracks(folder, input));
    }
  }

  private static void ignores(String text) {
    IgnoreFile file = IgnoreFile.parse(text);
    for (String path : PATHS) {
      Optional<Boolean> decided = file.decide(path, false, steps -> {});
      assertTrue(file.decide(path, true, steps -> {}).isPresent() || decided.isEmpty(), path);
    }
  }

  private static void hides(String url) {
    String shown = GitConfig.withoutCredentials(url);
    int start = shown.indexOf("://") + 3;
    int slash = shown.indexOf('/', start);
    String authority = start < 3 ? "" : shown.substring(start, slash < 0 ? shown.length() : slash);
    int colon = authority.indexOf(':');
    assertFalse(colon >= 0 && authority.indexOf('@', colon) >= 0, shown);
  }

  private static void tracks(Path root, FuzzInput input) throws IOException {
    Path git = root.resolve(".git");
    FuzzFolder.write(
        git.resolve("HEAD"), "ref: refs/heads/main\n".getBytes(StandardCharsets.UTF_8));
    FuzzFolder.write(git.resolve("index"), input.content());
    GitIndex index = GitIndex.of(root);
    assertEquals(index, GitIndex.of(root));
    assertTrue(index.problem().isEmpty() || index.files().isEmpty());
    for (String folder : index.folders()) {
      assertTrue(index.files().stream().anyMatch(f -> f.startsWith(folder + "/")), folder);
    }
    FileRepository.at(root, List.of()).files();
    GitConfig.remoteUrl(root);
  }
}
