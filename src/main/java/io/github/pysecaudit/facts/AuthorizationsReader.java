package io.github.pysecaudit.facts;

import io.github.pysecaudit.checklist.Place;
import io.github.pysecaudit.checklist.Requirement;
import io.github.pysecaudit.facts.deploy.RequiredAuthorizations;
import io.github.pysecaudit.facts.deploy.RequiredAuthorizations.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the sections of the documentation that outline which rights the program needs, or say that
 * it needs none. What a sentence denies is not outlined.
 */
final class AuthorizationsReader {
  private static final String RIGHTS =
      "(permissions?|privileges?|authori[sz]ations?|rights|capabilities|root|sudo"
          + "|administrators?|admin|super-?user|access)\\b";
  private static final Pattern HEADING =
      Pattern.compile(
          "(?i)\\b(permissions?|privileges?|authori[sz]ations?|access rights|required rights"
              + "|service accounts?|runs? as)\\b");
  private static final Pattern OTHER_HEADING =
      Pattern.compile(
          "(?i)licen[cs]e|changelog|api reference|contribut|authorization header|private keys?|key"
              + " files?|credentials?");
  private static final Pattern NEEDS =
      Pattern.compile(
          "(?i)\\b(need|needs|needed|require|requires|required|requiring|must|necessary|runs?"
              + " (as|under|with)|uses?|grants?|granted|account|only)\\b");
  private static final Pattern NONE =
      Pattern.compile(
          "(?i)\\b(needs?|requires?|uses?|has|have|with) (no|none of the)"
              + " ((special|elevated|additional|extra|further|other|particular|administrative)"
              + " ){0,2}"
              + RIGHTS
              + "|\\bno ((special|elevated|additional|extra|further|other|particular|administrative"
              + "|root|specific) ){0,2}"
              + RIGHTS
              + " (is|are) (needed|required|necessary|used)"
              + "|\\b(does|do) not (need|require) (any |a )?((special|elevated|additional|extra"
              + "|further|other|particular|administrative) ){0,2}"
              + RIGHTS
              + "|\\bneeds none\\b|\\brequires none\\b");
  private static final Pattern DENIED =
      Pattern.compile("(?i)\\b(never|not|no|cannot|without|refuses?|instead of)\\b|n't\\b");
  private static final Pattern ABOUT_THE_RULE =
      Pattern.compile("(?i)\\b(or says?|says? that|if|whether|should|must|shall|would|may)\\b");
  private static final Pattern NUMBER = Pattern.compile("^(\\d{1,2}\\.\\d)\\b");
  private static final Pattern ONLY_NONE = Pattern.compile("(?i)none[.!]?|no(ne)? required[.!]?");

  private AuthorizationsReader() {}

  static RequiredAuthorizations read(Documents documents) {
    List<Statement> found = new ArrayList<>();
    Stream.of(
            documents.readme().stream().toList(),
            documents.securityPolicies(),
            documents.architecture(),
            documents.documentation())
        .flatMap(List::stream)
        .distinct()
        .forEach(d -> d.sections().forEach(s -> section(d, s, found)));
    return new RequiredAuthorizations(true, found);
  }

  private static void section(Document document, Document.Section section, List<Statement> found) {
    String heading = section.heading();
    if (!HEADING.matcher(heading).find()
        || OTHER_HEADING.matcher(heading).find()
        || explainsARequirement(heading)) {
      return;
    }
    StringBuilder outlined = new StringBuilder();
    Optional<Integer> none = Optional.empty();
    for (Document.Section part : document.under(section)) {
      for (Document.Block block : part.blocks()) {
        for (String sentence : block.flat().split("(?<=[.!;?])\\s+")) {
          boolean says =
              NONE.matcher(sentence).find() && !ABOUT_THE_RULE.matcher(sentence).find()
                  || ONLY_NONE.matcher(sentence.strip()).matches();
          if (says) {
            none = none.or(() -> Optional.of(block.line()));
          } else if (!DENIED.matcher(sentence).find()) {
            outlined.append(sentence).append(' ');
          }
        }
      }
    }
    none.ifPresent(
        line ->
            found.add(
                new Statement(Place.line(document.path(), Math.max(1, line)), heading, true)));
    if (NEEDS.matcher(outlined).find() || HEADING.matcher(heading).find() && isList(section)) {
      found.add(
          new Statement(
              Place.line(document.path(), Math.max(1, section.line())),
              heading + ": " + outlined,
              false));
    }
  }

  /**
   * Whether a heading is the number and title of a requirement: then the text is about the rule.
   */
  static boolean explainsARequirement(String heading) {
    Matcher number = NUMBER.matcher(heading.strip());
    return number.find()
        && Requirement.byId(number.group(1))
            .filter(
                r -> heading.toLowerCase(Locale.ROOT).contains(r.title().toLowerCase(Locale.ROOT)))
            .isPresent();
  }

  /** A table or list under such a heading outlines what it names. */
  private static boolean isList(Document.Section section) {
    return section.blocks().stream().anyMatch(b -> b.kind() != Document.Kind.PARAGRAPH);
  }
}
