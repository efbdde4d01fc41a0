package io.github.pysecaudit.facts;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A repository that exists only in a test: paths and texts. */
public final class MemoryRepository implements Repository {
  private final Map<String, byte[]> contents = new TreeMap<>();
  private final Map<String, Integer> modes = new TreeMap<>();
  private final Set<String> ignored = new TreeSet<>();
  private final List<LeftOut> leftOut = new ArrayList<>();
  private final Set<String> tracked = new TreeSet<>();

  /** Paths and texts in turn. */
  public static MemoryRepository of(String... pathsAndTexts) {
    MemoryRepository repository = new MemoryRepository();
    for (int i = 0; i < pathsAndTexts.length; i += 2) {
      repository.with(pathsAndTexts[i], pathsAndTexts[i + 1]);
    }
    return repository;
  }

  public MemoryRepository with(String path, String text) {
    return with(path, text.getBytes(StandardCharsets.UTF_8));
  }

  public MemoryRepository with(String path, byte[] bytes) {
    contents.put(path, bytes);
    return this;
  }

  public MemoryRepository withMode(String path, int mode) {
    modes.put(path, mode);
    return this;
  }

  public MemoryRepository ignoring(String path) {
    ignored.add(path);
    return this;
  }

  public MemoryRepository leavingOut(LeftOut out) {
    leftOut.add(out);
    return this;
  }

  @Override
  public List<RepositoryFile> files() {
    return contents.keySet().stream()
        .filter(path -> !ignored.contains(path))
        .map(path -> file(path).orElseThrow())
        .toList();
  }

  @Override
  public List<LeftOut> leftOut() {
    return List.copyOf(leftOut);
  }

  @Override
  public Optional<RepositoryFile> file(String path) {
    return Optional.ofNullable(contents.get(path))
        .map(
            bytes ->
                new RepositoryFile(
                    path, bytes.length, Instant.EPOCH, modes.getOrDefault(path, 0644)));
  }

  @Override
  public Content read(String path, int limit) {
    byte[] bytes = contents.get(path);
    if (bytes == null) {
      return Content.failed("there is no file " + path);
    }
    return bytes.length > limit
        ? Content.failed(path + " is larger than " + limit + " bytes")
        : Content.of(bytes);
  }

  @Override
  public InputStream open(String path) throws IOException {
    byte[] bytes = contents.get(path);
    if (bytes == null) {
      throw new FileNotFoundException(path);
    }
    return new ByteArrayInputStream(bytes);
  }

  public MemoryRepository tracking(String path) {
    tracked.add(path);
    return this;
  }

  @Override
  public boolean isTracked(String path) {
    return tracked.contains(path);
  }

  @Override
  public boolean isIgnored(String path) {
    return ignored.contains(path);
  }
}
