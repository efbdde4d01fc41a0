package io.github.pysecaudit.sast.marker;

import io.github.pysecaudit.sast.Rule;
import io.github.pysecaudit.sast.RuleCatalogue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What the ids of other scanners mean here: those of Bandit, ruff, Semgrep, and our own. */
public final class RuleIds {

  /** Tests Bandit once had; known, though they stand for nothing any more. */
  private static final Set<String> RETIRED =
      Set.of("B109", "B111", "B309", "B410", "B414", "S109", "S410", "S414");

  private final Map<String, List<String>> ids = new HashMap<>();
  private final Map<String, List<String>> semgrep = new HashMap<>();
  private final Map<String, List<String>> codeAudit = new HashMap<>();
  private final Map<String, Set<String>> words = new HashMap<>();

  /** Reads the ids from the rules. */
  public RuleIds(RuleCatalogue rules) {
    for (Rule rule : rules.all()) {
      add(ids, rule.id(), rule);
      if (!rule.banditId().isEmpty()) {
        add(ids, rule.banditId(), rule);
        add(ids, "S" + rule.banditId().substring(1), rule);
        add(ids, rule.banditName().toUpperCase(Locale.ROOT), rule);
      }
      rule.semgrep().forEach(id -> add(semgrep, id, rule));
      rule.codeAudit().forEach(construct -> add(codeAudit, construct, rule));
      Set<String> own = new HashSet<>(Explanation.words(rule.banditName().replace('_', ' ')));
      own.addAll(Explanation.words(rule.title()));
      words.put(rule.id(), own);
    }
    // Bandit reported hashlib under B303 until 1.7, and under B324 since.
    add(ids, "B303", rules.rule("PYA324"));
    add(ids, "B322", rules.rule("PYA903"));
    add(ids, "B325", rules.rule("PYA306"));
  }

  private static void add(Map<String, List<String>> map, String id, Rule rule) {
    map.computeIfAbsent(id, key -> new ArrayList<>(1)).add(rule.id());
  }

  /** Our rules with this id of Bandit, ruff, or ours; a name of Bandit counts as an id. */
  public List<String> rules(String id) {
    return ids.getOrDefault(id.toUpperCase(Locale.ROOT), List.of());
  }

  /** Our rules with this id of the Semgrep registry; only its last segment counts. */
  public List<String> semgrepRules(String id) {
    return semgrep.getOrDefault(id.substring(id.lastIndexOf('.') + 1), List.of());
  }

  /** Our rules with this construct of Python Code Audit. */
  public List<String> codeAuditRules(String construct) {
    return codeAudit.getOrDefault(construct.strip(), List.of());
  }

  /** Was this once the id of a test? */
  public boolean isRetired(String id) {
    return RETIRED.contains(id.toUpperCase(Locale.ROOT));
  }

  /** The words of name and title of these rules: repeating them explains nothing. */
  Set<String> words(List<String> rules) {
    Set<String> all = new HashSet<>();
    rules.forEach(rule -> all.addAll(words.getOrDefault(rule, Set.of())));
    return all;
  }
}
