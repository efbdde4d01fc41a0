package io.github.pysecaudit.facts;

import io.github.pysecaudit.checklist.Finding;
import io.github.pysecaudit.checklist.Place;
import io.github.pysecaudit.facts.Document.Block;
import io.github.pysecaudit.facts.Document.Kind;
import io.github.pysecaudit.facts.Document.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what a document says about which requirements apply: table rows, list items, definitions,
 * sentences, and headings with their paragraph, under a heading that speaks of applicability.
 */
final class StatementReader {
  private static final Pattern TOPIC =
      Pattern.compile(
          "(?i)\\b(?:not[- ]applicable|non[-"
              + " ]?applicable|(?:in|non-?)?applicabilit(?:y|ies)|n/a)\\b|\\bdo(?:es)? not"
              + " apply\\b");
  private static final Pattern PRONOUN =
      Pattern.compile(
          "(?i)[\\s*_]*(?:this|it|the)?\\s*(?:requirement|item|point|group|one)?[\\s*_:,–—-]*");
  private static final Pattern LEAD =
      Pattern.compile(
          "^(?<name>[^:–—\n]{1,120}?)(?:\\s*[:–—]|\\s+-)\\s+(?<rest>.*)$", Pattern.DOTALL);

  private final Document document;
  private final boolean wholeDocument;
  private final List<Statement> statements = new ArrayList<>();
  private final List<Finding> mistakes = new ArrayList<>();

  /**
   * A reader of one document.
   *
   * @param wholeDocument whether all of it is about applicability, whatever its headings say
   */
  StatementReader(Document document, boolean wholeDocument) {
    this.document = document;
    this.wholeDocument = wholeDocument;
  }

  List<Statement> statements() {
    return statements;
  }

  List<Finding> mistakes() {
    return mistakes;
  }

  void read() {
    for (Section section : document.sections()) {
      Optional<String> topic = topic(section);
      if (topic.isPresent() || wholeDocument) {
        section(section, topic.orElse(""));
      }
    }
  }

  private static Optional<String> topic(Section section) {
    if (TOPIC.matcher(section.heading()).find()) {
      return Optional.of(section.heading());
    }
    return section.trail().stream()
        .filter(heading -> TOPIC.matcher(heading).find())
        .reduce((a, b) -> b);
  }

  private void section(Section section, String topic) {
    boolean negative = ClaimReader.NEGATIVE.matcher(topic).find();
    RequirementNaming heading = headingNaming(section, topic);
    TableReading table = new TableReading(negative);
    boolean first = true;
    for (Block block : section.blocks()) {
      switch (block.kind()) {
        case TABLE_HEADER -> table.header(block.cells());
        case TABLE_ROW -> row(table, block);
        case DEFINITION -> definition(block, negative);
        default -> {
          boolean claimed = text(block, heading, negative, first);
          if (first && !claimed && !heading.isEmpty() && negative) {
            add(heading, false, ReasonText.of(block.text()), Optional.empty(), block, 0);
          }
          first = false;
        }
      }
    }
    if (first && section.blocks().isEmpty() && negative && !heading.isEmpty()) {
      addAt(heading, false, Optional.empty(), Optional.empty(), section.line(), section.heading());
    }
  }

  /** The requirement that the heading of a section names, its own number left aside. */
  private static RequirementNaming headingNaming(Section section, String topic) {
    String text = ClaimReader.NEGATIVE.matcher(section.heading()).replaceAll(" ");
    text =
        text.replaceAll(
            "(?i)\\bapplicabilit(?:y|ies)\\b|\\brequirements\\b|\\bstatements?\\b", " ");
    Matcher numbered = Pattern.compile("^(\\d{1,2})(?:\\.\\d{1,2})*\\.?\\s.*").matcher(topic);
    if (numbered.matches()) {
      text = text.replaceFirst("^\\s*" + numbered.group(1) + "(?:\\.\\d{1,2})*\\.?\\s", " ");
    }
    RequirementNaming naming = RequirementNaming.ofName(text);
    boolean ownHeading = section.heading().equals(topic);
    boolean onlyTopic = ownHeading && naming.mistake().isPresent();
    return onlyTopic ? RequirementNaming.ofName("") : naming;
  }

  private void row(TableReading table, Block block) {
    table
        .row(block.cells())
        .ifPresent(
            row -> {
              RequirementNaming naming = RequirementNaming.ofName(row.name());
              if (naming.isEmpty() && table.namesRequirements() && !row.name().isBlank()) {
                naming = unknown(row.name());
              }
              boolean doubtful =
                  table.isForeign()
                      && (naming.mistake().isPresent() || Document.words(row.name()) == 0);
              if (!naming.isEmpty() && !doubtful) {
                add(naming, row.applicable(), row.reason(), row.part(), block, 0);
              }
            });
  }

  private static RequirementNaming unknown(String name) {
    return new RequirementNaming(
        java.util.Set.of(),
        Optional.of("There is no requirement \"" + name.strip() + "\" in the catalogue"));
  }

  private void definition(Block block, boolean negative) {
    RequirementNaming naming = RequirementNaming.ofName(block.cells().get(0));
    if (naming.isEmpty()) {
      return;
    }
    String text = block.cells().get(1);
    Optional<ClaimReader> claim = ClaimReader.read(text);
    if (claim.isPresent() && claim.get().before().isBlank()) {
      add(
          naming,
          claim.get().applicable(),
          ReasonText.of(claim.get().after()),
          claim.get().part(),
          block,
          0);
    } else if (negative || claim.isPresent() && PRONOUN.matcher(claim.get().before()).matches()) {
      boolean applicable = claim.isPresent() && claim.get().applicable();
      String reason = claim.map(ClaimReader::after).orElse(text);
      add(naming, applicable, ReasonText.of(reason), claim.flatMap(ClaimReader::part), block, 0);
    }
  }

