package io.github.pysecaudit.sast.rule;

import io.github.pysecaudit.python.syntax.Expression;
import io.github.pysecaudit.python.syntax.Expression.Constant.Kind;
import io.github.pysecaudit.python.syntax.Keyword;
import io.github.pysecaudit.python.syntax.Node;
import io.github.pysecaudit.python.syntax.Parameter;
import io.github.pysecaudit.python.syntax.Statement;
import io.github.pysecaudit.sast.Rule;
import io.github.pysecaudit.sast.Weakness.Grade;
import io.github.pysecaudit.sast.name.Origin;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Connections: TLS, HTTP clients, SSH, SNMP, listening sockets. */
final class NetworkChecks {
  private static final Set<String> OLD_TLS =
      Set.of(
          "PROTOCOL_SSLv2",
          "SSLv2_METHOD",
          "SSLv23_METHOD",
          "PROTOCOL_SSLv3",
          "PROTOCOL_TLSv1",
          "SSLv3_METHOD",
          "TLSv1_METHOD",
          "PROTOCOL_TLSv1_1",
          "TLSv1_1_METHOD");
  private static final Set<String> TRUSTING = Set.of("AutoAddPolicy", "WarningPolicy");

  private static final List<String> ADDRESS_WORDS =
      List.of("host", "addr", "bind", "listen", "interface", "any", "server");
  private static final Set<String> LISTENERS =
      Set.of(
          "bind",
          "run",
          "run_app",
          "run_server",
          "run_simple",
          "serve",
          "serve_forever",
          "listen",
          "start",
          "start_server",
          "create_server",
          "make_server",
          "launch",
          "TCPSite",
          "HTTPServer",
          "ThreadingHTTPServer",
          "TCPServer",
          "UDPServer",
          "WSGIServer");

  private NetworkChecks() {}

  /** Functions of HTTP clients: a time limit, and a certificate that is verified. */
  static void request(CallSite call, Rule rule) {
    Optional<Expression> timeout = call.keyword("timeout");
    boolean requests = call.name().startsWith("requests.");
    Site.Report report = call.site().report(rule, call.call()).name(call.name());
    if (timeout.isPresent() && Site.isConstant(timeout.get(), Kind.NONE)) {
      report.detail("with timeout=None").add();
    } else if (timeout.isEmpty() && requests && !isSession(call.name())) {
      if (call.hasMapping()) {
        report.low();
      }
      report.detail("without a timeout").add();
    }
  }

  private static boolean isSession(String name) {
    return name.endsWith("Session") || name.endsWith("session");
  }

  /** Any call that switches the check of certificates off by a keyword. */
  static void verifyKeyword(CallSite call, List<String> candidates) {
    for (String name : candidates) {
      boolean client = name.startsWith("requests.") || name.startsWith("httpx.");
      if (client && call.isFalse("verify")) {
        verifyOff(call, name, "verify");
      } else if (name.startsWith("aiohttp.") && call.isFalse("ssl")) {
        verifyOff(call, name, "ssl");
      } else if (name.startsWith("aiohttp.") && call.isFalse("verify_ssl")) {
        verifyOff(call, name, "verify_ssl");
      }
    }
    Optional<Expression> certs = call.keyword("cert_reqs");
    if (certs.isPresent() && isCertNone(call.site(), certs.get())) {
      call.site().report("PYA917", call.call()).detail("cert_reqs=CERT_NONE").add();
    }
  }

  private static void verifyOff(CallSite call, String name, String keyword) {
    int line = call.call().keyword(keyword).orElseThrow().line();
    call.site()
        .report("PYA501", call.call())
        .name(name)
        .detail(keyword + "=False")
        .upTo(line)
        .add();
  }

  private static boolean isCertNone(Site site, Expression value) {
    return site.text(value).equals(Optional.of("CERT_NONE"))
        || site.candidates(value).stream().anyMatch(name -> name.endsWith("ssl.CERT_NONE"));
  }

