package io.github.pysecaudit.sast.rule;

import io.github.pysecaudit.python.syntax.Expression;
import io.github.pysecaudit.python.syntax.Expression.Constant.Kind;
import io.github.pysecaudit.sast.Rule;
import io.github.pysecaudit.sast.Weakness.Grade;
import io.github.pysecaudit.sast.name.Origin;
import java.util.Optional;
import java.util.Set;

/** Text and bytes that become code, objects or pages. */
final class CodeChecks {
  private static final Set<String> SAFE_LOADERS =
      Set.of("SafeLoader", "CSafeLoader", "BaseLoader", "CBaseLoader");

  private CodeChecks() {}

  /** {@code eval}, {@code exec}, {@code compile}. */
  static void textExecution(CallSite call, Rule rule) {
    Optional<Expression> text = call.argument(0, "source");
    Site.Report report = call.site().report(rule, call.call()).name(call.name());
    text.ifPresent(
        value -> report.value(value).detail(", and the text is " + call.site().describe(value)));
    report.add();
  }

  /** Modules whose name is computed; a constant name is as good as an import. */
  static void dynamicImport(CallSite call, Rule rule) {
    Optional<Expression> name = call.positional(0);
    if (name.isPresent() && call.site().text(name.get()).isPresent()) {
      return;
    }
    Site.Report report = call.site().report(rule, call.call()).name(call.name());
    name.ifPresent(report::value);
    report.detail("a module named by " + name.map(call.site()::describe).orElse("something")).add();
  }

  /** {@code yaml.load} and its relatives. */
  static void yamlLoad(CallSite call, Rule rule) {
    Site site = call.site();
    String last = call.name().substring(call.name().lastIndexOf('.') + 1);
    if (last.startsWith("unsafe_") || last.startsWith("full_")) {
      site.report(rule, call.call()).name(call.name()).detail("builds Python objects").add();
      return;
    }
    Optional<Expression> loader = call.argument(1, "Loader");
    if (loader.isPresent()) {
      boolean safe =
          site.candidates(loader.get()).stream()
              .anyMatch(name -> SAFE_LOADERS.contains(name.substring(name.lastIndexOf('.') + 1)));
      boolean named =
          loader.get() instanceof Expression.Attribute attribute
                  && SAFE_LOADERS.contains(attribute.attr())
              || loader.get() instanceof Expression.Name name && SAFE_LOADERS.contains(name.id());
      if (safe || named) {
        return;
      }
    }
    site.report(rule, call.call())
        .name(call.name())
        .detail(loader.isPresent() ? "uses a loader that is not safe" : "names no safe loader")
        .add();
  }

  /** {@code torch.load} and {@code numpy.load}. */
  static void modelLoad(CallSite call, Rule rule) {
    Site.Report report = call.site().report(rule, call.call()).name(call.name());
    if (call.name().startsWith("numpy.")) {
      Optional<Expression> allow = call.argument(2, "allow_pickle");
      if (allow.isPresent() && !Site.isFalsy(allow.get())) {
        report.detail("may unpickle its input, because of allow_pickle").add();
      }
    } else if (!call.name().contains(".jit.") && !call.isTrue("weights_only")) {
      report.detail("unpickles a model without weights_only=True").add();
    }
  }

  /** Downloads from a model hub. */
  static void modelDownload(CallSite call, Rule rule) {
    for (String key : new String[] {"revision", "commit_id"}) {
      Optional<Expression> revision = call.keyword(key);
      if (revision.isPresent()) {
        Optional<String> text = call.site().text(revision.get());
        if (text.isEmpty() && !Site.isConstant(revision.get(), Kind.NONE)
            || text.isPresent() && isCommit(text.get())) {
          return;
        }
      }
    }
    Optional<String> source = call.positional(0).flatMap(call.site()::text);
    if (source.isPresent() && (source.get().startsWith("./") || source.get().startsWith("/"))) {
      return;
    }
    call.site().report(rule, call.call()).name(call.name()).add();
  }

