package io.github.pysecaudit.facts;

import io.github.pysecaudit.checklist.Place;
import io.github.pysecaudit.facts.source.ResourceTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the documents say about defences in the design: a threat model, trust boundaries, or
 * controls that are independent of each other.
 *
 * @param sections headings of a threat model and the like
 * @param controls each kind of control with the first place that names it
 * @param problems documents that could not be read
 */
public record DesignDefences(
    List<Named> sections, Map<String, Place> controls, List<String> problems) {
  private static final Pattern HEADING =
      Pattern.compile(
          "(?i)threat[ -]?model|trust[ -]boundar|security[ -]by[ -]design|defen[cs]e[ -]in[ -]depth"
              + "|attack surface|assurance case|security (model|architecture|design|concept)"
              + "|abuse cases?|misuse cases?");
  private static final Pattern SECURITY =
      Pattern.compile("(?i)secur|threat|attack|trust|protect|harden|privacy|defen[cs]e|risk");

  /** What such a section names is what does not apply, and no defence. */
  private static final Pattern APPLICABILITY = Pattern.compile("(?i)applicab");

  private static final int MIN_WORDS = 15;

  /** A heading and where it stands. */
  public record Named(String heading, Place place) {}

  private record Control(String name, Pattern words) {}

  public DesignDefences {
    sections = List.copyOf(sections);
    controls = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(controls));
    problems = List.copyOf(problems);
  }

  /** Reads architecture documents, security policies and the documentation. */
  static DesignDefences of(Documents documents) {
    List<Control> known =
        ResourceTable.rows(DesignDefences.class, "controls.tsv", 3).stream()
            .map(c -> new Control(c.get(0), Pattern.compile("(?i)" + c.get(1))))
            .toList();
    List<Named> sections = new ArrayList<>();
    Map<String, Place> controls = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    Stream.of(documents.architecture(), documents.securityPolicies(), documents.documentation())
        .flatMap(List::stream)
        .distinct()
        .forEach(
            document -> {
              document.problem().ifPresent(p -> problems.add(document.path() + ": " + p));
              document.sections().forEach(s -> section(document, s, known, sections, controls));
            });
    return new DesignDefences(sections, controls, problems);
  }

  private static void section(
      Document document,
      Document.Section section,
      List<Control> known,
      List<Named> sections,
      Map<String, Place> controls) {
    String heading = section.heading();
    boolean statements =
        APPLICABILITY.matcher(heading).find()
            || section.trail().stream().anyMatch(t -> APPLICABILITY.matcher(t).find());
    if (statements || AuthorizationsReader.explainsARequirement(heading)) {
      return;
    }
    Place place = Place.line(document.path(), Math.max(1, section.line()));
    boolean about = HEADING.matcher(heading).find();
    long words =
        document.under(section).stream()
            .flatMap(s -> s.blocks().stream())
            .mapToLong(b -> Document.words(b.text()))
            .sum();
    if (about && words >= MIN_WORDS) {
      sections.add(new Named(heading, place));
    }
    boolean security =
        SECURITY.matcher(heading).find()
            || section.trail().stream().anyMatch(t -> SECURITY.matcher(t).find());
    if (!security) {
      return;
    }
    for (Document.Block block : section.blocks()) {
      for (Control control : known) {
        Matcher words1 = control.words().matcher(block.text());
        if (!controls.containsKey(control.name()) && words1.find()) {
          controls.put(control.name(), Place.line(document.path(), block.lineAt(words1.start())));
        }
      }
    }
  }

  /** The evidence for the design stage, if there is any. */
  public Optional<String> words() {
    if (!sections.isEmpty()) {
      return Optional.of("the section \"" + sections.get(0).heading() + "\"");
    }
    return controls.size() >= 2
        ? Optional.of("independent controls: " + String.join(", ", controls.keySet()))
        : Optional.empty();
  }
}
