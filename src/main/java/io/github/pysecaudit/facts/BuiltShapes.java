package io.github.pysecaudit.facts;

import io.github.pysecaudit.python.metadata.ArchiveEntry;
import io.github.pysecaudit.python.metadata.ArchiveLimits;
import io.github.pysecaudit.python.metadata.ArchiveReader;
import io.github.pysecaudit.python.metadata.ArchiveReading;
import io.github.pysecaudit.python.metadata.ArchiveShape;
import io.github.pysecaudit.python.metadata.ArchiveShapeCollector;
import io.github.pysecaudit.python.metadata.ArchiveVisitor;
import java.util.ArrayList;
import java.util.List;

/**
 * What the archives that were just built look like from outside.
 *
 * @param shapes one for each archive that could be read
 * @param problems what could not be read, one sentence each
 */
public record BuiltShapes(List<ArchiveShape> shapes, List<String> problems) {
  public BuiltShapes {
    shapes = List.copyOf(shapes);
    problems = List.copyOf(problems);
  }

  static BuiltShapes of(List<ArchiveContents.Source> archives) {
    ArchiveReader reader = new ArchiveReader(ArchiveLimits.defaults());
    List<ArchiveShape> shapes = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (ArchiveContents.Source archive : archives) {
      ArchiveShapeCollector shape = new ArchiveShapeCollector(archive.shown());
      ArchiveReading reading = reader.read(archive.file(), archive.shown(), new Outermost(shape));
      if (reading.complete() && shape.shape().entries() > 0) {
        shapes.add(shape.shape());
      } else {
        reading.problems().forEach(p -> problems.add(p.place() + ": " + p.message()));
      }
    }
    return new BuiltShapes(shapes, problems);
  }

  /** Leaves the archives within an archive shut. */
  private record Outermost(ArchiveVisitor visitor) implements ArchiveVisitor {
    @Override
    public boolean wants(ArchiveEntry entry) {
      return visitor.wants(entry);
    }

    @Override
    public boolean opens(ArchiveEntry entry) {
      return false;
    }

    @Override
    public void entry(ArchiveEntry entry) {
      visitor.entry(entry);
    }

    @Override
    public void content(ArchiveEntry entry, byte[] content) {
      visitor.content(entry, content);
    }

    @Override
    public void gzipTime(String archive, long seconds) {
      visitor.gzipTime(archive, seconds);
    }
  }
}
