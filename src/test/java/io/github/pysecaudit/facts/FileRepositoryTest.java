package io.github.pysecaudit.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.pysecaudit.HangGuard;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileRepositoryTest {
  @TempDir Path folder;

  private Path root() throws IOException {
    return Files.createDirectories(folder.resolve("project"));
  }

  private void write(String path, String text) throws IOException {
    Path file = root().resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private FileRepository repository(String... excludes) throws IOException {
    return FileRepository.at(root(), List.of(excludes));
  }

  private List<String> paths(String... excludes) throws IOException {
    return repository(excludes).files().stream().map(RepositoryFile::path).toList();
  }

  private LeftOut leftOut(FileRepository repository, String path) {
    return repository.leftOut().stream()
        .filter(out -> out.path().equals(path))
        .findFirst()
        .orElseThrow(() -> new AssertionError(path + " is not in " + repository.leftOut()));
  }

  @Test
  void listsFilesSortedWithForwardSlashes() throws IOException {
    write("src/b.py", "");
    write("src/a/größe.py", "x = 1");
    write("README.md", "");
    assertEquals(List.of("README.md", "src/a/größe.py", "src/b.py"), paths());
    assertEquals("x = 1", text(repository().read("src/a/größe.py")));
  }

  @Test
  void leavesOutIgnoredFilesInEveryFolder() throws IOException {
    write(".gitignore", "*.log\n/secret\n!keep.log\n");
    write("a/.gitignore", "local.py\n!special.log\n");
    write("a/local.py", "");
    write("a/special.log", "");
    write("b/local.py", "");
    write("b/x.log", "");
    write("b/secret", "");
    write("keep.log", "");
    write("secret/key", "");
    assertEquals(
        List.of(
            ".gitignore", "a/.gitignore", "a/special.log", "b/local.py", "b/secret", "keep.log"),
        paths());
    FileRepository repository = repository();
    assertEquals(LeftOut.Kind.BY_RULE, leftOut(repository, "secret").kind());
    assertTrue(repository.isIgnored("secret/key"));
    assertTrue(repository.isIgnored("nowhere/else.log"));
    assertFalse(repository.isIgnored("a/special.log"));
  }

  @Test
  void readsTheExcludeFileOfGitLast() throws IOException {
    write(".git/HEAD", "ref: refs/heads/main");
    write(".git/info/exclude", "*.tmp\n");
    write(".gitignore", "!keep.tmp\n");
    write("a.tmp", "");
    write("keep.tmp", "");
    assertEquals(List.of(".gitignore", "keep.tmp"), paths());
  }

  @Test
  void leavesOutBuildOutputEnvironmentsAndCaches() throws IOException {
    write("pom.xml", "");
    write("target/classes/a.py", "");
    write("src/target/__init__.py", "");
    write("env/pyvenv.cfg", "home = /usr/bin\n");
    write("env/lib/python3/x.py", "");
    write("fake/pyvenv.cfg", "");
    write("fake/lib/x.py", "");
    write("a/__pycache__/a.pyc", "");
    write("a/node_modules/x/index.js", "");
    write(".tox/py/x.py", "");
    assertEquals(
        List.of("fake/lib/x.py", "fake/pyvenv.cfg", "pom.xml", "src/target/__init__.py"), paths());
    assertTrue(leftOut(repository(), "env").reason().contains("virtual environment"));
  }

  @Test
  void showsWhatTheConfigurationExcludes() throws IOException {
    write("docs/a.md", "");
    write("src/gen/x.py", "");
    write("src/x.py", "");
    assertEquals(List.of("src/x.py"), paths("docs/**", "**/gen/"));
    LeftOut out = leftOut(repository("docs/**"), "docs");
    assertEquals("excluded by the configuration: docs/**", out.reason());
  }

  @Test
  void neverFollowsALinkOutOfTheRoot() throws IOException {
    Files.writeString(folder.resolve("outside.txt"), "secret");
    write("inside.txt", "ok");
    Files.createSymbolicLink(root().resolve("out.txt"), folder.resolve("outside.txt"));
    Files.createSymbolicLink(root().resolve("up"), folder);
    Files.createSymbolicLink(root().resolve("alias.txt"), Path.of("inside.txt"));
    Files.createSymbolicLink(root().resolve("self"), Path.of("self"));
    Files.createSymbolicLink(root().resolve("here"), Path.of("."));
    FileRepository repository = repository();
    assertEquals(List.of("alias.txt", "inside.txt"), paths());
    assertEquals("ok", text(repository.read("alias.txt")));
    assertEquals(LeftOut.Kind.OUTSIDE, leftOut(repository, "out.txt").kind());
    assertEquals(LeftOut.Kind.OUTSIDE, leftOut(repository, "up").kind());
    assertFalse(repository.read("out.txt").isComplete());
    assertFalse(repository.read("up/outside.txt").isComplete());
    assertTrue(leftOut(repository, "self").reason().startsWith("a link"));
    assertTrue(leftOut(repository, "here").reason().startsWith("a link to a folder"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "../outside.txt",
        "a/../../outside.txt",
        "/etc/hostname",
        "C:/x",
        "C:\\x",
        "..\\outside.txt",
        "a\\b",
        "a//b",
        "x\0y"
      })
  void readsNothingOutsideOfTheRoot(String path) throws IOException {
    Files.writeString(folder.resolve("outside.txt"), "secret");
    write("a/x", "");
    Content content = repository().read(path);
    assertFalse(content.isComplete());
    assertEquals(0, content.bytes().length);
    assertThrows(IOException.class, () -> repository().open(path));
  }

  @Test
  void neverOpensAPipe() throws Exception {
    Path pipe = root().resolve("pipe.md");
    assumeTrue(
        new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor(5, TimeUnit.SECONDS)
            && Files.exists(pipe));
    HangGuard.within(
        Duration.ofSeconds(5),
        () -> {
          assertEquals(List.of(), paths());
          assertEquals(
              "pipe.md cannot be read: it is not a regular file",
              repository().read("pipe.md").problem().orElseThrow());
        });
  }

  @Test
  void saysThatAFileVanishedOrIsTooLarge() throws IOException {
    write("gone.md", "x");
    write("large.md", "12345");
    FileRepository repository = repository();
    assertEquals(2, repository.files().size());
    Files.delete(root().resolve("gone.md"));
    assertEquals(
        "gone.md cannot be read: there is no such file",
        repository.read("gone.md").problem().orElseThrow());
    assertEquals(
        "large.md is larger than 4 bytes and was not read",
        repository.read("large.md", 4).problem().orElseThrow());
    assertEquals("12345", text(repository.read("large.md", 5)));
  }

  @ParameterizedTest
  @CsvSource({"3,100,1000,64", "100,3,1000,64", "100,100,25,64", "100,100,1000,1"})
  void saysWhereABoundWasReached(int files, int entries, int characters, int depth)
      throws IOException {
    for (int i = 0; i < 5; i++) {
      write("a/b/" + i + ".py", "");
    }
    FileRepository repository =
        FileRepository.at(
            root(), List.of(), new TreeWalk.Limits(files, entries, characters, depth, 99, 10));
    assertTrue(repository.files().size() < 5);
    assertTrue(repository.leftOut().stream().anyMatch(o -> o.kind() == LeftOut.Kind.LIMIT));
  }

  @Test
  void linksToOneFileCountUntilTheyAreTooMuchTogether() throws IOException {
    write("a.py", "0123456789");
    for (int i = 0; i < 5; i++) {
      Files.createSymbolicLink(root().resolve("l" + i + ".py"), Path.of("a.py"));
    }
    FileRepository repository =
        FileRepository.at(root(), List.of(), new TreeWalk.Limits(99, 99, 999, 9, 35, 10));
    assertEquals(4, repository.files().size());
    assertEquals(
        List.of(LeftOut.Kind.LIMIT, LeftOut.Kind.LIMIT),
        repository.leftOut().stream().map(LeftOut::kind).toList());
  }

  @Test
  void whatIsNotListedByItselfIsCountedAndKeepsThePassAway() throws IOException {
    write("a.txt", "");
    for (int i = 0; i < 5; i++) {
      Files.createSymbolicLink(root().resolve("l" + i + ".py"), Path.of("/nowhere"));
    }
    FileRepository repository =
        FileRepository.at(root(), List.of(), new TreeWalk.Limits(99, 99, 999, 9, 99, 3));
    assertEquals(4, repository.leftOut().size());
    LeftOut rest = repository.leftOut().get(0);
    assertEquals(LeftOut.Kind.LIMIT, rest.kind());
    assertEquals("2 more entries were not read, such as the 3 listed", rest.reason());
  }

  @Test
  void keepsNamesThatAreNotUtf8() throws Exception {
    root();
    Process process =
        new ProcessBuilder("sh", "-c", "printf x > \"$(printf 'b\\374ro.py')\"")
            .directory(root().toFile())
            .start();
    assumeTrue(process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0);
    assertEquals(List.of("b\uFFFDro.py"), paths());
    assertEquals("x", text(repository().read("b\uFFFDro.py")));
  }

  @Test
  void reportsSetIdBits() throws Exception {
    write("tool", "");
    Process process =
        new ProcessBuilder("chmod", "4755", root().resolve("tool").toString()).start();
    assumeTrue(process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0);
    assertEquals(04755, repository().file("tool").orElseThrow().mode());
  }

  @Test
  void saysThatAFolderCannotBeRead() throws IOException {
    write("closed/a.py", "");
    Path closed = root().resolve("closed");
    assumeTrue(closed.toFile().setReadable(false) && !Files.isReadable(closed));
    assertEquals(LeftOut.Kind.UNREADABLE, leftOut(repository(), "closed").kind());
  }

  private static String text(Content content) {
    assertEquals(java.util.Optional.empty(), content.problem());
    return new String(content.bytes(), StandardCharsets.UTF_8);
  }
}
