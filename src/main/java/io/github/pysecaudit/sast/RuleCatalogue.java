package io.github.pysecaudit.sast;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** All rules of the embedded scanner, read from the resource {@code rules.txt}. */
public final class RuleCatalogue {
  private static final String RESOURCE = "rules.txt";

  private final Map<String, Rule> rules;
  private final String version;

  private RuleCatalogue(Map<String, Rule> rules, String version) {
    this.rules = Collections.unmodifiableMap(rules);
    this.version = version;
  }

  /** Reads the rules that are part of the plugin. */
  public static RuleCatalogue load() {
    try (InputStream in = RuleCatalogue.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("the resource " + RESOURCE + " is missing");
      }
      byte[] bytes = in.readAllBytes();
      return parse(new String(bytes, StandardCharsets.UTF_8), fingerprint(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The rule with this id of ours. */
  public Optional<Rule> find(String id) {
    return Optional.ofNullable(rules.get(id));
  }

  /**
   * The rule with this id of ours.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Rule rule(String id) {
    return find(id).orElseThrow(() -> new IllegalArgumentException("no such rule: " + id));
  }

  /** All rules, in the order of the resource. */
  public Collection<Rule> all() {
    return rules.values();
  }

  /** A fingerprint of the rules: changes whenever one of them does. */
  public String version() {
    return version;
  }

  static RuleCatalogue parse(String text, String version) {
    Map<String, Rule> rules = new LinkedHashMap<>();
    Map<String, String> block = new LinkedHashMap<>();
    String key = "";
    for (String line : (text + "\n[").split("\n", -1)) {
      if (line.startsWith("#") || line.isBlank()) {
        continue;
      }
      if (line.startsWith("[")) {
        if (!block.isEmpty()) {
          Rule rule = rule(block);
          if (rules.put(rule.id(), rule) != null) {
            throw new IllegalArgumentException("two rules with the id " + rule.id());
          }
        }
        block = new LinkedHashMap<>();
        int end = line.indexOf(']');
        if (end > 0) {
          block.put("id", line.substring(1, end));
          block.put("title", line.substring(end + 1).strip());
        }
      } else if (line.startsWith(" ")) {
        block.merge(key, line.strip(), (before, more) -> before + " " + more);
      } else {
        int colon = line.indexOf(':');
        key = line.substring(0, colon);
        block.put(key, line.substring(colon + 1).strip());
      }
    }
    return new RuleCatalogue(rules, version);
  }

  private static Rule rule(Map<String, String> block) {
    String[] bandit = block.getOrDefault("bandit", "").split(" ", 2);
    return new Rule(
        required(block, "id"),
        required(block, "title"),
        Integer.parseInt(required(block, "cwe")),
        Weakness.Grade.valueOf(required(block, "severity")),
        Weakness.Grade.valueOf(required(block, "confidence")),
        bandit[0],
        bandit.length > 1 ? bandit[1] : "",
        list(block.getOrDefault("codeaudit", ""), ";"),
        list(block.getOrDefault("semgrep", ""), " "),
        Rule.TestProfile.valueOf(block.getOrDefault("tests", "lowered").toUpperCase(Locale.ROOT)),
        required(block, "check"),
        list(block.getOrDefault("names", ""), " "),
        required(block, "message"),
        required(block, "remedy"),
        required(block, "source"));
  }

  private static String required(Map<String, String> block, String key) {
    String value = block.get(key);
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException("the rule " + block.get("id") + " has no " + key);
    }
    return value;
  }

  private static List<String> list(String text, String separator) {
    return Stream.of(text.split(separator)).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  private static String fingerprint(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(digest, 0, 4);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
