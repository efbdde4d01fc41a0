package io.github.pysecaudit.advisory;

import io.github.pysecaudit.advisory.QueryAnswer.Named;
import io.github.pysecaudit.advisory.QueryAnswer.Reference;
import io.github.pysecaudit.remote.ResponseCache;
import io.github.pysecaudit.remote.Timekeeper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Answers to queries, clean ones included, with the moment of each. Many keys share an entry of the
 * cache: a project has hundreds, and a file for each would cost more than the question. Two builds
 * that write at once may lose each other's answers, which are then asked for again; an entry is
 * never half of one.
 */
final class QueryCache {
  private static final int SHARDS = 16;
  private static final String FORMAT = "queries-1";

  /** Answers older than this are not even worth a mention. */
  private static final Duration KEPT = Duration.ofDays(60);

  private record Stored(long at, List<Reference> references) {}

  private final ResponseCache cache;
  private final String server;
  private final Timekeeper time;

  QueryCache(ResponseCache cache, String server, Timekeeper time) {
    this.cache = cache;
    this.server = server;
    this.time = time;
  }

  /** What is known of these keys, however old. */
  Map<PackageKey, Named> find(Collection<PackageKey> keys) {
    Map<Integer, Map<PackageKey, Stored>> shards = new HashMap<>();
    Map<PackageKey, Named> found = new HashMap<>();
    long now = time.now().toEpochMilli();
    for (PackageKey key : keys) {
      Stored stored = shards.computeIfAbsent(shard(key), this::read).get(key);
      if (stored != null) {
        found.put(
            key, new Named(stored.references(), Duration.ofMillis(Math.max(0, now - stored.at()))));
      }
    }
    return found;
  }

  /** Keeps answers that were fetched now. */
  void store(Map<PackageKey, Named> answers) {
    long now = time.now().toEpochMilli();
    Map<Integer, Map<PackageKey, Stored>> shards = new TreeMap<>();
    answers.forEach(
        (key, answer) ->
            shards
                .computeIfAbsent(shard(key), this::read)
                .put(key, new Stored(now, answer.references())));
    shards.forEach(this::write);
  }

  private Map<PackageKey, Stored> read(int shard) {
    Optional<ResponseCache.Cached> cached = cache.find(server, name(shard));
    Map<PackageKey, Stored> entries = new HashMap<>();
    if (cached.isEmpty()) {
      return entries;
    }
    long now = time.now().toEpochMilli();
    String text = new String(cached.get().value(), StandardCharsets.UTF_8);
    text.lines()
        .forEach(
            line -> {
              String[] fields = line.split("\t", -1);
              if (fields.length >= 4 && fields.length % 2 == 0 && isNumber(fields[0])) {
                long at = Long.parseLong(fields[0]);
                if (at <= now + 60_000 && now - at <= KEPT.toMillis()) {
                  entries.put(
                      new PackageKey(fields[1], fields[2], fields[3]),
                      new Stored(at, references(fields)));
                }
              }
            });
    return entries;
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty()
        && text.length() <= 15
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static List<Reference> references(String[] fields) {
    List<Reference> references = new ArrayList<>();
    for (int i = 4; i < fields.length; i += 2) {
      references.add(new Reference(fields[i], fields[i + 1]));
    }
    return references;
  }

  private void write(int shard, Map<PackageKey, Stored> entries) {
    StringBuilder text = new StringBuilder();
    for (PackageKey key : new TreeSet<>(entries.keySet())) {
      Stored stored = entries.get(key);
      text.append(stored.at()).append('\t').append(key.ecosystem()).append('\t');
      text.append(key.name()).append('\t').append(key.version());
      for (Reference reference : stored.references()) {
        text.append('\t').append(reference.id()).append('\t').append(reference.modified());
      }
      text.append('\n');
    }
    cache.store(server, name(shard), text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static String name(int shard) {
    return FORMAT + "/" + shard;
  }

  private static int shard(PackageKey key) {
    return Math.floorMod((key.name() + key.ecosystem()).hashCode(), SHARDS);
  }
}