  /** Attributes whose value switches checks off. */
  static void assigned(Site site, Expression target, Expression value, Statement at) {
    if (!(target instanceof Expression.Attribute attribute)) {
      return;
    }
    switch (attribute.attr()) {
      case "check_hostname" -> {
        if (Site.isConstant(value, Kind.FALSE)) {
          site.report("PYA917", at).detail("check_hostname = False").add();
        }
      }
      case "verify_mode" -> {
        if (isCertNone(site, value)) {
          site.report("PYA917", at).detail("verify_mode = CERT_NONE").add();
        }
      }
      case "verify" -> {
        boolean session =
            site.candidates(attribute.value()).stream()
                .anyMatch(name -> name.startsWith("requests.") || name.startsWith("httpx."));
        if (session && Site.isConstant(value, Kind.FALSE)) {
          site.report("PYA501", at).name("a session").detail("verify = False").add();
        }
      }
      default -> {
        // No other attribute decides about TLS.
      }
    }
  }

  /** A protocol version that is given to a call. */
  static void tlsVersion(CallSite call, List<String> candidates) {
    Site site = call.site();
    boolean wrap = candidates.contains("ssl.wrap_socket");
    boolean context =
        candidates.stream()
            .anyMatch(name -> name.endsWith("SSL.Context") || name.equals("ssl.SSLContext"));
    Optional<Expression> version = call.keyword("ssl_version").or(() -> call.keyword("method"));
    if (version.isEmpty() && context) {
      version = call.positional(0);
    }
    Optional<String> old = version.flatMap(value -> oldVersion(site, value));
    if (old.isPresent()) {
      Site.Report report =
          site.report("PYA502", call.call()).name(shortName(call)).detail(old.get());
      if (!wrap && !context) {
        report.grades(Grade.MEDIUM, Grade.MEDIUM);
      }
      report.add();
    } else if (wrap && version.isEmpty()) {
      site.report("PYA504", call.call()).name("ssl.wrap_socket").add();
    }
  }

  private static String shortName(CallSite call) {
    return call.name().isEmpty() ? "A function" : call.name();
  }

  private static Optional<String> oldVersion(Site site, Expression value) {
    if (value instanceof Expression.Attribute attribute && OLD_TLS.contains(attribute.attr())) {
      return Optional.of(attribute.attr());
    }
    return site.candidates(value).stream()
        .map(name -> name.substring(name.lastIndexOf('.') + 1))
        .filter(OLD_TLS::contains)
        .findFirst();
  }

  /** A protocol version that is the default of a parameter. */
  static void tlsDefault(Site site, Parameter parameter) {
    parameter
        .defaultValue()
        .flatMap(value -> oldVersion(site, value))
        .ifPresent(old -> site.report("PYA503", parameter).detail(old).add());
  }

  /** {@code urlopen} and its relatives. */
  static void urlOpen(CallSite call, Rule rule) {
    Site site = call.site();
    Optional<Expression> url = call.argument(0, "url");
    Site.Report report = site.report(rule, call.call()).name(call.name());
    if (url.isPresent()) {
      Optional<String> scheme = scheme(site, url.get());
      if (scheme.isPresent() && scheme.get().toLowerCase(Locale.ROOT).startsWith("http")) {
        report.grades(Grade.LOW, Grade.LOW).detail(", though here the scheme is constant");
      } else {
        report.detail(", and the URL is " + site.describe(url.get()));
        if (site.origin(url.get()) == Origin.INPUT) {
          report.value(url.get());
        }
      }
    }
    report.add();
  }

