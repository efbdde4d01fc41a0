package io.github.pysecaudit.python.metadata;

import java.util.List;

/** Hands what one pass over an archive sees to several visitors. */
final class ArchiveVisitors implements ArchiveVisitor {
  private final List<ArchiveVisitor> visitors;

  ArchiveVisitors(List<ArchiveVisitor> visitors) {
    this.visitors = List.copyOf(visitors);
  }

  @Override
  public boolean wants(ArchiveEntry entry) {
    return visitors.stream().anyMatch(visitor -> visitor.wants(entry));
  }

  @Override
  public boolean opens(ArchiveEntry entry) {
    return visitors.stream().anyMatch(visitor -> visitor.opens(entry));
  }

  @Override
  public void entry(ArchiveEntry entry) {
    visitors.forEach(visitor -> visitor.entry(entry));
  }

  @Override
  public void content(ArchiveEntry entry, byte[] content) {
    visitors.stream()
        .filter(visitor -> visitor.wants(entry))
        .forEach(visitor -> visitor.content(entry, content));
  }

  @Override
  public void gzipTime(String archive, long seconds) {
    visitors.forEach(visitor -> visitor.gzipTime(archive, seconds));
  }
}
