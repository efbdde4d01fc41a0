package io.github.pysecaudit.facts;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the rows of one table of requirements, by what its header says. */
final class TableReading {
  private static final Pattern NAME =
      Pattern.compile(
          "(?i).*\\b(?:requirements?|items?|id|criteri(?:on|a)|controls?|titles?|checklist|rules?)\\b.*|#|no\\.?|nr\\.?");
  private static final Pattern CLAIM =
      Pattern.compile("(?i).*(?:applicab|applies|apply|n/a|status).*");
  private static final Pattern INVERTED =
      Pattern.compile("(?i).*(?:not[- ]applicable|n/a|non-?applicable).*");
  private static final Pattern REASON =
      Pattern.compile(
          "(?i).*\\b(?:reasons?|justification|why|rationale|comments?|explanation|notes?|because|remarks?)\\b.*");
  private static final Pattern NO =
      Pattern.compile(
          "(?i)(?:no|n|false|✗|✘|❌|:x:|☐|not applicable|n/a|na|does not"
              + " apply|not|inapplicable|no\\W.*|not applicable\\W.*|n/a\\W.*|does not"
              + " apply\\W.*)");
  private static final Pattern YES =
      Pattern.compile(
          "(?i)(?:yes|y|true|x|✓|✔️?|✅|☑|:white_check_mark:|:heavy_check_mark:|applicable|applies|yes\\W.*|applicable\\W.*|applies\\W.*)");
  private static final Pattern PARTLY =
      Pattern.compile("(?i).*\\b(?:partly|partially|partial|in part|some|only|except|mostly)\\b.*");

  /**
   * A row.
   *
   * @param name the cells that name the requirement
   */
  record Row(String name, boolean applicable, Optional<String> reason, Optional<String> part) {}

  private final boolean negativeHeading;
  private final List<Integer> names = new ArrayList<>();
  private int claim = -1;
  private int reason = -1;
  private boolean inverted;
  private boolean named;
  private boolean foreign;

  /** A table under a heading that says what its rows are, or does not. */
  TableReading(boolean negativeHeading) {
    this.negativeHeading = negativeHeading;
  }

  void header(List<String> cells) {
    names.clear();
    claim = -1;
    reason = -1;
    inverted = false;
    named = false;
    for (int i = 0; i < cells.size(); i++) {
      String cell = cells.get(i).strip();
      if (claim < 0 && CLAIM.matcher(cell).matches()) {
        claim = i;
        inverted = INVERTED.matcher(cell).matches();
      } else if (reason < 0 && REASON.matcher(cell).matches()) {
        reason = i;
      } else if (NAME.matcher(cell).matches()) {
        names.add(i);
        named |=
            cell.toLowerCase(Locale.ROOT).matches(".*(?:requirement|checklist|item|criteri).*");
      }
    }
    foreign = names.isEmpty();
  }

  /** Whether the header says that the rows are requirements. */
  boolean namesRequirements() {
    return named && (claim >= 0 || negativeHeading);
  }

  /** Whether the header names columns, and none of them as one of requirements. */
  boolean isForeign() {
    return foreign;
  }

  Optional<Row> row(List<String> cells) {
    List<Integer> columns = names.isEmpty() ? List.of(0) : names;
    StringBuilder name = new StringBuilder();
    for (int column : columns) {
      name.append(column < cells.size() ? cells.get(column) : "").append(' ');
    }
    int at = claim >= 0 ? claim : firstClaim(cells);
    String why = reason >= 0 && reason < cells.size() ? cells.get(reason) : afterClaim(cells, at);
    if (at < 0 || at >= cells.size()) {
      return negativeHeading && claim < 0
          ? Optional.of(new Row(name.toString(), false, ReasonText.of(why), Optional.empty()))
          : Optional.empty();
    }
    String said = cells.get(at).replaceAll("[*_`]", "").strip();
    if (PARTLY.matcher(said).matches()) {
      return Optional.of(new Row(name.toString(), false, ReasonText.of(why), Optional.of(said)));
    }
    boolean literalNo =
        said.matches("(?i)(?:not applicable|n/a|na|does not apply|inapplicable)\\b.*");
    boolean no = NO.matcher(said).matches();
    boolean yes = YES.matcher(said).matches();
    if (!no && !yes) {
      return Optional.empty();
    }
    boolean applicable = literalNo ? false : inverted ? no : yes;
    Optional<String> stated = ReasonText.of(why);
    if (stated.isEmpty() && said.indexOf(' ') > 0) {
      stated =
          ReasonText.of(said.replaceFirst("(?i)^(?:no|not applicable|n/a|does not apply)\\b", ""));
    }
    return Optional.of(new Row(name.toString(), applicable, stated, Optional.empty()));
  }

  private int firstClaim(List<String> cells) {
    for (int i = 1; i < cells.size(); i++) {
      String cell = cells.get(i).strip();
      if (NO.matcher(cell).matches() && cell.length() < 40
          || YES.matcher(cell).matches() && cell.length() < 12) {
        return i;
      }
    }
    return -1;
  }

  private String afterClaim(List<String> cells, int at) {
    int next = at < 0 ? 1 : at + 1;
    return next < cells.size() && !names.contains(next) ? cells.get(next) : "";
  }
}
