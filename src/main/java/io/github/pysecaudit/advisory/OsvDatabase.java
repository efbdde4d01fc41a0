package io.github.pysecaudit.advisory;

import io.github.pysecaudit.advisory.KeyAnswer.Known;
import io.github.pysecaudit.advisory.KeyAnswer.Unanswered;
import io.github.pysecaudit.checklist.Dependency;
import io.github.pysecaudit.python.version.PackageName;
import io.github.pysecaudit.remote.Ages;
import io.github.pysecaudit.remote.Timekeeper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Answers from the bulk files of OSV on disk, without any request. Of an archive only the records
 * about the packages in question are read, and only those that match are kept in memory.
 */
public final class OsvDatabase implements AdvisorySource {
  private final DatabaseFolders folders;
  private final Duration maxAge;
  private final Timekeeper time;
  private final DatabaseIndex index;
  private final AdvisoryReader reader = new AdvisoryReader();

  /**
   * A database in these folders.
   *
   * @param maxAge older data is not used
   */
  public OsvDatabase(DatabaseFolders folders, Duration maxAge, Timekeeper time) {
    this.folders = Objects.requireNonNull(folders, "folders");
    this.maxAge = Objects.requireNonNull(maxAge, "maxAge");
    this.time = Objects.requireNonNull(time, "time");
    this.index = new DatabaseIndex(folders.indexes());
  }

  /** The age of the newest data for an ecosystem, if there is any, however old. */
  public Optional<Duration> age(String ecosystem) {
    return newest(ecosystem).flatMap(file -> file.age(time.now()));
  }

  @Override
  public Answers ask(Collection<PackageKey> keys) {
    Map<String, List<PackageKey>> byEcosystem =
        keys.stream().collect(Collectors.groupingBy(PackageKey::ecosystem));
    Map<PackageKey, KeyAnswer> answers = new HashMap<>();
    byEcosystem.forEach((ecosystem, of) -> answers.putAll(ask(ecosystem, of)));
    return new Answers(answers, 0);
  }

  private Map<PackageKey, KeyAnswer> ask(String ecosystem, List<PackageKey> keys) {
    Optional<BulkFile> file = newest(ecosystem);
    Optional<Duration> age = file.flatMap(f -> f.age(time.now()));
    if (age.isEmpty()) {
      return unanswered(
          keys,
          "There is no offline vulnerability data for " + ecosystem + ". Run audit:update online.",
          Optional.empty());
    }
    if (age.get().compareTo(maxAge) > 0) {
      return unanswered(
          keys,
          "The offline vulnerability data for "
              + ecosystem
              + " is "
              + Ages.words(age.get())
              + " old, more than "
              + Ages.words(maxAge)
              + ". Run audit:update online.",
          age);
    }
    try {
      return match(file.get(), age.get(), ecosystem, keys);
    } catch (IOException e) {
      return unanswered(
          keys,
          "The offline vulnerability data for "
              + ecosystem
              + " is damaged. Run audit:update online.",
          Optional.empty());
    }
  }

  private static Map<PackageKey, KeyAnswer> unanswered(
      List<PackageKey> keys, String reason, Optional<Duration> age) {
    return keys.stream().collect(Collectors.toMap(key -> key, key -> new Unanswered(reason, age)));
  }

  private Optional<BulkFile> newest(String ecosystem) {
    Instant now = time.now();
    return folders.zips(ecosystem).stream()
        .flatMap(zip -> BulkFile.at(zip).stream())
        .filter(file -> file.age(now).isPresent())
        .max(Comparator.comparing(BulkFile::current));
  }

  private Map<PackageKey, KeyAnswer> match(
      BulkFile file, Duration age, String ecosystem, List<PackageKey> keys) throws IOException {
    Map<String, List<PackageKey>> byName = new TreeMap<>();
    keys.forEach(k -> byName.computeIfAbsent(k.name(), n -> new ArrayList<>()).add(k));
    Map<String, List<String>> entries = index.entries(file, ecosystem, byName.keySet());
    Map<PackageKey, List<Advisory>> found = new HashMap<>();
    Map<PackageKey, KeyAnswer> answers = new HashMap<>();
    try (ZipFile zip = new ZipFile(file.zip().toFile())) {
      for (String entry : distinct(entries)) {
        Advisory advisory = reader.read(json(zip, entry).orElseThrow(IOException::new));
        for (PackageKey key : affected(advisory, byName)) {
          found.computeIfAbsent(key, k -> new ArrayList<>()).add(advisory);
        }
      }
      for (String entry : entries.getOrDefault(DatabaseIndex.UNREADABLE, List.of())) {
        mentioned(json(zip, entry), keys)
            .forEach(key -> answers.put(key, new Unanswered(unreadable(entry), Optional.empty())));
      }
    }
    String source = ecosystem + "/all.zip, " + Ages.words(age) + " old";
    for (PackageKey key : keys) {
      List<Advisory> advisories = found.getOrDefault(key, List.of());
      answers.putIfAbsent(key, new Known(advisories, age, source));
    }
    return answers;
  }

  private static Set<String> distinct(Map<String, List<String>> entries) {
    Set<String> distinct = new TreeSet<>();
    entries.forEach(
        (name, of) -> {
          if (!name.equals(DatabaseIndex.UNREADABLE)) {
            distinct.addAll(of);
          }
        });
    return distinct;
  }

  private static List<PackageKey> affected(
      Advisory advisory, Map<String, List<PackageKey>> byName) {
    return advisory.affected().stream()
        .map(Advisory.Affected::name)
        .distinct()
        .flatMap(name -> byName.getOrDefault(name, List.of()).stream())
        .filter(key -> AdvisoryMatch.affects(advisory, key))
        .toList();
  }

  private static Optional<byte[]> json(ZipFile zip, String name) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw new IOException("The index does not fit the archive.");
    }
    return DatabaseIndex.record(zip, entry);
  }

  /** A broken record spoils the answer for each package that its text could be about. */
  private static List<PackageKey> mentioned(Optional<byte[]> json, List<PackageKey> keys) {
    if (json.isEmpty()) {
      return keys;
    }
    String text = new String(json.get(), StandardCharsets.UTF_8);
    String normalized = PackageName.normalize(text);
    return keys.stream()
        .filter(
            key ->
                key.ecosystem().equals(Dependency.PYPI)
                    ? normalized.contains(key.name())
                    : text.contains(key.name()))
        .toList();
  }

  private static String unreadable(String entry) {
    String name = entry.length() <= 100 ? entry : entry.substring(0, 100) + "…";
    return "The offline record " + name + " mentions it and cannot be read.";
  }
}
