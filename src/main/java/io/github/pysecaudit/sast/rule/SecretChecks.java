package io.github.pysecaudit.sast.rule;

import io.github.pysecaudit.python.syntax.DictEntry;
import io.github.pysecaudit.python.syntax.Expression;
import io.github.pysecaudit.python.syntax.Expression.Constant.Kind;
import io.github.pysecaudit.python.syntax.Keyword;
import io.github.pysecaudit.python.syntax.Node;
import io.github.pysecaudit.python.syntax.Parameter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Passwords and other secrets in the source: PYA105 to PYA107 and PYA920. */
final class SecretChecks {
  private static final int LONGEST_NAME = 200;

  /** One segment of a name that says "secret", as in Bandit. */
  private static final Pattern SEGMENT =
      Pattern.compile("pas+wo?r?d|pass|passphrase|pwd|token|secrete?");

  private static final Set<String> PLACEHOLDERS =
      Set.of("none", "null", "true", "false", "changeme", "xxx", "***", "...", "-", "?");

  private SecretChecks() {}

  /** Does this name say that its value is a secret? */
  static boolean isSecretName(String name) {
    if (name.length() > LONGEST_NAME) {
      return false;
    }
    for (String segment : name.toLowerCase(Locale.ROOT).split("_")) {
      if (SEGMENT.matcher(segment).matches()) {
        return true;
      }
    }
    return false;
  }

  /** {@code password = "…"}, {@code self.password = "…"}, {@code d["password"] = "…"}. */
  static void assigned(Site site, Expression target, Expression value) {
    if (isText(value)) {
      String name = nameOf(site, target);
      secret(site, "PYA105", name, value, value);
    }
  }

  /** {@code password == "…"}. */
  static void compared(Site site, Expression.Compare compare) {
    if (compare.comparators().size() == 1 && isText(compare.comparators().get(0))) {
      Expression.Compare.Kind op = compare.ops().get(0);
      if (op == Expression.Compare.Kind.EQ || op == Expression.Compare.Kind.NOT_EQ) {
        Expression value = compare.comparators().get(0);
        secret(site, "PYA105", nameOf(site, compare.left()), value, value);
      }
    }
  }

  /** <code>{"password": "…"}</code>. */
  static void entry(Site site, DictEntry entry) {
    if (entry.key().isPresent() && isText(entry.value())) {
      Optional<String> name = entry.key().get().stringValue();
      name.ifPresent(key -> secret(site, "PYA105", key, entry.value(), entry.key().get()));
    }
  }

  /** {@code f(password="…")}. */
  static void keyword(Site site, Keyword keyword) {
    if (keyword.name().isPresent() && isText(keyword.value())) {
      secret(site, "PYA106", keyword.name().get(), keyword.value(), keyword.value());
    }
  }

  /** {@code def f(password="…")}, for every kind of parameter and function. */
  static void parameter(Site site, Parameter parameter) {
    Optional<Expression> value = parameter.defaultValue().filter(SecretChecks::isText);
    value.ifPresent(text -> secret(site, "PYA107", parameter.name(), text, parameter));
  }

  private static boolean isText(Expression value) {
    return Site.isConstant(value, Kind.STR) || Site.isConstant(value, Kind.BYTES);
  }

  private static String nameOf(Site site, Expression target) {
    if (target instanceof Expression.Name name) {
      return name.id();
    }
    if (target instanceof Expression.Attribute attribute) {
      return attribute.attr();
    }
    if (target instanceof Expression.Subscript subscript) {
      return site.text(subscript.slice()).orElse("");
    }
    return "";
  }

  private static void secret(Site site, String rule, String name, Expression value, Node at) {
    String text = ((Expression.Constant) value).value();
    if (isSecretName(name) && isPlausible(name, text)) {
      site.report(rule, at).detail(Site.quote(name)).add();
    }
  }

  /** Could this text be a secret, and not a placeholder, a field name, a message or a template? */
  private static boolean isPlausible(String name, String text) {
    String plain = text.strip();
    if (plain.length() < 2 || plain.length() > 500 || plain.equalsIgnoreCase(name)) {
      return false;
    }
    if (PLACEHOLDERS.contains(plain.toLowerCase(Locale.ROOT))) {
      return false;
    }
    if (plain.indexOf(' ') >= 0 || plain.indexOf('\n') >= 0) {
      return false;
    }
    char first = plain.charAt(0);
    return first != '{' && first != '<' && first != '%' && first != '$' && first != '/';
  }

  /** A text in the form of a key that somebody issued. */
  static void material(Site site, Expression.Constant text) {
    kind(text.value()).ifPresent(kind -> site.report("PYA920", text).detail(kind).add());
  }

  private record Form(String prefix, int rest, String name) {}

  private static final List<Form> FORMS =
      List.of(
          new Form("AKIA", 16, "an access key of AWS"),
          new Form("ghp_", 36, "a token of GitHub"),
          new Form("gho_", 36, "a token of GitHub"),
          new Form("ghs_", 36, "a token of GitHub"),
          new Form("github_pat_", 60, "a token of GitHub"),
          new Form("glpat-", 20, "a token of GitLab"),
          new Form("xoxb-", 40, "a token of Slack"),
          new Form("xoxp-", 40, "a token of Slack"),
          new Form("sk_live_", 24, "a secret key of Stripe"),
          new Form("AIza", 35, "an API key of Google"),
          new Form("pypi-AgEI", 60, "an upload token of PyPI"));

  private static Optional<String> kind(String text) {
    if (text.length() < 20) {
      return Optional.empty();
    }
    int begin = text.indexOf("-----BEGIN ");
    if (begin >= 0) {
      int end = text.indexOf("PRIVATE KEY-----", begin);
      boolean header = end >= 0 && end - begin < 40;
      return header && text.length() - end > 100 ? Optional.of("a private key") : Optional.empty();
    }
    for (Form form : FORMS) {
      if (text.startsWith(form.prefix())
          && text.length() >= form.prefix().length() + form.rest()
          && text.length() <= 300
          && !text.contains("EXAMPLE")
          && isToken(text)) {
        return Optional.of(form.name());
      }
    }
    return Optional.empty();
  }

  private static boolean isToken(String text) {
    boolean plain =
        text.chars().allMatch(c -> c < 128 && Character.isLetterOrDigit(c) || c == '_' || c == '-');
    return plain && text.chars().distinct().count() > 10;
  }
}
