package io.github.pysecaudit.python.metadata;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Optional;

/**
 * {@code direct_url.json} of an installed distribution: where the installer took it from (PEP 610).
 *
 * @param url the URL, credentials removed
 * @param vcs {@code git}, {@code hg}, {@code bzr} or {@code svn}, if it came from a repository
 * @param commit the commit it came from
 * @param hash {@code algorithm=digest} of the archive, if written
 * @param editable whether it was installed from a folder in editable mode
 */
public record DirectUrl(
    String url,
    Optional<String> vcs,
    Optional<String> commit,
    Optional<String> hash,
    boolean editable) {

  private static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(20).build())
              .build());

  public DirectUrl {
    url = url.replaceAll("(?<=//)[^/@\\s]{1,500}@", "***@");
  }

  /** Reads a file, or gives nothing if it is not such a file. */
  public static Optional<DirectUrl> read(byte[] content) {
    try {
      JsonNode root = JSON.readTree(content);
      if (root == null || !root.path("url").isTextual()) {
        return Optional.empty();
      }
      JsonNode archive = root.path("archive_info");
      Optional<String> sha256 =
          text(archive.path("hashes").path("sha256")).map(digest -> "sha256=" + digest);
      return Optional.of(
          new DirectUrl(
              root.path("url").asText(),
              text(root.path("vcs_info").path("vcs")),
              text(root.path("vcs_info").path("commit_id")),
              sha256.or(() -> text(archive.path("hash"))),
              root.path("dir_info").path("editable").asBoolean(false)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> text(JsonNode node) {
    return node.isTextual() ? Optional.of(node.asText()) : Optional.empty();
  }
}
