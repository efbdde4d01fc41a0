package io.github.pysecaudit.python.metadata;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code uv.lock}. */
final class UvLockReader {
  private UvLockReader() {}

  static LockFile read(String path, TomlNode root) {
    LockEntries entries = new LockEntries(path, "package");
    Optional<String> version = root.scalar("version");
    if (version.isPresent() && !version.get().equals("1")) {
      entries.problem(
          root.lineOf("version"),
          "has version " + version.get() + ", of which nothing is known",
          PinReason.UNPARSEABLE);
    }
    List<TomlNode> packages = root.tables("package");
    for (TomlNode entry : packages.isEmpty() ? root.tables("distribution") : packages) {
      List<TomlNode> files = new ArrayList<>(entry.tables("wheels"));
      entry.table("sdist").ifPresent(files::add);
      int hashes = LockEntries.hashes(files);
      Optional<String> number = entry.string("version");
      PinReason reason = reason(entry.table("source"), hashes);
      if (number.isEmpty() && reason == PinReason.PIN_LOCK) {
        reason = PinReason.NO_VERSION;
      }
      entries.add(
          entry.string("name"), number, reason, LockEntries.line(entry), files.size(), hashes);
    }
    return entries.file();
  }

  private static PinReason reason(Optional<TomlNode> source, int hashes) {
    if (source.isEmpty()) {
      return PinReason.PIN_LOCK;
    }
    TomlNode table = source.get();
    Optional<String> git = table.string("git");
    if (git.isPresent()) {
      int hash = git.get().lastIndexOf('#');
      return LockEntries.ofCommit(
          hash < 0 ? Optional.empty() : Optional.of(git.get().substring(hash + 1)));
    }
    if (table.value("url") != null) {
      return hashes > 0 ? PinReason.PIN_URL_HASH : PinReason.URL_NO_HASH;
    }
    if (table.value("path") != null) {
      return PinReason.LOCAL_ARCHIVE;
    }
    boolean local =
        table.value("virtual") != null
            || table.value("editable") != null
            || table.value("directory") != null;
    return local ? PinReason.LOCAL_PATH : PinReason.PIN_LOCK;
  }
}
