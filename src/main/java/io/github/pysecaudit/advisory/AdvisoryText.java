package io.github.pysecaudit.advisory;

import io.github.pysecaudit.advisory.Advisory.Affected;
import io.github.pysecaudit.advisory.Advisory.Event;
import io.github.pysecaudit.advisory.Advisory.Range;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A reduced record as lines of text, each with a letter and a value: what is kept for later is read
 * in every build, and this needs no JSON. Whoever keeps it guards it against damage.
 */
final class AdvisoryText {
  private static final String FIRST = "advisory 1";

  private AdvisoryText() {}

  static String write(Advisory advisory) {
    StringBuilder text = new StringBuilder(FIRST).append('\n');
    line(text, 'i', advisory.id());
    line(text, 'm', advisory.modified());
    line(text, 't', advisory.summary());
    if (advisory.withdrawn()) {
      line(text, 'x', "");
    }
    advisory.aliases().forEach(alias -> line(text, 'a', alias));
    advisory.vectors().forEach(vector -> line(text, 'c', vector));
    advisory.severityWord().ifPresent(word -> line(text, 'w', word));
    for (Affected entry : advisory.affected()) {
      line(text, 'P', entry.ecosystem());
      line(text, 'N', entry.name());
      entry.vectors().forEach(vector -> line(text, 'C', vector));
      entry.severityWord().ifPresent(word -> line(text, 'W', word));
      entry.versions().forEach(version -> line(text, 'V', version));
      for (Range range : entry.ranges()) {
        line(text, 'R', "");
        range.events().forEach(e -> line(text, (char) ('0' + e.kind().ordinal()), e.version()));
      }
    }
    line(text, '.', "");
    return text.toString();
  }

  /** The record, or empty if the text is not a whole one. */
  static Optional<Advisory> read(String text) {
    String[] lines = text.split("\n", -1);
    boolean whole =
        lines.length > 5 && lines[0].equals(FIRST) && lines[lines.length - 2].equals(".");
    return whole ? Optional.of(new Parts().read(lines)) : Optional.empty();
  }

  private static void line(StringBuilder text, char kind, String value) {
    text.append(kind).append(oneLine(value)).append('\n');
  }

  private static String oneLine(String value) {
    return value.indexOf('\n') < 0 ? value : value.replace('\n', ' ');
  }

  /** What has been read so far. */
  private static final class Parts {
    private String id = "";
    private String modified = "";
    private String summary = "";
    private boolean withdrawn;
    private Optional<String> word = Optional.empty();
    private final List<String> aliases = new ArrayList<>();
    private final List<String> vectors = new ArrayList<>();
    private final List<Affected> affected = new ArrayList<>();

    private String ecosystem;
    private String name = "";
    private Optional<String> entryWord = Optional.empty();
    private final List<String> entryVectors = new ArrayList<>();
    private final List<String> versions = new ArrayList<>();
    private final List<Range> ranges = new ArrayList<>();
    private List<Event> events;

    Advisory read(String[] lines) {
      for (String line : Arrays.asList(lines).subList(1, lines.length)) {
        if (!line.isEmpty()) {
          take(line.charAt(0), line.substring(1));
        }
      }
      endEntry();
      return new Advisory(id, aliases, modified, withdrawn, summary, vectors, word, affected);
    }

    private void take(char kind, String value) {
      switch (kind) {
        case 'i' -> id = value;
        case 'm' -> modified = value;
        case 't' -> summary = value;
        case 'x' -> withdrawn = true;
        case 'a' -> aliases.add(value);
        case 'c' -> vectors.add(value);
        case 'w' -> word = Optional.of(value);
        case 'P' -> {
          endEntry();
          ecosystem = value;
        }
        case 'N' -> name = value;
        case 'C' -> entryVectors.add(value);
        case 'W' -> entryWord = Optional.of(value);
        case 'V' -> versions.add(value);
        case 'R' -> {
          endRange();
          events = new ArrayList<>();
        }
        case '0', '1', '2', '3' -> {
          if (events != null) {
            events.add(new Event(Event.Kind.values()[kind - '0'], value));
          }
        }
        default -> {
          // The end mark.
        }
      }
    }

    private void endRange() {
      if (events != null) {
        ranges.add(new Range(events));
        events = null;
      }
    }

    private void endEntry() {
      endRange();
      if (ecosystem != null) {
        affected.add(new Affected(ecosystem, name, ranges, versions, entryVectors, entryWord));
        ecosystem = null;
        entryWord = Optional.empty();
        entryVectors.clear();
        versions.clear();
        ranges.clear();
      }
    }
  }
}
