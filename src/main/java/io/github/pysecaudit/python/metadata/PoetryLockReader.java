package io.github.pysecaudit.python.metadata;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** {@code poetry.lock}: files with each entry since lock version 2.0, in one table before. */
final class PoetryLockReader {
  private PoetryLockReader() {}

  static LockFile read(String path, TomlNode root) {
    LockEntries entries = new LockEntries(path, "package");
    Optional<TomlNode> metadata = root.table("metadata");
    Optional<String> version = metadata.flatMap(table -> table.scalar("lock-version"));
    if (version.isPresent() && !version.get().matches("[12]\\..{1,20}")) {
      entries.problem(
          metadata.get().lineOf("lock-version"),
          "has lock-version " + version.get() + ", of which nothing is known",
          PinReason.UNPARSEABLE);
    }
    for (TomlNode entry : root.tables("package")) {
      add(entries, entry, metadata);
    }
    return entries.file();
  }

  private static void add(LockEntries entries, TomlNode entry, Optional<TomlNode> metadata) {
    Optional<TomlNode> source = entry.table("source");
    Collection<TomlNode> files = entry.tables("files");
    int hashes = LockEntries.hashes(files);
    int count = files.size();
    Optional<String> name = entry.string("name");
    if (name.isPresent() && metadata.isPresent() && files.isEmpty()) {
      TomlNode old = metadata.get().table("files").orElse(new TomlNode(1, false));
      List<TomlNode> oldFiles = old.tables(name.get());
      int bare =
          metadata.get().table("hashes").map(table -> table.list(name.get()).size()).orElse(0);
      count = Math.max(oldFiles.size(), bare);
      hashes = Math.max(LockEntries.hashes(oldFiles), bare);
    }
    PinReason reason = reason(source, hashes);
    Optional<String> version = entry.string("version");
    if (version.isEmpty() && reason == PinReason.PIN_LOCK) {
      reason = PinReason.NO_VERSION;
    }
    entries.add(name, version, reason, LockEntries.line(entry), count, hashes);
  }

  private static PinReason reason(Optional<TomlNode> source, int hashes) {
    return switch (source.flatMap(table -> table.string("type")).orElse("legacy")) {
      case "directory" -> PinReason.LOCAL_PATH;
      case "file" -> PinReason.LOCAL_ARCHIVE;
      case "git" ->
          LockEntries.ofCommit(
              source
                  .flatMap(table -> table.string("resolved_reference"))
                  .or(() -> source.flatMap(table -> table.string("reference"))));
      case "url" -> hashes > 0 ? PinReason.PIN_URL_HASH : PinReason.URL_NO_HASH;
      default -> PinReason.PIN_LOCK;
    };
  }
}
