package io.github.pysecaudit.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GitIndexTest {
  @TempDir Path root;

  private void write(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void track(String... paths) throws IOException {
    write(".git/HEAD", "ref: refs/heads/main\n");
    Files.write(root.resolve(".git/index"), index(2, 20, paths));
  }

  private List<String> files(String... excludes) throws IOException {
    return FileRepository.at(root, List.of(excludes)).files().stream()
        .map(RepositoryFile::path)
        .toList();
  }

  private static byte[] index(int version, int hashBytes, String... paths) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeBytes("DIRC");
    out.writeInt(version);
    out.writeInt(paths.length);
    byte[] before = new byte[0];
    for (String path : paths) {
      byte[] name = path.getBytes(StandardCharsets.UTF_8);
      out.write(new byte[24]);
      out.writeInt(0100644);
      out.write(new byte[12 + hashBytes]);
      out.writeShort(version == 3 ? 0x4000 | name.length : name.length);
      if (version == 3) {
        out.writeShort(0);
      }
      if (version == 4) {
        int same = Math.max(0, Arrays.mismatch(before, name));
        out.writeByte(before.length - same);
        out.write(name, same, name.length - same);
        out.writeByte(0);
      } else {
        out.write(name);
        int fixed = 42 + hashBytes + (version == 3 ? 2 : 0);
        out.write(new byte[8 - (fixed + name.length) % 8]);
      }
      before = name;
    }
    out.writeBytes("TREE");
    out.writeInt(3);
    out.write(new byte[3]);
    out.write(new byte[hashBytes]);
    return bytes.toByteArray();
  }

  @ParameterizedTest
  @CsvSource({"2, 20", "3, 20", "4, 20", "2, 32", "4, 32"})
  void readsEveryVersionAndHash(int version, int hashBytes) throws IOException {
    write(".git/HEAD", "");
    byte[] bytes = index(version, hashBytes, "a.py", "b/größe.py", "b/c/d.txt");
    Files.write(root.resolve(".git/index"), bytes);
    GitIndex index = GitIndex.of(root);
    assertTrue(index.problem().isEmpty(), index.problem().toString());
    assertEquals(Set.of("a.py", "b/größe.py", "b/c/d.txt"), index.files());
    assertEquals(Set.of("b", "b/c"), index.folders());
  }

  @Test
  void addsTheSharedPartOfASplitIndex() throws IOException {
    write(".git/HEAD", "");
    byte[] own = index(2, 20, "own.py");
    ByteArrayOutputStream split = new ByteArrayOutputStream();
    split.write(own, 0, own.length - 20);
    new DataOutputStream(split).writeBytes("link");
    new DataOutputStream(split).writeInt(20);
    split.write(new byte[40]);
    Files.write(root.resolve(".git/index"), split.toByteArray());
    Files.write(root.resolve(".git/sharedindex." + "0".repeat(40)), index(2, 20, "shared.py"));
    assertEquals(Set.of("own.py", "shared.py"), GitIndex.of(root).files());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 11, 12, 40, 90})
  void saysThatADamagedIndexIsNotRead(int length) throws IOException {
    write(".git/HEAD", "");
    byte[] whole = index(2, 20, "a.py", "b.py");
    Files.write(root.resolve(".git/index"), Arrays.copyOf(whole, length));
    assertTrue(GitIndex.of(root).problem().isPresent());
    LeftOut left = FileRepository.at(root, List.of()).leftOut().get(0);
    assertEquals(LeftOut.Kind.UNREADABLE, left.kind(), left.reason());
  }

  @ParameterizedTest
  @CsvSource({
    "'a/b/c,d', 7, true",
    "'a/b/c,d', 5, false",
    "a/b/c/d/e/f/g, 40, true",
    "a/b/c/d/e/f/g, 30, false"
  })
  void boundsTheCharactersOfPathsAndOfTheFoldersAboveThem(String paths, int most, boolean isRead)
      throws IOException {
    track(paths.split(","));
    GitIndex index = GitIndex.of(root, most);
    assertEquals(isRead, index.problem().isEmpty(), index.problem().toString());
    assertEquals(isRead, !index.files().isEmpty());
  }

  @Test
  void knowsNothingWithoutARepository() {
    assertEquals(GitIndex.NONE, GitIndex.of(root));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.py",
        "node_modules/x/evil.py",
        ".tox/evil.py",
        "env/lib/evil.py",
        "ignored/deep/evil.py",
        "build/evil.py"
      })
  void readsWhatGitTracksHoweverItIsHidden(String hidden) throws IOException {
    write(".gitignore", "evil.py\nignored/\n");
    write("pyproject.toml", "");
    write("env/pyvenv.cfg", "home = /usr/bin\n");
    write("env/lib/untracked.py", "");
    write(hidden, "import os");
    track(".gitignore", "env/pyvenv.cfg", hidden, "pyproject.toml");
    List<String> files = files();
    assertTrue(files.contains(hidden), files.toString());
    assertFalse(files.contains("env/lib/untracked.py"), files.toString());
    assertFalse(FileRepository.at(root, List.of()).isIgnored(hidden));
  }

  @Test
  void leavesOutWhatIsIgnoredAndNotTracked() throws IOException {
    write(".gitignore", "*.log\n");
    write("a.log", "");
    write("b.log", "");
    track(".gitignore", "b.log");
    assertEquals(List.of(".gitignore", "b.log"), files());
    assertEquals(List.of(".gitignore"), files("b.*"));
  }
}
