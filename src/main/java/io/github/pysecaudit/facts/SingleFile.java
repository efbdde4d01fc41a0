package io.github.pysecaudit.facts;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A repository of one file: one that lies in an archive. */
record SingleFile(String path, byte[] bytes) implements Repository {

  @Override
  public List<RepositoryFile> files() {
    return List.of(new RepositoryFile(path, bytes.length, Instant.EPOCH, -1));
  }

  @Override
  public List<LeftOut> leftOut() {
    return List.of();
  }

  @Override
  public Optional<RepositoryFile> file(String other) {
    return files().stream().filter(f -> f.path().equals(other)).findFirst();
  }

  @Override
  public Content read(String other, int limit) {
    if (!other.equals(path)) {
      return Content.failed("there is no file " + other);
    }
    return bytes.length > limit
        ? Content.failed(path + " is larger than " + limit + " bytes")
        : Content.of(bytes);
  }

  @Override
  public InputStream open(String other) throws IOException {
    if (!other.equals(path)) {
      throw new FileNotFoundException(other);
    }
    return new ByteArrayInputStream(bytes);
  }

  @Override
  public boolean isIgnored(String other) {
    return false;
  }
}
