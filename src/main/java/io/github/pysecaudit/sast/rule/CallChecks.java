package io.github.pysecaudit.sast.rule;

import io.github.pysecaudit.python.syntax.Expression;
import io.github.pysecaudit.python.syntax.Keyword;
import io.github.pysecaudit.sast.Rule;
import io.github.pysecaudit.sast.RuleCatalogue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the checks for a call: by its qualified name, by its last name, by its keywords. */
final class CallChecks {

  /** Which class decides for each kind of check that goes by qualified names. */
  private static final Map<String, CallCheck> KINDS =
      Map.ofEntries(
          Map.entry("call", CallChecks::report),
          Map.entry("call-or-use", CallChecks::report),
          Map.entry("call-or-base", CallChecks::report),
          Map.entry("text-execution", CodeChecks::textExecution),
          Map.entry("dynamic-import", CodeChecks::dynamicImport),
          Map.entry("yaml-load", CodeChecks::yamlLoad),
          Map.entry("model-load", CodeChecks::modelLoad),
          Map.entry("model-download", CodeChecks::modelDownload),
          Map.entry("safe-html", CodeChecks::safeHtml),
          Map.entry("template-text", CodeChecks::templateText),
          Map.entry("jinja", CodeChecks::jinja),
          Map.entry("mako", CodeChecks::mako),
          Map.entry("jwt", CodeChecks::jwt),
          Map.entry("logging-listen", CodeChecks::loggingListen),
          Map.entry("weak-hash", CryptoChecks::weakHash),
          Map.entry("key-size", CryptoChecks::keySize),
          Map.entry("random", CryptoChecks::random),
          Map.entry("cipher-mode", CallChecks::report),
          Map.entry("request", NetworkChecks::request),
          Map.entry("url-open", NetworkChecks::urlOpen),
          Map.entry("snmp", (call, rule) -> NetworkChecks.snmp(call)),
          Map.entry("subprocess", ProcessChecks::subprocess),
          Map.entry("shell", ProcessChecks::shell),
          Map.entry("no-shell", ProcessChecks::noShell),
          Map.entry("umask", FileChecks::umask),
          Map.entry("unpack-archive", FileChecks::unpackArchive));

  /** Checks of methods, whose object is often not to be known. */
  private static final Set<String> BY_LAST_NAME =
      Set.of(
          "chmod",
          "fchmod",
          "lchmod",
          "extractall",
          "exec_command",
          "set_missing_host_key_policy",
          "extra",
          "RawSQL",
          "run",
          "bind");

  /** A reference to one of these is as good as a call when it is handed to another function. */
  private static final Set<String> HANDED_ON =
      Set.of("PYA102", "PYA307", "PYA301", "PYA302", "PYA306", "PYA605", "PYA323");

  private static final Set<String> HARMLESS_RECEIVERS =
      Set.of(
          "isinstance",
          "issubclass",
          "hasattr",
          "getattr",
          "type",
          "print",
          "repr",
          "id",
          "callable");

  /** Kinds of checks for which a use is as bad as a call. */
  private static final Set<String> USED = Set.of("cipher-mode", "call-or-use");

  private record Bound(Rule rule, CallCheck check) {}

  private final RuleCatalogue rules;
  private final ImportChecks imports;
  private final Map<String, List<Bound>> byName = new HashMap<>();
  private final Set<String> usedLastNames = new HashSet<>();

  CallChecks(RuleCatalogue rules, ImportChecks imports) {
    this.rules = rules;
    this.imports = imports;
    for (Rule rule : rules.all()) {
      CallCheck check = KINDS.get(rule.check());
      if (check != null) {
        for (String name : rule.names()) {
          byName.computeIfAbsent(name, key -> new ArrayList<>(1)).add(new Bound(rule, check));
          if (USED.contains(rule.check())) {
            usedLastNames.add(name.substring(name.lastIndexOf('.') + 1));
          }
        }
      }
    }
  }

  private static void report(CallSite call, Rule rule) {
    call.site().report(rule, call.call()).name(call.name()).add();
  }

  /** Judges a call by everything that is known about its name. */
  void look(Site site, Expression.Call call, List<String> candidates) {
    for (String name : candidates) {
      if (name.equals("functools.partial") && !call.args().isEmpty()) {
        partial(site, call);
      }
      byName(new CallSite(site, call, name, call.args()));
      moduleByName(site, call, name);
    }
    String last = lastName(call, candidates);
    byLastName(new CallSite(site, call, shown(candidates, last), call.args()), candidates, last);
    byKeyword(new CallSite(site, call, shown(candidates, last), call.args()), candidates);
    handedOn(site, call, candidates);
  }

  private static String shown(List<String> candidates, String last) {
    return candidates.isEmpty() ? last : candidates.get(0);
  }

  static String lastName(Expression.Call call, List<String> candidates) {
    if (call.func() instanceof Expression.Attribute attribute) {
      return attribute.attr();
    }
    if (candidates.isEmpty()) {
      return call.func() instanceof Expression.Name name ? name.id() : "";
    }
    String first = candidates.get(0);
    return first.substring(first.lastIndexOf('.') + 1);
  }

  private void byName(CallSite call) {
    for (Bound bound : byName.getOrDefault(call.name(), List.of())) {
      bound.check().look(call, bound.rule());
    }
  }

