package io.github.pysecaudit.advisory;

import io.github.pysecaudit.advisory.KeyAnswer.Known;
import io.github.pysecaudit.advisory.KeyAnswer.Partly;
import io.github.pysecaudit.advisory.KeyAnswer.Refused;
import io.github.pysecaudit.advisory.KeyAnswer.Unanswered;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Pattern;

/**
 * Remembers answers for one build, failures included: a service that is down is not tried again for
 * every module. The memory is a map of strings, because each module of a build may load this class
 * anew; all that share the map ask one at a time, so no key is asked twice.
 */
public final class SessionSource implements AdvisorySource {
  private static final Pattern BLANK = Pattern.compile("\\s");
  private static final String KEY = "audit.osv-1.key\t";
  private static final String RECORD = "audit.osv-1.record\t";

  private final AdvisorySource source;
  private final ConcurrentMap<String, String> memory;

  /**
   * A source with a memory.
   *
   * @param memory lives as long as the build; also the lock
   */
  public SessionSource(AdvisorySource source, ConcurrentMap<String, String> memory) {
    this.source = Objects.requireNonNull(source, "source");
    this.memory = Objects.requireNonNull(memory, "memory");
  }

  @Override
  public Answers ask(Collection<PackageKey> keys) {
    synchronized (memory) {
      Map<PackageKey, KeyAnswer> answers = new HashMap<>();
      List<PackageKey> open = new ArrayList<>();
      for (PackageKey key : keys) {
        recall(key).ifPresentOrElse(answer -> answers.put(key, answer), () -> open.add(key));
      }
      if (open.isEmpty()) {
        return new Answers(answers, 0);
      }
      Answers fresh = source.ask(open);
      fresh.byKey().forEach(this::remember);
      answers.putAll(fresh.byKey());
      return new Answers(answers, fresh.requests());
    }
  }

  private void remember(PackageKey key, KeyAnswer answer) {
    String text;
    if (answer instanceof Known known) {
      text = join("known", known.age(), known.source()) + records(known.advisories());
    } else if (answer instanceof Partly partly) {
      text =
          join("partly", partly.age(), partly.reason())
              + "\t"
              + oneLine(partly.source())
              + "\t"
              + String.join("|", partly.unread())
              + records(partly.advisories());
    } else if (answer instanceof Refused refused) {
      text = join("refused", Duration.ZERO, refused.reason());
    } else {
      Unanswered unanswered = (Unanswered) answer;
      text =
          join(
              "unanswered",
              unanswered.newestAge().orElse(Duration.ofMillis(-1)),
              unanswered.reason());
    }
    memory.put(name(key), text);
  }

  private String records(List<Advisory> advisories) {
    StringBuilder ids = new StringBuilder();
    for (Advisory advisory : advisories) {
      String state = advisory.id() + "@" + advisory.modified();
      memory.putIfAbsent(RECORD + state, AdvisoryText.write(advisory));
      ids.append('\t').append(state);
    }
    return ids.toString();
  }

  private Optional<KeyAnswer> recall(PackageKey key) {
    String text = memory.get(name(key));
    if (text == null) {
      return Optional.empty();
    }
    String[] fields = text.split("\t", -1);
    Duration age = Duration.ofMillis(Long.parseLong(fields[1]));
    return switch (fields[0]) {
      case "known" -> advisories(fields, 3).map(all -> new Known(all, age, fields[2]));
      case "partly" -> {
        Set<String> unread = new TreeSet<>(List.of(fields[4].split("\\|")));
        unread.remove("");
        yield advisories(fields, 5).map(all -> new Partly(all, unread, fields[2], age, fields[3]));
      }
      case "refused" -> Optional.of(new Refused(fields[2]));
      default ->
          Optional.of(
              new Unanswered(fields[2], age.isNegative() ? Optional.empty() : Optional.of(age)));
    };
  }

  private Optional<List<Advisory>> advisories(String[] fields, int first) {
    List<Advisory> advisories = new ArrayList<>();
    for (int i = first; i < fields.length; i++) {
      Optional<Advisory> advisory =
          Optional.ofNullable(memory.get(RECORD + fields[i])).flatMap(AdvisoryText::read);
      if (advisory.isEmpty()) {
        return Optional.empty();
      }
      advisories.add(advisory.get());
    }
    return Optional.of(advisories);
  }

  private static String join(String kind, Duration age, String text) {
    return kind + "\t" + age.toMillis() + "\t" + oneLine(text);
  }

  private static String oneLine(String text) {
    return BLANK.matcher(text).replaceAll(" ");
  }

  private static String name(PackageKey key) {
    return KEY + key.ecosystem() + "\t" + key.name() + "\t" + key.version();
  }
}
