package io.github.pysecaudit.badge;

import io.github.pysecaudit.badge.BadgeEntryReader.WrongShape;
import io.github.pysecaudit.badge.BadgeStanding.Kind;
import io.github.pysecaudit.remote.Answer;
import io.github.pysecaudit.remote.HttpSender;
import io.github.pysecaudit.remote.Lookup;
import io.github.pysecaudit.remote.Request;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** One search for the badge of one project. Not for reuse. */
final class BadgeSearch {

  private static final long ENTRY_BYTES = 4L << 20;
  private static final long LIST_BYTES = 16L << 20;
  static final Duration DEADLINE = Duration.ofSeconds(20);
  private static final int MOST_LINKS = 5;
  private static final int PAGE = 20;
  private static final int MOST_PAGES = 3;
  private static final String SOURCE = "the badge application";

  /** The search ends here: somebody did not answer. */
  private static final class Stop extends Exception {
    private static final long serialVersionUID = 1;
    private final transient Lookup.Unavailable<?> cause;

    Stop(Lookup.Unavailable<?> cause) {
      super(cause.reason());
      this.cause = cause;
    }
  }

  /** Reads what it can and says what is wrong otherwise. */
  @FunctionalInterface
  private interface Shape<T> {
    T read(byte[] json) throws WrongShape;
  }

  private final String base;
  private final UnaryOperator<Request> bounds;
  private final HttpSender http;
  private final BadgeQuestion question;
  private final BadgeEntryReader reader;
  private final List<String> asked = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final Map<Integer, BadgeEntry> strangers = new LinkedHashMap<>();
  private boolean genuine;
  private Duration age = Duration.ZERO;
  private String source = SOURCE;

  BadgeSearch(URI base, UnaryOperator<Request> bounds, HttpSender http, BadgeQuestion question) {
    this.base = base.toString();
    this.bounds = bounds;
    this.http = http;
    this.question = question;
    this.reader = new BadgeEntryReader(base);
  }

  Lookup<BadgeStanding> run() {
    try {
      BadgeStanding standing = search();
      return new Lookup.Found<>(standing, age, source);
    } catch (Stop stop) {
      return new Lookup.Unavailable<>(stop.cause.reason(), stop.cause.newestAge());
    }
  }

  private BadgeStanding search() throws Stop {
    List<Integer> ids =
        question.configuredId().isPresent()
            ? List.of(question.configuredId().getAsInt())
            : question.links().stream().map(BadgeLink::id).distinct().limit(MOST_LINKS).toList();
    if (ids.isEmpty() && question.repository().isEmpty()) {
      return standing(Kind.NOTHING_TO_ASK, Optional.empty());
    }
    Optional<BadgeStanding> byId = byIds(ids);
    if (byId.isPresent()) {
      return byId.get();
    }
    if (question.repository().isPresent()
        && (question.configuredId().isEmpty() || strangers.isEmpty())) {
      Optional<BadgeStanding> byAddress = byAddress(question.repository().get());
      if (byAddress.isPresent()) {
        return byAddress.get();
      }
    }
    return withoutEntry();
  }

  /** The first of these entries that is the project's own. */
  private Optional<BadgeStanding> byIds(List<Integer> ids) throws Stop {
    for (int id : ids) {
      Optional<BadgeEntry> entry = entry(id);
      if (entry.isEmpty()) {
        continue;
      }
      if (question.repository().isEmpty()) {
        return Optional.of(standing(Kind.UNVERIFIED, entry));
      }
      if (entry.get().belongsTo(question.repository().get())) {
        return Optional.of(judge(entry.get()));
      }
      strangers.put(id, entry.get());
      note("Entry " + id + " belongs to " + entry.get().owner() + ", not to this repository.");
    }
    return Optional.empty();
  }

  /** The entry that names this repository, whatever the spelling. */
  private Optional<BadgeStanding> byAddress(RepositoryUrl own) throws Stop {
    String https = own.https();
    String http = "http" + https.substring("https".length());
    for (String query :
        List.of("url=" + encode(https), "pq=" + encode(https), "pq=" + encode(http))) {
      List<BadgeEntry> mine = own(own, list(query));
      if (mine.stream().map(this::rank).distinct().count() == 1) {
        return Optional.of(judge(mine.get(0)));
      }
      if (!mine.isEmpty()) {
        return Optional.of(new BadgeStanding(Kind.AMBIGUOUS, Optional.empty(), mine, notes, asked));
      }
    }
    return Optional.empty();
  }

  /** Those that name the repository itself, else those that name nothing but it as home page. */
  private List<BadgeEntry> own(RepositoryUrl own, List<BadgeEntry> entries) {
    for (BadgeEntry entry : entries) {
      if (!entry.belongsTo(own) && own.isSpelled(entry.homepage())) {
        note("Entry " + entry.id() + " names this repository only as its home page.");
      }
    }
    List<BadgeEntry> mine = entries.stream().filter(e -> e.belongsTo(own)).toList();
    List<BadgeEntry> named = mine.stream().filter(e -> !e.repository().isBlank()).toList();
    return named.isEmpty() ? mine : named;
  }

