package io.github.pysecaudit.advisory;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Bulk files made by a test. */
final class BulkArchive {
  private BulkArchive() {}

  /** The sample records in one archive, with these entries added or replaced. */
  static Path write(Path zip, Instant modified, Map<String, String> more) {
    TreeMap<String, byte[]> entries = samples(SampleRecords.IDS);
    more.forEach((name, text) -> entries.put(name, text.getBytes(StandardCharsets.UTF_8)));
    return write(zip, modified, entries);
  }

  /** These of the sample records and no others. */
  static Path write(Path zip, Instant modified, List<String> ids) {
    return write(zip, modified, samples(ids));
  }

  private static TreeMap<String, byte[]> samples(List<String> ids) {
    TreeMap<String, byte[]> entries = new TreeMap<>();
    ids.forEach(id -> entries.put(id + ".json", SampleRecords.json(id)));
    return entries;
  }

  private static Path write(Path zip, Instant modified, TreeMap<String, byte[]> entries) {
    try {
      Files.createDirectories(zip.getParent());
      try (OutputStream out = Files.newOutputStream(zip);
          ZipOutputStream archive = new ZipOutputStream(out)) {
        for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
          archive.putNextEntry(new ZipEntry(entry.getKey()));
          archive.write(entry.getValue());
          archive.closeEntry();
        }
      }
      Files.setLastModifiedTime(zip, FileTime.from(modified));
      return zip;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
