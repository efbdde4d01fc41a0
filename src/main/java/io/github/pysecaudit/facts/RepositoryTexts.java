package io.github.pysecaudit.facts;

import io.github.pysecaudit.facts.text.Text;
import io.github.pysecaudit.facts.text.TextTree;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The texts of a repository, bounded to what people write by hand. */
final class RepositoryTexts implements TextTree {
  private static final int LIMIT = 2 << 20;

  private final Repository repository;
  private final List<String> paths;
  private final Map<String, RepositoryFile> files;

  RepositoryTexts(Repository repository) {
    this.repository = repository;
    this.paths = repository.files().stream().map(RepositoryFile::path).toList();
    this.files =
        repository.files().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    RepositoryFile::path, Function.identity(), (a, b) -> a));
  }

  @Override
  public List<String> paths() {
    return paths;
  }

  @Override
  public boolean has(String path) {
    return files.containsKey(path);
  }

  @Override
  public int mode(String path) {
    RepositoryFile file = files.get(path);
    return file == null ? -1 : file.mode();
  }

  @Override
  public Text text(String path) {
    Content content = repository.read(path, LIMIT);
    if (content.problem().isPresent()) {
      return Text.failed(path, path + " was not read: " + content.problem().get() + ".");
    }
    byte[] bytes = content.bytes();
    Charset charset = charset(bytes);
    String text = new String(bytes, charset);
    if (text.indexOf('\0') >= 0) {
      return Text.failed(path, path + " was not read: it is not a text.");
    }
    return Text.of(path, text.startsWith("\uFEFF") ? text.substring(1) : text);
  }

  private static Charset charset(byte[] bytes) {
    if (bytes.length > 1 && bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE) {
      return StandardCharsets.UTF_16LE;
    }
    if (bytes.length > 1 && bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF) {
      return StandardCharsets.UTF_16BE;
    }
    return StandardCharsets.UTF_8;
  }
}
