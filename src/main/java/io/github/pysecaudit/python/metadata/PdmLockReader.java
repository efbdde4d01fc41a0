package io.github.pysecaudit.python.metadata;

import java.util.List;
import java.util.Optional;

/** {@code pdm.lock}: files with each entry since lock version 4.3, in one table before. */
final class PdmLockReader {
  private PdmLockReader() {}

  static LockFile read(String path, TomlNode root) {
    LockEntries entries = new LockEntries(path, "package");
    Optional<TomlNode> old = root.table("metadata").flatMap(table -> table.table("files"));
    for (TomlNode entry : root.tables("package")) {
      Optional<String> name = entry.string("name");
      Optional<String> version = entry.string("version");
      List<TomlNode> files = entry.tables("files");
      if (files.isEmpty() && old.isPresent()) {
        files = old.get().tables(name.orElse("") + " " + version.orElse(""));
      }
      int hashes = LockEntries.hashes(files);
      PinReason reason = reason(entry, hashes);
      if (version.isEmpty() && reason == PinReason.PIN_LOCK) {
        reason = PinReason.NO_VERSION;
      }
      entries.add(name, version, reason, LockEntries.line(entry), files.size(), hashes);
    }
    return entries.file();
  }

  private static PinReason reason(TomlNode entry, int hashes) {
    for (String tool : List.of("git", "hg", "svn", "bzr")) {
      if (entry.string(tool).isPresent()) {
        return LockEntries.ofCommit(entry.string("revision").or(() -> entry.string("ref")));
      }
    }
    Optional<String> file = entry.string("path");
    if (file.isPresent()) {
      return DirectReference.isArchive(file.get()) ? PinReason.LOCAL_ARCHIVE : PinReason.LOCAL_PATH;
    }
    Optional<String> url = entry.string("url");
    if (url.isPresent()) {
      if (url.get().startsWith("file:")) {
        return PinReason.LOCAL_ARCHIVE;
      }
      return hashes > 0 ? PinReason.PIN_URL_HASH : PinReason.URL_NO_HASH;
    }
    return PinReason.PIN_LOCK;
  }
}
