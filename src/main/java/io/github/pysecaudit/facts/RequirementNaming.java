package io.github.pysecaudit.facts;

import io.github.pysecaudit.checklist.Group;
import io.github.pysecaudit.checklist.Requirement;
import io.github.pysecaudit.facts.source.ResourceTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which requirements a few words name: by id, by title, or by both.
 *
 * @param requirements those that are named; empty if none is
 * @param mistake why the words name nothing that exists, though they try to
 */
record RequirementNaming(Set<Requirement> requirements, Optional<String> mistake) {
  private static final int MOST_TEXT = 2_000;
  private static final RequirementNaming NOTHING =
      new RequirementNaming(Set.of(), Optional.empty());
  private static final Pattern ID =
      Pattern.compile(
          "(?<lead>\\b(?:requirements?|items?|groups?|sections?|points?|criteri(?:on|a)|checks?|no\\.?|and|or)\\s+|[#§]\\s?|R|\\(|^)?"
              + "(?<![\\w.-])(?<id>\\d{1,2}(?:\\.\\d{1,2})?)(?![\\w%]|\\.\\d|[-/]\\d)(?<tail>\\s*\\))?",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern FOREIGN_NUMBER =
      Pattern.compile(
          "(?i)\\b(?:version|release|python|java|jdk|maven|pep|tls|http|rfc|iso|nist|level|tier|api|v)\\s*$");
  private static final Pattern COUNTED =
      Pattern.compile(
          "(?i)\\s*(?:requirements|items|criteria|points|of\\b|to\\b|years?|days?).*",
          Pattern.DOTALL);
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}.+]+");
  private static final Pattern FULL_STOP = Pattern.compile("\\.(?=\\s|$)");
  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final Pattern NOISE =
      Pattern.compile(
          "(?i)\\b(?:requirements?|items?|groups?|sections?|points?|number|no\\.|id|must"
              + " not|must|should"
              + "|recommended|the|on|a|an|of|and|or|checklist|with|its|this|for|our|we|is|are|it)\\b");

  /** Names that are also everyday words: they count only where nothing else is said. */
  private static final Set<String> COMMON_WORDS =
      Set.of("documentation", "transparency", "architecture", "badge", "pinning", "authorization");

  private static final Map<String, Set<Requirement>> NAMES = names();

  /** Reads a text that is nothing but a name: a table cell, a heading, a term. */
  static RequirementNaming ofName(String text) {
    return of(text, true);
  }

  /** Reads the part of a sentence in which a requirement may be named. */
  static RequirementNaming ofProse(String text) {
    return of(text, false);
  }

  boolean isEmpty() {
    return requirements.isEmpty() && mistake.isEmpty();
  }

  private static RequirementNaming of(String written, boolean isName) {
    String text = written.length() > MOST_TEXT ? written.substring(0, MOST_TEXT) : written;
    text = text.replaceAll("[*_`\"“”]", "").strip();
    List<String> ids = new ArrayList<>();
    StringBuilder rest = new StringBuilder();
    Matcher id = ID.matcher(text);
    int copied = 0;
    while (id.find()) {
      if (isId(text, id, isName)) {
        ids.add(id.group("id"));
        rest.append(text, copied, id.start()).append(' ');
        copied = id.end();
      }
    }
    rest.append(text.substring(copied));
    Map<String, Set<Requirement>> titles = titles(rest.toString());
    if (ids.isEmpty()) {
      return byTitle(titles);
    }
    return byId(ids, titles, rest.toString(), isName);
  }

  private static boolean isId(String text, Matcher id, boolean isName) {
    String before = text.substring(0, id.start("id"));
    String after = text.substring(id.end("id"));
    if (FOREIGN_NUMBER.matcher(before).find() || COUNTED.matcher(after).matches()) {
      return false;
    }
    boolean led = id.group("lead") != null && !id.group("lead").isEmpty();
    boolean first = before.isBlank();
    if (id.group("id").contains(".")) {
      return isName
          || led
          || first
          || id.group("tail") != null
          || before.matches(".*[,;&]\\s*")
          || after.isBlank();
    }
    boolean keyword = led && !id.group("lead").strip().matches("(?i)and|or|\\(|");
    boolean bracketed = "(".equals(id.group("lead")) && id.group("tail") != null;
    return keyword || bracketed || isName && first;
  }

  private static RequirementNaming byTitle(Map<String, Set<Requirement>> titles) {
    Set<Requirement> all = EnumSet.noneOf(Requirement.class);
    titles.values().forEach(all::addAll);
    return all.isEmpty() ? NOTHING : new RequirementNaming(all, Optional.empty());
  }

  private static RequirementNaming byId(
      List<String> ids, Map<String, Set<Requirement>> titles, String rest, boolean isName) {
    Set<Requirement> all = EnumSet.noneOf(Requirement.class);
    int agreeing = 0;
    for (String id : ids) {
      Set<Requirement> named = byId(id);
      if (named.isEmpty()) {
        return mistake("There is no requirement " + id + " in the catalogue");
      }
      all.addAll(named);
      agreeing += titles.values().stream().anyMatch(t -> !Collections.disjoint(t, named)) ? 1 : 0;
    }
    boolean allMustAgree = titles.size() >= ids.size();
    if (!titles.isEmpty() && (allMustAgree ? agreeing < ids.size() : agreeing == 0)) {
      return mistake(
          "The id "
              + String.join(", ", ids)
              + " and the title \""
              + String.join(", ", titles.keySet())
              + "\" name different requirements");
    }
    String words = normal(NOISE.matcher(rest).replaceAll(" "));
    if (isName && titles.isEmpty() && !words.isBlank() && !shares(words, all)) {
      return mistake(
          "The id " + String.join(", ", ids) + " is not that of \"" + rest.strip() + "\"");
    }
    return new RequirementNaming(all, Optional.empty());
  }

  private static RequirementNaming mistake(String message) {
    return new RequirementNaming(Set.of(), Optional.of(message));
  }

  private static Set<Requirement> byId(String id) {
    if (id.contains(".")) {
      return Requirement.byId(id).map(Set::of).orElse(Set.of());
    }
    int number = Integer.parseInt(id);
    return Arrays.stream(Group.values())
        .filter(group -> group.number() == number)
        .findFirst()
        .map(group -> Set.copyOf(Requirement.of(group)))
        .orElse(Set.of());
  }

  /** Names in the text, longer ones first; a name inside of a longer one does not count. */
  private static Map<String, Set<Requirement>> titles(String text) {
    String rest = " " + normal(text) + " ";
    Map<String, Set<Requirement>> found = new LinkedHashMap<>();
    for (Map.Entry<String, Set<Requirement>> name : NAMES.entrySet()) {
      String padded = " " + name.getKey() + " ";
      boolean common = COMMON_WORDS.contains(name.getKey());
      if (common ? rest.strip().equals(name.getKey()) : rest.contains(padded)) {
        found.put(name.getKey(), name.getValue());
        rest = rest.replace(padded, " | ");
      }
    }
    return found;
  }

  /** Whether any telling word also stands in what the catalogue says about the requirements. */
  private static boolean shares(String words, Set<Requirement> requirements) {
    String catalogue =
        requirements.stream()
            .map(
                r -> r.title() + " " + r.sentence() + " " + r.group().title() + " " + r.decidedBy())
            .map(RequirementNaming::normal)
            .collect(Collectors.joining(" ", " ", " "));
    return Arrays.stream(words.split(" "))
        .filter(word -> word.length() > 3)
        .anyMatch(word -> catalogue.contains(" " + word + " "));
  }

  private static String normal(String text) {
    String british =
        text.toLowerCase(Locale.ROOT)
            .replace("defense", "defence")
            .replace("license", "licence")
            .replace("authorisation", "authorization");
    String words =
        FULL_STOP.matcher(BETWEEN_WORDS.matcher(british).replaceAll(" ")).replaceAll(" ");
    return BLANKS
        .splitAsStream(words.strip())
        .map(RequirementNaming::singular)
        .collect(Collectors.joining(" "));
  }

  private static String singular(String word) {
    if (word.endsWith("ies") && word.length() > 4) {
      return word.substring(0, word.length() - 3) + "y";
    }
    boolean plural =
        word.length() > 3 && word.endsWith("s") && !word.endsWith("ss") && !word.endsWith("sis");
    return plural ? word.substring(0, word.length() - 1) : word;
  }

  private static Map<String, Set<Requirement>> names() {
    Map<String, Set<Requirement>> names = new LinkedHashMap<>();
    for (List<String> row :
        ResourceTable.rows(RequirementNaming.class, "requirement-names.tsv", 3)) {
      names.put(normal(row.get(0)), byId(row.get(1)));
    }
    for (Group group : Group.values()) {
      names.putIfAbsent(normal(group.title()), Set.copyOf(Requirement.of(group)));
    }
    for (Requirement requirement : Requirement.values()) {
      names.putIfAbsent(normal(requirement.title()), Set.of(requirement));
    }
    Map<String, Set<Requirement>> sorted = new LinkedHashMap<>();
    names.entrySet().stream()
        .sorted((a, b) -> b.getKey().length() - a.getKey().length())
        .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
    return sorted;
  }
}
