package io.github.pysecaudit.python.metadata;

/**
 * How far an archive is followed before the reader stops and says so. Archives are hostile input: a
 * few kilobytes can claim to hold terabytes.
 *
 * @param depth how many archives may lie in one another; 1 reads only the outermost
 * @param entries how many entries are listed, nested archives included
 * @param totalBytes how many bytes are inflated, nested archives included
 * @param entryBytes how large the content of one entry handed to a visitor may be
 * @param heldBytes how many bytes of nested archives may be in memory at the same time
 * @param ratio how many times larger than its compressed form an entry may get, looked at from 16
 *     MiB on
 */
public record ArchiveLimits(
    int depth, int entries, long totalBytes, long entryBytes, long heldBytes, long ratio) {

  /** Below this many inflated bytes the ratio says nothing: small repetitive files are common. */
  static final long RATIO_FROM = 16L << 20;

  private static final ArchiveLimits DEFAULTS =
      new ArchiveLimits(4, 50_000, 512L << 20, 64L << 20, 128L << 20, 500);

  public ArchiveLimits {
    if (depth < 1 || entries < 1 || totalBytes < 1 || entryBytes < 1 || heldBytes < 1) {
      throw new IllegalArgumentException("limits are at least 1");
    }
    if (ratio < 2 || entryBytes > Integer.MAX_VALUE - 16 || heldBytes > Integer.MAX_VALUE - 16) {
      throw new IllegalArgumentException("limit out of range");
    }
  }

  /**
   * Depth 4, 50,000 entries, 512 MiB inflated in total, 64 MiB per entry, 128 MiB held, ratio 500.
   */
  public static ArchiveLimits defaults() {
    return DEFAULTS;
  }
}
