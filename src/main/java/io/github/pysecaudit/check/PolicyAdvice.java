package io.github.pysecaudit.check;

import io.github.pysecaudit.checklist.Finding;
import io.github.pysecaudit.checklist.Place;
import io.github.pysecaudit.facts.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a good policy also says: advice, never a violation. */
enum PolicyAdvice {
  TIME(
      "(?i)\\b(?:\\d{1,3}|one|two|three|five|seven|ten|fourteen|thirty|ninety|a"
          + " few)[\\s-]+(?:business |working |calendar )?(?:hours?|days?|weeks?|months?)\\b",
      "The policy does not say when a reporter can expect an answer.",
      "Add a time frame, for instance \"We answer within 7 days\" (OSPS-VM-01.01)."),
  VERSIONS(
      "(?i)\\bsupported versions?\\b|\\bversions?\\b.{0,80}\\b(?:supported|security"
          + " (?:fixes|updates|patches)|maintained)\\b|\\b(?:latest|newest|current|last)\\b.{0,40}\\b(?:release|version)s?\\b",
      "The policy does not say which versions get security fixes.",
      "Add the supported versions."),
  CONTENT(
      "(?i)\\breproduc|\\bproof[- ]of[- ]concept\\b|\\baffected versions?\\b|\\bimpact\\b|\\bplease"
          + " (?:include|provide)\\b|\\bdetails\\b|\\bdescribe\\b|\\btell us\\b",
      "The policy does not say what a report should contain.",
      "Add what to send: affected version, steps to reproduce, impact."),
  DISCLOSURE(
      "(?i)\\bdisclos|\\bembargo|\\badvisor(?:y|ies)\\b|\\bCVE\\b|\\bpublish",
      "The policy does not say how a vulnerability is disclosed.",
      "Add what happens with a report until the fix is published.");

  private final Pattern pattern;
  private final String message;
  private final String remedy;

  PolicyAdvice(String pattern, String message, String remedy) {
    this.pattern = Pattern.compile(pattern);
    this.message = message;
    this.remedy = remedy;
  }

  static List<Finding> on(Document policy) {
    String text =
        policy.sections().stream()
            .map(s -> s.heading() + "\n" + blocks(s))
            .collect(Collectors.joining("\n"));
    List<Finding> advice = new ArrayList<>();
    for (PolicyAdvice item : values()) {
      if (!item.pattern.matcher(text).find()) {
        advice.add(Finding.absence(item.message, item.remedy, Place.file(policy.path())));
      }
    }
    return advice;
  }

  private static String blocks(Document.Section section) {
    return section.blocks().stream().map(Document.Block::flat).collect(Collectors.joining("\n"));
  }
}