  /** Reads the sentences of a block; returns whether any of them is a claim. */
  private boolean text(Block block, RequirementNaming heading, boolean negative, boolean first) {
    List<Sentences.Sentence> sentences = Sentences.of(block.text());
    boolean claimed = false;
    boolean talked = false;
    for (int i = 0; i < sentences.size(); i++) {
      Sentences.Sentence sentence = sentences.get(i);
      Optional<ClaimReader> claim = ClaimReader.read(sentence.text());
      talked |= claim.isEmpty() && ClaimReader.NEGATIVE.matcher(sentence.text()).find();
      if (claim.isPresent()) {
        claimed |=
            sentence(
                block, sentences, i, claim.get(), first ? heading : RequirementNaming.ofName(""));
      }
    }
    if (!claimed && !talked && negative && block.kind() == Kind.LIST_ITEM) {
      claimed = listed(block);
    }
    return claimed || talked;
  }

  /** An item in a list of what does not apply: a name, and perhaps a reason. */
  private boolean listed(Block block) {
    Matcher lead = LEAD.matcher(block.text());
    boolean split = lead.matches();
    String name = split ? lead.group("name") : block.text();
    if (Document.words(name) > 10) {
      return false;
    }
    Matcher bracket =
        Pattern.compile("^(.*?)\\((\\D[^()]{8,})\\)\\s*\\.?$", Pattern.DOTALL).matcher(name);
    Optional<String> reason = split ? ReasonText.of(lead.group("rest")) : Optional.empty();
    if (!split && bracket.matches()) {
      name = bracket.group(1);
      reason = ReasonText.of(bracket.group(2));
    }
    RequirementNaming naming = RequirementNaming.ofName(name.replaceAll("\\.\\s*$", ""));
    if (naming.isEmpty()) {
      return false;
    }
    add(naming, false, reason, Optional.empty(), block, 0);
    return true;
  }

  private boolean sentence(
      Block block,
      List<Sentences.Sentence> sentences,
      int index,
      ClaimReader claim,
      RequirementNaming heading) {
    RequirementNaming naming = RequirementNaming.ofProse(claim.subject());
    String after = claim.after();
    if (naming.isEmpty() && !claim.before().equals(claim.subject())) {
      naming = RequirementNaming.ofProse(claim.before());
    }
    if (naming.isEmpty() && claim.before().isBlank()) {
      Matcher lead =
          Pattern.compile(
                  "^\\s*[:–—-]\\s*([^,;:–—\n"
                      + "]{1,120}?)(?=\\s*(?:[,;:–—]|\\s-\\s|\\bbecause\\b|\\bsince\\b|$))")
              .matcher(after);
      if (lead.find()) {
        naming = RequirementNaming.ofName(lead.group(1).replaceAll("\\.\\s*$", ""));
        after = naming.isEmpty() ? after : after.substring(lead.end());
      }
    }
    if (naming.isEmpty() && PRONOUN.matcher(claim.before()).matches()) {
      naming = heading;
    }
    if (naming.isEmpty()) {
      return false;
    }
    Optional<String> reason = ReasonText.of(after);
    if (reason.isEmpty()) {
      reason = following(sentences, index);
    }
    if (reason.isEmpty()) {
      reason = preceding(claim);
    }
    add(
        naming,
        claim.applicable(),
        reason,
        claim.part(),
        block,
        sentences.get(index).offset() + claim.offset());
    return true;
  }

  /** The sentences behind a claim, up to the next one that makes a claim of its own. */
  private static Optional<String> following(List<Sentences.Sentence> sentences, int index) {
    StringBuilder text = new StringBuilder();
    for (int i = index + 1; i < sentences.size(); i++) {
      String sentence = sentences.get(i).text();
      if (ClaimReader.NEGATIVE.matcher(sentence).find()) {
        break;
      }
      text.append(sentence).append(' ');
    }
    return ReasonText.of(text.toString());
  }

  /** A reason that comes first: "Because it parses no input, fuzzing is not applicable". */
  private static Optional<String> preceding(ClaimReader claim) {
    int end = claim.before().length() - claim.subject().length();
    String text = claim.before().substring(0, end);
    return Document.words(text) >= 3 ? ReasonText.of(text) : Optional.empty();
  }

  private void add(
      RequirementNaming naming,
      boolean applicable,
      Optional<String> reason,
      Optional<String> part,
      Block block,
      int offset) {
    addAt(naming, applicable, reason, part, block.lineAt(offset), block.flat());
  }

  private void addAt(
      RequirementNaming naming,
      boolean applicable,
      Optional<String> reason,
      Optional<String> part,
      int line,
      String text) {
    String quote = text.length() > 300 ? text.substring(0, 300) + "…" : text;
    Place place = Place.line(document.path(), line);
    if (naming.mistake().isPresent()) {
      mistakes.add(
          new Finding(
              naming.mistake().get() + ": \"" + quote + "\".",
              "Name the requirement by the id and the title of the catalogue, for instance"
                  + " \"3.1 Fuzzing\".",
              place));
    } else {
      statements.add(new Statement(naming.requirements(), applicable, reason, part, place, quote));
    }
  }
}
