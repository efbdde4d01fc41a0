package io.github.pysecaudit.facts;

import io.github.pysecaudit.sast.SourceFile;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which files of the tree have the same name and the same bytes as others. Each file of the tree is
 * read at most once, however many there are to compare it with.
 */
final class SameFiles {

  /**
   * Digests of the files that share a name and a size.
   *
   * @param all of them, except for samples
   * @param shipped those that are no tests either
   */
  private record Digests(Set<String> all, Set<String> shipped) {}

  private final Repository repository;
  private final Map<String, List<RepositoryFile>> byNameAndSize = new HashMap<>();
  private final Map<String, Digests> digests = new HashMap<>();

  SameFiles(Repository repository) {
    this.repository = repository;
    for (RepositoryFile file : repository.files()) {
      if (!PathRoles.isSample(file.path())) {
        byNameAndSize
            .computeIfAbsent(key(file.name(), file.size()), k -> new ArrayList<>())
            .add(file);
      }
    }
  }

  /** Whether there is such a file; a test in the tree is the same only as another test. */
  synchronized boolean contains(SourceFile file) {
    String name = file.path().substring(file.path().lastIndexOf('/') + 1);
    try {
      byte[] bytes = file.content().read();
      String key = key(name, bytes.length);
      if (!byNameAndSize.containsKey(key)) {
        return false;
      }
      Digests same = digests.computeIfAbsent(key, this::read);
      return (file.test() ? same.all() : same.shipped()).contains(digest(bytes));
    } catch (IOException e) {
      return false;
    }
  }

  private Digests read(String key) {
    Digests read = new Digests(new HashSet<>(), new HashSet<>());
    for (RepositoryFile file : byNameAndSize.get(key)) {
      Content content = repository.read(file.path());
      if (content.isComplete()) {
        String digest = digest(content.bytes());
        read.all().add(digest);
        if (!PathRoles.isTest(file.path())) {
          read.shipped().add(digest);
        }
      }
    }
    return read;
  }

  private static String key(String name, long size) {
    return size + " " + name;
  }

  private static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