  /** The beginning of a URL, if it is constant. */
  private static Optional<String> scheme(Site site, Expression url) {
    Expression first = url;
    for (int i = 0; i < 20; i++) {
      Optional<String> text = site.text(first);
      if (text.isPresent()) {
        return text;
      }
      if (first instanceof Expression.JoinedStr joined && !joined.values().isEmpty()) {
        first = joined.values().get(0);
      } else if (first instanceof Expression.BinOp sum) {
        first = sum.operands().get(0);
      } else if (first instanceof Expression.FormattedValue field) {
        first = field.value();
      } else if (first instanceof Expression.Call call
          && call.func() instanceof Expression.Attribute format
          && format.attr().equals("format")) {
        first = format.value();
      } else if (first instanceof Expression.Call call
          && site.candidates(call.func()).contains("urllib.request.Request")
          && !call.args().isEmpty()) {
        first = call.args().get(0);
      } else {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** Host key policies of paramiko. */
  static void sshHostKey(CallSite call, Rule rule) {
    Site site = call.site();
    Optional<Expression> policy = call.argument(0, "policy");
    if (policy.isEmpty()) {
      return;
    }
    for (String name : site.candidates(policy.get())) {
      String last = name.replace("()", "");
      last = last.substring(last.lastIndexOf('.') + 1);
      if (TRUSTING.contains(last)) {
        site.report(rule, call.call()).detail(last).add();
        return;
      }
    }
  }

  /** Commands for another host. */
  static void remoteCommand(CallSite call, Rule rule) {
    Optional<Expression> command = call.argument(0, "command");
    Site.Report report = call.site().report(rule, call.call());
    report.detail(command.map(call.site()::describe).orElse("a command"));
    command.ifPresent(report::value);
    report.add();
  }

  /** SNMP before version 3, or without keys. */
  static void snmp(CallSite call) {
    if (call.name().endsWith(".CommunityData")) {
      Optional<Long> model = call.keyword("mpModel").flatMap(call.site()::number);
      if (model.isPresent() && model.get() <= 1) {
        call.site()
            .report("PYA508", call.call())
            .name("CommunityData")
            .detail("mpModel=" + model.get())
            .add();
      }
    } else if (call.args().size() < 3 && call.keyword("privKey").isEmpty() && !call.hasMapping()) {
      call.site().report("PYA509", call.call()).name("UsmUserData").add();
    }
  }

  /** A text that is the address of all interfaces. */
  static void allInterfaces(Site site, Expression.Constant text) {
    if (isAll(text)) {
      Site.Report report = site.report("PYA104", text).detail(Site.quote(text.value()));
      if (site.isCompared(text) || !site.isListening(text)) {
        report.grades(Grade.LOW, Grade.LOW);
      }
      report.add();
    }
  }

  /** Notes a value that is named as an address: a variable, a parameter, an entry, an argument. */
  static void named(Site site, String name, Expression value) {
    if (isAll(value) && isAddressName(name)) {
      site.listening(value);
    }
  }

  /** Notes the arguments of a call that listens, or whose other arguments speak of an address. */
  static void arguments(Site site, Expression.Call call, String lastName) {
    if (call.args().stream().noneMatch(NetworkChecks::isAll)
        && call.keywords().stream().noneMatch(keyword -> isAll(keyword.value()))) {
      return;
    }
    boolean speaks = LISTENERS.contains(lastName);
    for (Expression argument : call.args()) {
      speaks |=
          Site.isConstant(argument, Kind.STR)
              && isAddressName(((Expression.Constant) argument).value());
    }
    for (Expression argument : call.args()) {
      if (speaks) {
        site.listening(argument);
      }
      if (speaks && argument instanceof Expression.TupleExpr tuple) {
        site.listening(tuple.elts().get(0));
      }
    }
    for (Keyword keyword : call.keywords()) {
      if (speaks || isAddressName(keyword.name().orElse(""))) {
        site.listening(keyword.value());
      }
    }
  }

  /** Is this the address of all interfaces, or a tuple that begins with it? */
  private static boolean isAll(Expression value) {
    if (value instanceof Expression.TupleExpr tuple && !tuple.elts().isEmpty()) {
      return isAll(tuple.elts().get(0));
    }
    return value instanceof Expression.Constant constant
        && constant.kind() == Kind.STR
        && constant.value().equals("0.0.0.0");
  }

  private static boolean isAddressName(String name) {
    if (name.length() > 100) {
      return false;
    }
    String lower = name.toLowerCase(Locale.ROOT);
    return ADDRESS_WORDS.stream().anyMatch(lower::contains);
  }

  /** {@code bind(("", port))} and {@code host="::"}. */
  static void bind(CallSite call, Rule rule) {
    Optional<Expression> address = call.argument(0, "address");
    if (address.isPresent()
        && address.get() instanceof Expression.TupleExpr tuple
        && tuple.elts().size() >= 2) {
      Node host = tuple.elts().get(0);
      Optional<String> text = call.site().text(tuple.elts().get(0));
      if (text.isPresent() && (text.get().isEmpty() || text.get().equals("::"))) {
        call.site().report(rule, host).detail(Site.quote(text.get())).add();
      }
    }
  }
}
