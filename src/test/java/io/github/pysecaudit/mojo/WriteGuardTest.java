package io.github.pysecaudit.mojo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pysecaudit.facts.FileRepository;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteGuardTest {
  @TempDir Path folder;

  private Path root;
  private Path outside;

  @BeforeEach
  void folders() throws IOException {
    root = Files.createDirectories(folder.resolve("tree"));
    outside = Files.createDirectories(folder.resolve("outside"));
  }

  /** An index of git, version 2, that names these files. */
  private void track(String... paths) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeBytes("DIRC");
    out.writeInt(2);
    out.writeInt(paths.length);
    for (String path : paths) {
      byte[] name = path.getBytes(StandardCharsets.UTF_8);
      out.write(new byte[24]);
      out.writeInt(0120000);
      out.write(new byte[32]);
      out.writeShort(name.length);
      out.write(name);
      out.write(new byte[8 - (62 + name.length) % 8]);
    }
    out.write(new byte[20]);
    Files.createDirectories(root.resolve(".git"));
    Files.writeString(root.resolve(".git/HEAD"), "ref: refs/heads/main\n");
    Files.write(root.resolve(".git/index"), bytes.toByteArray());
  }

  private WriteGuard guard() throws IOException {
    return new WriteGuard(root, FileRepository.at(root, List.of()));
  }

  private String refused(Path output) {
    return assertThrows(MojoExecutionException.class, () -> guard().refuseOutput(output))
        .getMessage();
  }

  @Test
  void refusesAnOutputFolderBehindALinkThatIsCommitted() throws Exception {
    Files.createSymbolicLink(root.resolve("target"), outside);
    track("target");
    assertTrue(refused(root.resolve("target/audit")).contains("target is a link that comes with"));
  }

  @Test
  void refusesAnyLinkOfATreeWithoutGit() throws Exception {
    Files.createDirectories(root.resolve("target"));
    Files.createSymbolicLink(root.resolve("target/audit"), outside);
    assertTrue(refused(root.resolve("target/audit")).contains("target/audit is a link"));
    assertTrue(refused(root.resolve("target/audit/check")).contains("target/audit is a link"));
  }

  @Test
  void refusesALinkWhereReportsOfModulesGo() throws Exception {
    Path modules = Files.createDirectories(root.resolve("target/audit/modules"));
    Files.createSymbolicLink(modules.resolve("a_b"), outside);
    assertTrue(refused(root.resolve("target/audit")).contains("target/audit/modules/a_b is"));
    Files.delete(modules.resolve("a_b"));
    Files.delete(modules);
    Files.createSymbolicLink(modules, outside);
    assertTrue(refused(root.resolve("target/audit")).contains("target/audit/modules is"));
  }

  @Test
  void aLinkThatTheUserMadeIsTheUsersAffair() throws Exception {
    Files.createSymbolicLink(root.resolve("target"), outside);
    track("README.md");
    guard().refuseOutput(root.resolve("target/audit"));
  }

  @Test
  void aFolderOutsideOfTheTreeIsTheUsersAffair() throws Exception {
    Files.createSymbolicLink(folder.resolve("link"), outside);
    guard().refuseOutput(folder.resolve("link/audit"));
    assertEquals(Optional.empty(), guard().refuseCache(folder.resolve("link")));
  }

  @Test
  void knowsTheTreeAlsoByTheLinkThatLeadsToIt() throws Exception {
    Files.createSymbolicLink(root.resolve("target"), outside);
    root = Files.createSymbolicLink(folder.resolve("other"), root);
    assertTrue(refused(root.resolve("target/audit")).contains("target is a link"));
    assertTrue(refused(folder.resolve("tree/target/audit")).contains("target is a link"));
  }

  @Test
  void refusesACacheBehindALinkThatIsCommitted() throws Exception {
    Files.createDirectories(root.resolve("sources/answers"));
    Files.createSymbolicLink(root.resolve(".cache"), Path.of("sources/answers"));
    track(".cache");
    MojoExecutionException error =
        assertThrows(
            MojoExecutionException.class, () -> guard().refuseCache(root.resolve(".cache/audit")));
    assertTrue(error.getMessage().contains(".cache is a link that comes with the project"));
  }

  @Test
  void saysThatACacheInTheTreeCountsAndRefusesOneThatIsCommitted() throws Exception {
    track("cache/a", "b");
    assertTrue(guard().refuseCache(root.resolve("other")).orElseThrow().contains("(other)"));
    assertThrows(MojoExecutionException.class, () -> guard().refuseCache(root.resolve("cache")));
    assertThrows(MojoExecutionException.class, () -> guard().refuseCache(root));
  }
}
