package io.github.pysecaudit.badge;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.pysecaudit.remote.StrictJson;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Reads the JSON of badge entries; nothing in it is taken for granted. */
final class BadgeEntryReader {

  /** The text is not what the badge application sends. */
  static final class WrongShape extends Exception {
    private static final long serialVersionUID = 1;

    WrongShape(String what) {
      super(what);
    }
  }

  private static final int LONGEST_WORD = 40;
  private static final int LONGEST_TEXT = 2000;
  private static final int LARGEST_PERCENTAGE = 10_000;
  private static final Pattern DATE =
      Pattern.compile(
          "\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?(?:Z|[+-]\\d{2}:\\d{2})");

  private static final StrictJson JSON = new StrictJson(20, 1 << 20, 30);

  private final String base;

  /** A reader for the answers of this server. */
  BadgeEntryReader(URI base) {
    this.base = base.toString();
  }

  /** The one entry in this text, which must be the one with this id. */
  BadgeEntry entry(byte[] json, int id) throws WrongShape {
    BadgeEntry entry = entry(tree(json));
    if (entry.id() != id) {
      throw new WrongShape("another entry than number " + id);
    }
    return entry;
  }

  /** All entries of the list in this text. */
  List<BadgeEntry> list(byte[] json) throws WrongShape {
    JsonNode tree = tree(json);
    if (!tree.isArray()) {
      throw new WrongShape("something that is not a list of badge entries");
    }
    List<BadgeEntry> entries = new ArrayList<>();
    for (JsonNode node : tree) {
      entries.add(entry(node));
    }
    return entries;
  }

  private static JsonNode tree(byte[] json) throws WrongShape {
    try {
      JsonNode tree = JSON.read(json);
      if (tree.isMissingNode()) {
        throw new WrongShape("an empty answer");
      }
      return tree;
    } catch (IOException e) {
      throw new WrongShape("something that is not JSON");
    }
  }

  private BadgeEntry entry(JsonNode node) throws WrongShape {
    JsonNode id = node.path("id");
    JsonNode level = node.path("badge_level");
    JsonNode tiered = node.path("tiered_percentage");
    boolean usable =
        id.isInt()
            && id.intValue() > 0
            && level.isTextual()
            && !level.textValue().isBlank()
            && level.textValue().length() <= LONGEST_WORD
            && tiered.isInt()
            && tiered.intValue() >= 0
            && tiered.intValue() <= LARGEST_PERCENTAGE
            && node.has("repo_url")
            && node.has("homepage_url");
    if (!usable) {
      throw new WrongShape("something that is not a badge entry");
    }
    if (contradicts(level.textValue(), tiered.intValue())) {
      throw new WrongShape("a badge entry that contradicts itself");
    }
    return new BadgeEntry(
        id.intValue(),
        text(node, "name"),
        level.textValue(),
        tiered.intValue(),
        baseline(node),
        text(node, "repo_url"),
        text(node, "homepage_url"),
        Optional.of(text(node, "updated_at")).filter(t -> DATE.matcher(t).matches()),
        base + "/projects/" + id.intValue());
  }

  /** Whether a word that is known here says something else than the number. */
  private static boolean contradicts(String word, int tiered) {
    if (word.equals("in_progress")) {
      return BadgeLevel.PASSING.isReachedBy(tiered);
    }
    return BadgeLevel.byWord(word).filter(level -> !level.isReachedBy(tiered)).isPresent();
  }

  private static OptionalInt baseline(JsonNode node) {
    for (int level = 3; level > 0; level--) {
      JsonNode percentage = node.path("badge_percentage_baseline_" + level);
      if (percentage.isInt() && percentage.intValue() == 100) {
        return OptionalInt.of(level);
      }
    }
    return OptionalInt.empty();
  }

  private static String text(JsonNode node, String field) throws WrongShape {
    JsonNode value = node.path(field);
    if (value.isNull() || value.isMissingNode()) {
      return "";
    }
    if (!value.isTextual()) {
      throw new WrongShape("a badge entry whose " + field + " is not text");
    }
    String text = value.textValue();
    return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
  }
}