  private void partial(Site site, Expression.Call call) {
    List<Expression> rest = call.args().subList(1, call.args().size());
    for (String name : site.candidates(call.args().get(0))) {
      byName(new CallSite(site, call, name, rest));
    }
  }

  private void moduleByName(Site site, Expression.Call call, String name) {
    boolean importing = name.equals("__import__") || name.equals("importlib.import_module");
    if (importing && !call.args().isEmpty()) {
      site.text(call.args().get(0)).ifPresent(module -> imports.look(site, module, call, false));
    }
  }

  private void byLastName(CallSite call, List<String> candidates, String last) {
    if (!BY_LAST_NAME.contains(last)) {
      return;
    }
    switch (last) {
      case "chmod", "fchmod", "lchmod" -> FileChecks.permissions(call, rules.rule("PYA103"));
      case "extractall" -> {
        boolean zip = candidates.stream().anyMatch(name -> name.startsWith("zipfile."));
        boolean tar = candidates.stream().anyMatch(name -> name.startsWith("tarfile."));
        if (tar || !zip && call.site().names().imports().contains("tarfile")) {
          FileChecks.tarExtraction(call, rules.rule("PYA202"));
        }
      }
      case "exec_command" -> {
        if (call.site().names().imports().contains("paramiko")) {
          NetworkChecks.remoteCommand(call, rules.rule("PYA601"));
        }
      }
      case "set_missing_host_key_policy" -> {
        if (call.site().names().imports().contains("paramiko")) {
          NetworkChecks.sshHostKey(call, rules.rule("PYA507"));
        }
      }
      case "extra" -> {
        if (call.site().names().imports().contains("django") || !call.call().keywords().isEmpty()) {
          SqlChecks.extra(call);
        }
      }
      case "RawSQL" -> {
        if (call.site().names().imports().contains("django")) {
          SqlChecks.rawSql(call, rules.rule("PYA611"));
        }
      }
      case "run" -> {
        if (call.site().names().imports().contains("flask")) {
          CodeChecks.flaskDebug(call);
        }
      }
      case "bind" -> NetworkChecks.bind(call, rules.rule("PYA104"));
      default -> {
        // tarfile's extract() of one member is judged by its caller.
      }
    }
  }

  private void byKeyword(CallSite call, List<String> candidates) {
    boolean starts =
        candidates.stream()
            .anyMatch(
                name ->
                    byName.getOrDefault(name, List.of()).stream()
                        .anyMatch(bound -> bound.rule().check().equals("subprocess")));
    boolean tls = candidates.contains("ssl.wrap_socket") || candidates.contains("ssl.SSLContext");
    boolean verify = false;
    for (Keyword keyword : call.call().keywords()) {
      SecretChecks.keyword(call.site(), keyword);
      String name = keyword.name().orElse("");
      switch (name) {
        case "shell" -> {
          if (!starts) {
            ProcessChecks.shellKeyword(call);
          }
        }
        case "ssl_version", "method" -> tls = true;
        case "verify", "ssl", "verify_ssl", "cert_reqs" -> verify = true;
        default -> {
          // Other keywords say nothing by themselves.
        }
      }
    }
    if (tls || candidates.stream().anyMatch(name -> name.endsWith("SSL.Context"))) {
      NetworkChecks.tlsVersion(call, candidates);
    }
    if (verify) {
      NetworkChecks.verifyKeyword(call, candidates);
    }
  }

  /** {@code map(eval, texts)}, {@code Thread(target=os.system)}. */
  private void handedOn(Site site, Expression.Call call, List<String> candidates) {
    if (candidates.stream().anyMatch(HARMLESS_RECEIVERS::contains)
        || candidates.contains("functools.partial")) {
      return;
    }
    for (Expression argument : call.args()) {
      handedOn(site, argument);
    }
    for (Keyword keyword : call.keywords()) {
      handedOn(site, keyword.value());
    }
  }

  /** A reference that stands where a value is used. */
  void handedOn(Site site, Expression value) {
    if (!(value instanceof Expression.Name) && !(value instanceof Expression.Attribute)) {
      return;
    }
    for (String name : site.candidates(value)) {
      for (Bound bound : byName.getOrDefault(name, List.of())) {
        if (HANDED_ON.contains(bound.rule().id())) {
          site.report(bound.rule(), value)
              .name(name)
              .detail(bound.rule().id().equals("PYA605") ? "what it gets" : "")
              .add();
        }
      }
    }
  }

  /** A base class that is one of the names of a rule. */
  void base(Site site, Expression base) {
    for (String name : site.candidates(base)) {
      for (Bound bound : byName.getOrDefault(name, List.of())) {
        if (bound.rule().check().equals("call-or-base")) {
          site.report(bound.rule(), base).name(name).add();
        }
      }
    }
  }

  /** An attribute that is a weakness wherever it is used. */
  void use(Site site, Expression.Attribute value) {
    if (!usedLastNames.contains(value.attr())) {
      return;
    }
    for (String name : site.candidates(value)) {
      for (Bound bound : byName.getOrDefault(name, List.of())) {
        if (USED.contains(bound.rule().check())) {
          site.report(bound.rule(), value).name(name).add();
        }
      }
    }
  }
}
