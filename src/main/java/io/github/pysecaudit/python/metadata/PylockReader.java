package io.github.pysecaudit.python.metadata;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code pylock.toml} (PEP 751). */
final class PylockReader {
  private PylockReader() {}

  static LockFile read(String path, TomlNode root) {
    LockEntries entries = new LockEntries(path, "packages");
    Optional<String> version = root.scalar("lock-version");
    if (version.isEmpty() || !version.get().matches("1\\.[0-9]{1,9}")) {
      entries.problem(
          root.lineOf("lock-version"),
          version
              .map(number -> "has lock-version " + number + ", of which nothing is known")
              .orElse("has no lock-version"),
          PinReason.UNPARSEABLE);
    }
    if (!(root.value("packages") instanceof List<?>)) {
      entries.problem(1, "has no packages", PinReason.UNPARSEABLE);
    }
    for (TomlNode entry : root.tables("packages")) {
      List<TomlNode> files = new ArrayList<>(entry.tables("wheels"));
      entry.table("sdist").ifPresent(files::add);
      entry.table("archive").ifPresent(files::add);
      int hashes = LockEntries.hashes(files);
      entries.add(
          entry.string("name"),
          entry.string("version"),
          reason(entry, files, hashes),
          LockEntries.line(entry),
          files.size(),
          hashes);
    }
    return entries.file();
  }

  private static PinReason reason(TomlNode entry, List<TomlNode> files, int hashes) {
    if (entry.table("directory").isPresent()) {
      return PinReason.LOCAL_PATH;
    }
    Optional<TomlNode> vcs = entry.table("vcs");
    if (vcs.isPresent()) {
      return LockEntries.ofCommit(vcs.get().string("commit-id"));
    }
    Optional<TomlNode> archive = entry.table("archive");
    if (archive.isPresent()) {
      if (archive.get().string("url").isEmpty()) {
        return PinReason.LOCAL_ARCHIVE;
      }
      return hashes > 0 ? PinReason.PIN_URL_HASH : PinReason.URL_NO_HASH;
    }
    // The version is optional where the files with their hashes are listed.
    boolean known = entry.string("version").isPresent() || (!files.isEmpty() && hashes > 0);
    return known ? PinReason.PIN_LOCK : PinReason.NO_VERSION;
  }
}
