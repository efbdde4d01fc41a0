package io.github.pysecaudit.python.metadata;

import java.util.List;
import java.util.Optional;

/** The kinds of archive, told by the name: that is how pip, Java and setuptools tell them too. */
enum ArchiveFormat {
  ZIP(
      ".whl", ".egg", ".zip", ".jar", ".war", ".ear", ".aar", ".hpi", ".jpi", ".kar", ".nbm",
      ".nar", ".pyz", ".pex"),
  TAR(".tar"),
  TAR_GZ(".tar.gz", ".tgz"),
  TAR_BZ2(".tar.bz2", ".tbz2", ".tbz"),
  /** Known to hold Python packages, but there is no decompressor for it here. */
  UNSUPPORTED(".tar.xz", ".txz", ".tar.lzma", ".tar.lz", ".tlz", ".tar.zst", ".tar.z", ".conda");

  private static final List<ArchiveFormat> ALL = List.of(values());

  private final List<String> endings;

  ArchiveFormat(String... endings) {
    this.endings = List.of(endings);
  }

  /** The format of a file or entry of that name, or empty if it is no archive. */
  static Optional<ArchiveFormat> ofName(String name) {
    for (ArchiveFormat format : ALL) {
      for (String ending : format.endings) {
        int start = name.length() - ending.length();
        if (name.regionMatches(true, start, ending, 0, ending.length())) {
          return Optional.of(format);
        }
      }
    }
    return Optional.empty();
  }
}
