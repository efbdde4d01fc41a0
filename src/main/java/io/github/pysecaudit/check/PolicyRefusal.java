package io.github.pysecaudit.check;

import io.github.pysecaudit.checklist.Finding;
import io.github.pysecaudit.checklist.Place;
import io.github.pysecaudit.facts.Document;
import io.github.pysecaudit.facts.Document.Block;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sentences by which a security policy refuses what it is for. "Do not report vulnerabilities in
 * public issues" is no refusal: what follows the word says where not to, or what not.
 */
final class PolicyRefusal {
  private static final String UNQUALIFIED =
      "(?=\\s*(?:[.!;]|$|any ?more|any longer|at all|at this time|currently|for now|yet))";
  private static final Pattern REFUSAL =
      Pattern.compile(
          "(?i)\\b(?:do(?:es)? not|don[’']t|doesn[’']t|no longer|can(?:not|[’']t)|will not|won[’']t"
              + "|never)\\s(?:accept|take|handle|process|want|read|answer)\\s(?:[\\w-]{1,30}\\s){0,3}"
              + "reports?"
              + UNQUALIFIED
              + "|\\breports?\\s(?:are|is|will be)\\s(?:not|no longer|never)\\s"
              + "(?:accepted|read|answered|handled|processed|wanted)"
              + UNQUALIFIED
              + "|\\b(?:do not|don[’']t|never)\\sreport\\s(?:any\\s)?(?:security\\s)?"
              + "(?:vulnerabilities|vulnerability|issues|bugs|problems)(?:\\sto\\sus)?"
              + UNQUALIFIED);

  private PolicyRefusal() {}

  /** The first such sentence. */
  static Optional<Finding> in(List<Document> policies) {
    for (Document document : policies) {
      for (Block block : document.blocks()) {
        Matcher matcher = REFUSAL.matcher(block.flat());
        if (matcher.find()) {
          return Optional.of(
              new Finding(
                  "The policy says \"" + matcher.group() + "\".",
                  "Say how vulnerabilities are reported and handled, or record in audit.toml why"
                      + " this sentence refuses nothing.",
                  Place.line(document.path(), block.line())));
        }
      }
    }
    return Optional.empty();
  }
}
