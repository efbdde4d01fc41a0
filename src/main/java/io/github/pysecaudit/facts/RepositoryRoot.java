package io.github.pysecaudit.facts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * Where the repository of a folder begins.
 *
 * @param folder the nearest folder, from the given one upwards, that git keeps its data in; the
 *     given one if there is none
 * @param isGit whether git data was found there
 */
public record RepositoryRoot(Path folder, boolean isGit) {

  /** Most parents that are looked at. */
  private static final int MOST_PARENTS = 64;

  /** Finds the repository that this folder belongs to. Executes nothing. */
  public static RepositoryRoot find(Path start) {
    Path folder = start.toAbsolutePath().normalize();
    Path candidate = folder;
    for (int i = 0; candidate != null && i < MOST_PARENTS; i++) {
      if (isGitFolder(candidate.resolve(".git")) || isGitFile(candidate.resolve(".git"))) {
        return new RepositoryRoot(candidate, true);
      }
      candidate = candidate.getParent();
    }
    return new RepositoryRoot(folder, false);
  }

  private static boolean isGitFolder(Path git) {
    return Files.isDirectory(git) && Files.exists(git.resolve("HEAD"), LinkOption.NOFOLLOW_LINKS);
  }

  /** A submodule or a second working tree has a small file there that says where the data is. */
  private static boolean isGitFile(Path git) {
    try {
      return Files.isRegularFile(git, LinkOption.NOFOLLOW_LINKS)
          && GitConfig.readSmall(git).startsWith("gitdir:");
    } catch (IOException e) {
      return false;
    }
  }
}
