package io.github.pysecaudit.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepositoryRootTest {
  @TempDir Path folder;

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Test
  void isTheNearestFolderWithGitData() throws IOException {
    write("repo/.git/HEAD", "ref: refs/heads/main\n");
    write("repo/a/b/x", "");
    assertEquals(
        new RepositoryRoot(folder.resolve("repo"), true),
        RepositoryRoot.find(folder.resolve("repo/a/b")));
  }

  @Test
  void isTheFolderItselfWithoutGitData() throws IOException {
    write("plain/.git", "not what git writes");
    RepositoryRoot found = RepositoryRoot.find(folder.resolve("plain"));
    assertFalse(found.isGit());
    assertEquals(folder.resolve("plain"), found.folder());
  }

  @Test
  void readsTheOriginOfASecondWorkingTree() throws IOException {
    write("main/.git/HEAD", "");
    write("main/.git/config", "[remote \"origin\"]\n url = https://example.org/o/r.git\n");
    write("main/.git/worktrees/w/HEAD", "");
    write("main/.git/worktrees/w/commondir", "../..\n");
    write("main/.git/worktrees/w/gitdir", folder.resolve("w/.git") + "\n");
    write("w/.git", "gitdir: " + folder.resolve("main/.git/worktrees/w") + "\n");
    assertTrue(RepositoryRoot.find(folder.resolve("w")).isGit());
    assertEquals(
        Optional.of("https://example.org/o/r.git"), GitConfig.remoteUrl(folder.resolve("w")));
  }

  @Test
  void readsTheOriginOfASubmodule() throws IOException {
    write("outer/.git/modules/sub/HEAD", "");
    write("outer/.git/modules/sub/config", "[remote \"origin\"]\nurl=git@example.org:o/sub.git");
    write("outer/sub/.git", "gitdir: ../.git/modules/sub\n");
    assertEquals(
        Optional.of("git@example.org:o/sub.git"), GitConfig.remoteUrl(folder.resolve("outer/sub")));
  }

  @Test
  void doesNotFollowAPointerToAForeignRepository() throws IOException {
    write("other/data/HEAD", "");
    write("other/data/config", "[remote \"origin\"]\nurl = https://example.org/other\n");
    write("trap/.git", "gitdir: ../other/data\n");
    assertEquals(Optional.empty(), GitConfig.remoteUrl(folder.resolve("trap")));
  }

  @ParameterizedTest
  @CsvSource({
    "https://user:token@example.org/o/r.git, https://example.org/o/r.git",
    "https://token@example.org/o/r, https://example.org/o/r",
    "git@example.org:o/r.git, git@example.org:o/r.git",
    "ssh://git@example.org/o/r, ssh://git@example.org/o/r",
    "ssh://git:pw@example.org/o/r, ssh://git@example.org/o/r",
    "\"https://example.org/o/r\" # main, https://example.org/o/r"
  })
  void showsTheAddressWithoutCredentials(String written, String shown) throws IOException {
    write("r/.git/HEAD", "");
    write("r/.git/config", "[core]\n bare = false\n[Remote \"origin\"] ; x\n  URL = " + written);
    assertEquals(Optional.of(shown), GitConfig.remoteUrl(folder.resolve("r")));
  }

  @Test
  void takesTheOnlyRemoteAndNoneOfSeveral() {
    assertEquals(1, GitConfig.remotes("[remote \"up\"]\nurl = x\n[branch \"a\"]\nurl=y").size());
    assertEquals(2, GitConfig.remotes("[remote \"a\"]\nurl = x\n[remote \"b\"]\nurl = y").size());
  }
}
