package io.github.pysecaudit.python.metadata;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.Manifest;
import java.util.regex.Pattern;

/** Collects the {@link ArchiveShape} of one archive; nested archives are left aside. */
public final class ArchiveShapeCollector implements ArchiveVisitor {
  private static final int MOST_TIMES = 1000;
  private static final int MOST_EXAMPLES = 50;
  private static final int LONGEST_COMMENT = 200;

  /** What {@code java.util.Properties.store} writes: {@code #Mon Nov 23 10:00:00 UTC 2026}. */
  private static final Pattern DATED =
      Pattern.compile(
          "#\\s?(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\\s.{0,60}\\b(?:19|20)\\d\\d\\b.{0,20}"
              + "|#.{0,40}\\b(?:19|20)\\d\\d-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d.{0,40}");

  private static final Map<String, Pattern> SBOM_TRACES =
      new TreeMap<>(
          Map.of(
              "a serial number",
              Pattern.compile("\"serialNumber\"\\s{0,9}:\\s{0,9}\"urn:uuid:"),
              "a time stamp",
              Pattern.compile("\"timestamp\"\\s{0,9}:\\s{0,9}\"\\d{4}-"),
              "an absolute path",
              Pattern.compile(
                  "file:///(?!\\.)|\"(?:/home/|/Users/|/tmp/|/root/|/build/|/work|[A-Za-z]:\\\\)")));

  private final String archive;
  private final TreeMap<LocalDateTime, Integer> times = new TreeMap<>();
  private final Map<String, String> modes = new LinkedHashMap<>();
  private final List<String> setIds = new ArrayList<>();
  private final Set<String> owners = new TreeSet<>();
  private final Map<String, String> manifest = new LinkedHashMap<>();
  private final Map<String, String> comments = new LinkedHashMap<>();
  private final Map<String, List<String>> sboms = new LinkedHashMap<>();
  private Optional<Long> gzipTime = Optional.empty();
  private final EntryOrder order = new EntryOrder();
  private int entries;

  /**
   * @param archive the place given to {@link ArchiveReader}
   */
  public ArchiveShapeCollector(String archive) {
    this.archive = archive;
  }

  @Override
  public void gzipTime(String itsArchive, long seconds) {
    if (itsArchive.equals(archive)) {
      gzipTime = Optional.of(seconds);
    }
  }

  @Override
  public void entry(ArchiveEntry entry) {
    if (entry.depth() > 1) {
      return;
    }
    entries++;
    entry
        .time()
        .filter(time -> times.size() < MOST_TIMES || times.containsKey(time))
        .ifPresent(time -> times.merge(time, 1, Integer::sum));
    entry.mode().ifPresent(mode -> mode(entry, mode));
    entry.owner().ifPresent(this::owner);
    order(entry);
  }

  private void mode(ArchiveEntry entry, int mode) {
    int permissions = mode & 0777;
    boolean usual =
        permissions == 0644 || permissions == 0755 || entry.kind() == ArchiveEntry.Kind.LINK;
    if (!usual && modes.size() < MOST_EXAMPLES) {
      modes.put(entry.name(), Integer.toOctalString(permissions));
    }
    if ((mode & 06000) != 0
        && entry.kind() == ArchiveEntry.Kind.FILE
        && setIds.size() < MOST_EXAMPLES) {
      setIds.add(entry.name());
    }
  }

  private void owner(ArchiveEntry.Owner owner) {
    if (owners.size() < MOST_EXAMPLES) {
      String user = owner.userName().isEmpty() ? String.valueOf(owner.user()) : owner.userName();
      String group =
          owner.groupName().isEmpty() ? String.valueOf(owner.group()) : owner.groupName();
      owners.add(user + ":" + group);
    }
  }

  private void order(ArchiveEntry entry) {
    String name = entry.name();
    String top = name.substring(0, Math.max(0, name.indexOf('/'))).toLowerCase(Locale.ROOT);
    if (top.endsWith(".dist-info") || top.equals("meta-inf")) {
      return;
    }
    if (entry.kind() != ArchiveEntry.Kind.DIRECTORY) {
      order.next(name);
    }
  }

  @Override
  public boolean wants(ArchiveEntry entry) {
    return entry.depth() == 1
        && (isManifest(entry.name()) || isProperties(entry.name()) || isSbom(entry.name()));
  }

  private static boolean isManifest(String name) {
    return name.equals("META-INF/MANIFEST.MF");
  }

  private static boolean isProperties(String name) {
    return name.startsWith("META-INF/") && name.endsWith(".properties")
        || name.endsWith("git.properties")
        || name.endsWith("build.properties")
        || name.endsWith("build-info.properties");
  }

  private static boolean isSbom(String name) {
    return name.contains(".dist-info/sboms/") && name.endsWith(".json")
        || name.startsWith("META-INF/sbom/") && name.endsWith(".json");
  }

  @Override
  public void content(ArchiveEntry entry, byte[] content) {
    if (entry.depth() > 1) {
      return;
    }
    if (isManifest(entry.name())) {
      manifest(content);
    } else if (isSbom(entry.name())) {
      String text = new String(content, StandardCharsets.UTF_8);
      List<String> traces = new ArrayList<>();
      SBOM_TRACES.forEach(
          (trace, pattern) -> {
            if (pattern.matcher(text).find()) {
              traces.add(trace);
            }
          });
      sboms.put(entry.name(), List.copyOf(traces));
    } else if (isProperties(entry.name())) {
      new String(content, StandardCharsets.ISO_8859_1)
          .lines()
          .limit(5)
          .filter(line -> line.length() <= LONGEST_COMMENT && DATED.matcher(line).matches())
          .findFirst()
          .ifPresent(comment -> comments.put(entry.name(), comment));
    }
  }

  private void manifest(byte[] content) {
    try {
      new Manifest(new ByteArrayInputStream(content))
          .getMainAttributes()
          .forEach((name, value) -> manifest.put(String.valueOf(name), String.valueOf(value)));
    } catch (IOException | IllegalArgumentException e) {
      manifest.put("(unreadable)", String.valueOf(e.getMessage()));
    }
  }

  /** What was seen. */
  public ArchiveShape shape() {
    return new ArchiveShape(
        archive,
        entries,
        times,
        modes,
        setIds,
        owners,
        gzipTime,
        order.firstOutOfOrder(),
        manifest,
        comments,
        sboms);
  }
}
