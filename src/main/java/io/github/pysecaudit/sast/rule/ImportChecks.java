package io.github.pysecaudit.sast.rule;

import io.github.pysecaudit.python.syntax.Alias;
import io.github.pysecaudit.python.syntax.Node;
import io.github.pysecaudit.python.syntax.Statement;
import io.github.pysecaudit.sast.Rule;
import io.github.pysecaudit.sast.RuleCatalogue;
import io.github.pysecaudit.sast.Weakness.Grade;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Modules whose import alone is worth a word: PYA401 to PYA415. */
final class ImportChecks {
  private final Map<String, Rule> byModule = new HashMap<>();

  ImportChecks(RuleCatalogue rules) {
    for (Rule rule : rules.all()) {
      if (rule.check().equals("import")) {
        rule.names().forEach(name -> byModule.put(name, rule));
      }
    }
  }

  void look(Site site, Statement.Import statement) {
    for (Alias alias : statement.names()) {
      look(site, alias.name(), statement, false);
    }
  }

  void look(Site site, Statement.ImportFrom statement) {
    if (statement.level() > 0 || statement.module().isEmpty()) {
      return;
    }
    List<Alias> names = statement.names();
    boolean onlySafe = names.stream().allMatch(alias -> alias.name().equals("FTP_TLS"));
    for (Alias alias : names) {
      look(site, statement.module().get() + "." + alias.name(), statement, onlySafe);
    }
  }

  /** A module that is imported by name at run time. */
  void look(Site site, String module, Node at, boolean onlySafe) {
    String prefix = module;
    while (!prefix.isEmpty()) {
      Rule rule = byModule.get(prefix);
      if (rule != null) {
        Site.Report report = site.report(rule, at).name(prefix);
        if (onlySafe) {
          report.grades(Grade.LOW, Grade.LOW);
        }
        report.add();
        return;
      }
      prefix = prefix.substring(0, Math.max(prefix.lastIndexOf('.'), 0));
    }
  }
}
