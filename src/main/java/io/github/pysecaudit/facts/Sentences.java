package io.github.pysecaudit.facts;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a block of text into sentences. */
final class Sentences {
  private static final Pattern END =
      Pattern.compile(
          "(?<!\\b(?:e\\.g|i\\.e|etc|no|cf|vs|resp))[.!?](?:[\"”)*_]{0,3})\\s+(?=[\\p{Lu}\\d\"“(*_`])",
          Pattern.CASE_INSENSITIVE);
  private static final int MOST_TEXT = 50_000;

  /** A sentence and where it begins in the block. */
  record Sentence(String text, int offset) {}

  private Sentences() {}

  static List<Sentence> of(String block) {
    String text = block.length() > MOST_TEXT ? block.substring(0, MOST_TEXT) : block;
    List<Sentence> sentences = new ArrayList<>();
    Matcher end = END.matcher(text);
    int start = 0;
    while (end.find()) {
      sentences.add(new Sentence(text.substring(start, end.end()).stripTrailing(), start));
      start = end.end();
    }
    sentences.add(new Sentence(text.substring(start), start));
    return sentences;
  }
}