  private static boolean isCommit(String text) {
    return text.length() >= 7 && text.chars().allMatch(c -> Character.digit(c, 16) >= 0);
  }

  /** Text that is declared safe for HTML. */
  static void safeHtml(CallSite call, Rule rule) {
    Optional<Expression> text = call.positional(0);
    if (text.isEmpty() || call.site().text(text.get()).isPresent()) {
      text.ifPresent(
          constant ->
              call.site()
                  .report(rule, call.call())
                  .name(call.name())
                  .detail(call.site().describe(constant))
                  .grades(Grade.LOW, Grade.LOW)
                  .add());
      return;
    }
    call.site()
        .report(rule, call.call())
        .name(call.name())
        .detail(call.site().describe(text.get()))
        .value(text.get())
        .add();
  }

  /** Templates that are made from text. */
  static void templateText(CallSite call, Rule rule) {
    Optional<Expression> text = call.argument(0, "source");
    if (text.isEmpty() || call.site().text(text.get()).isPresent()) {
      return;
    }
    Site.Report report = call.site().report(rule, call.call()).name(call.name());
    if (call.site().origin(text.get()) == Origin.CONSTANT) {
      return;
    }
    report.detail(call.site().describe(text.get())).value(text.get()).add();
  }

  /** Jinja2 environments. */
  static void jinja(CallSite call, Rule rule) {
    Site site = call.site();
    Optional<Expression> escape = call.keyword("autoescape");
    Site.Report report = site.report(rule, call.call()).name(call.name());
    if (escape.isEmpty()) {
      if (call.hasMapping()) {
        report.grades(Grade.MEDIUM, Grade.LOW);
      }
      report.detail("without autoescape").add();
    } else if (Site.isFalsy(escape.get())) {
      report.detail("with autoescape switched off").add();
    } else if (!Site.isConstant(escape.get(), Kind.TRUE)
        && site.candidates(escape.get()).stream()
            .noneMatch(name -> name.endsWith("select_autoescape()"))) {
      report
          .grades(Grade.HIGH, Grade.MEDIUM)
          .detail("with an autoescape that is not to be seen here")
          .add();
    }
  }

  /** Mako templates. */
  static void mako(CallSite call, Rule rule) {
    Optional<Expression> filters = call.keyword("default_filters");
    if (filters.isPresent()
        && ProcessChecks.elements(filters.get()).stream()
            .anyMatch(each -> call.site().text(each).equals(Optional.of("h")))) {
      return;
    }
    call.site().report(rule, call.call()).name(call.name()).add();
  }

  /** Flask applications that run with the debugger. */
  static void flaskDebug(CallSite call) {
    if (call.isTrue("debug")) {
      call.site().report("PYA201", call.call()).add();
    }
  }

  /** JSON web tokens whose signature nobody checks. */
  static void jwt(CallSite call, Rule rule) {
    Site.Report report = call.site().report(rule, call.call()).name(call.name());
    if (call.isFalse("verify")) {
      report.detail("verify=False").add();
      return;
    }
    Optional<Expression> options = call.keyword("options");
    if (options.isPresent() && options.get() instanceof Expression.DictExpr dict) {
      boolean off =
          dict.entries().stream()
              .anyMatch(
                  entry ->
                      entry.key().flatMap(call.site()::text).equals(Optional.of("verify_signature"))
                          && Site.isFalsy(entry.value()));
      if (off) {
        report.detail("verify_signature switched off").add();
        return;
      }
    }
    Optional<Expression> algorithms = call.keyword("algorithms");
    if (algorithms.isPresent()
        && ProcessChecks.elements(algorithms.get()).stream()
            .anyMatch(each -> call.site().text(each).equals(Optional.of("none")))) {
      report.detail("the algorithm none").add();
    }
  }

  /** The logging listener. */
  static void loggingListen(CallSite call, Rule rule) {
    if (call.argument(1, "verify").isEmpty()) {
      call.site().report(rule, call.call()).name(call.name()).add();
    }
  }
}
