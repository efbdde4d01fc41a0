package io.github.pysecaudit.facts;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** The hash of everything that a build of a module reads from the repository. */
final class BuildInputs {
  private BuildInputs() {}

  /**
   * SHA-256 over path, execute bit and content of each file, in the order of paths.
   *
   * @return the hash in hex; one of its own for each file that cannot be read, so that it matches
   *     nothing
   */
  static String hash(Repository repository, List<RepositoryFile> files) {
    MessageDigest digest = sha256();
    byte[] buffer = new byte[1 << 16];
    for (RepositoryFile file : files) {
      digest.update(
          (file.path() + "\0" + file.isExecutable() + "\0").getBytes(StandardCharsets.UTF_8));
      try (InputStream in = repository.open(file.path())) {
        long length = 0;
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          digest.update(buffer, 0, n);
          length += n;
        }
        digest.update(("\0" + length + "\0").getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        return "unreadable " + file.path();
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