  private BadgeStanding withoutEntry() throws Stop {
    Optional<RepositoryUrl> own = question.repository();
    Optional<BadgeEntry> moved =
        strangers.values().stream()
            .filter(e -> RepositoryUrl.parse(e.owner()).filter(own.get()::isNamesakeOf).isPresent())
            .findFirst();
    if (moved.isPresent()) {
      return standing(Kind.MOVED, moved);
    }
    if (!strangers.isEmpty()) {
      return standing(Kind.OTHER_PROJECT, strangers.values().stream().findFirst());
    }
    if (!genuine) {
      throw stop(base + " does not answer like the badge application.");
    }
    return standing(Kind.NONE, Optional.empty());
  }

  private BadgeStanding judge(BadgeEntry entry) {
    if (entry.repository().isBlank()) {
      note(
          "Entry "
              + entry.id()
              + " names no repository; it was matched by its home page "
              + entry.homepage()
              + ".");
    }
    return standing(kind(entry), Optional.of(entry));
  }

  private Kind kind(BadgeEntry entry) {
    if (BadgeLevel.PASSING.isReachedBy(entry.tieredPercentage())) {
      return Kind.HELD;
    }
    return entry.baseline().isPresent() ? Kind.BASELINE_ONLY : Kind.IN_PROGRESS;
  }

  /** Entries of the same rank say the same about a project. */
  private String rank(BadgeEntry entry) {
    return kind(entry) + " " + entry.tieredPercentage() / BadgeLevel.PASSING.tieredPercentage();
  }

  private BadgeStanding standing(Kind kind, Optional<BadgeEntry> entry) {
    return new BadgeStanding(kind, entry, List.of(), notes, asked);
  }

  /** The entry with this id, or empty if there is none. */
  private Optional<BadgeEntry> entry(int id) throws Stop {
    Answer answer =
        ask(base + "/projects/" + id + ".json", ENTRY_BYTES, json -> reader.entry(json, id));
    if (answer.status() == 404) {
      genuine |= answer.text().startsWith("{\"status\":404");
      note("There is no badge entry with the id " + id + ".");
      return Optional.empty();
    }
    BadgeEntry entry = read(answer, json -> reader.entry(json, id));
    genuine = true;
    return Optional.of(entry);
  }

  /** All entries that this query finds. */
  private List<BadgeEntry> list(String query) throws Stop {
    List<BadgeEntry> all = new ArrayList<>();
    for (int page = 1; page <= MOST_PAGES; page++) {
      String paged = page == 1 ? query : "page=" + page + "&" + query;
      List<BadgeEntry> some = page(base + "/projects.json?" + paged);
      all.addAll(some);
      if (some.size() < PAGE) {
        return all;
      }
    }
    throw stop(
        "More than "
            + MOST_PAGES * PAGE
            + " badge entries begin with the address of this repository; name the id of its own.");
  }

  private List<BadgeEntry> page(String address) throws Stop {
    List<BadgeEntry> entries = read(ask(address, LIST_BYTES, reader::list), reader::list);
    genuine = true;
    return entries;
  }

  private <T> Answer ask(String address, long maxBytes, Shape<T> shape) throws Stop {
    asked.add(address);
    Request request =
        Request.get(URI.create(address))
            .withMaxBytes(maxBytes)
            .withDeadline(DEADLINE)
            .objectingTo(answer -> objection(answer, shape));
    Lookup<Answer> lookup = http.send(bounds.apply(request));
    if (lookup instanceof Lookup.Found<Answer> found) {
      source = found.source();
      age = found.age().compareTo(age) > 0 ? found.age() : age;
      return found.value();
    }
    throw new Stop((Lookup.Unavailable<Answer>) lookup);
  }

  private static <T> Optional<String> objection(Answer answer, Shape<T> shape) {
    try {
      shape.read(answer.body());
      return Optional.empty();
    } catch (WrongShape e) {
      return Optional.of(e.getMessage());
    }
  }

  private static <T> T read(Answer answer, Shape<T> shape) throws Stop {
    try {
      return shape.read(answer.body());
    } catch (WrongShape e) {
      throw stop(answer.host() + " sent " + e.getMessage() + ".");
    }
  }

  private static Stop stop(String reason) {
    return new Stop(new Lookup.Unavailable<>(reason, Optional.empty()));
  }

  private void note(String sentence) {
    if (!notes.contains(sentence)) {
      notes.add(sentence);
    }
  }

  /** Percent-encodes exactly what the badge application does, so that it need not redirect. */
  private static String encode(String text) {
    StringBuilder encoded = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean unreserved = c < 0x80 && (Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0);
      encoded.append(unreserved ? String.valueOf(c) : String.format("%%%02X", b & 0xff));
    }
    return encoded.toString();
  }
}
