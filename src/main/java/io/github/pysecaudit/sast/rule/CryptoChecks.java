package io.github.pysecaudit.sast.rule;

import io.github.pysecaudit.python.syntax.Expression;
import io.github.pysecaudit.sast.Rule;
import io.github.pysecaudit.sast.Weakness.Grade;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Hashes, keys, random numbers. */
final class CryptoChecks {
  private static final Set<String> WEAK = Set.of("md2", "md4", "md5", "sha", "sha1");
  private static final Set<String> WEAK_CRYPT =
      Set.of("METHOD_CRYPT", "METHOD_MD5", "METHOD_BLOWFISH");

  /** Curves of less than 224 bits, after the names in cryptography. */
  private static final Map<String, Integer> CURVES =
      Map.of(
          "SECT163K1", 163,
          "SECT163R2", 163,
          "SECP192R1", 192);

  private CryptoChecks() {}

  /** {@code hashlib.md5}, {@code hashlib.new("md5")}, {@code crypt}. */
  static void weakHash(CallSite call, Rule rule) {
    Site site = call.site();
    if (call.name().startsWith("crypt.")) {
      weakCrypt(call, rule);
      return;
    }
    if (call.isFalse("usedforsecurity")) {
      return;
    }
    String last = call.name().substring(call.name().lastIndexOf('.') + 1);
    if (last.equals("new") && call.name().startsWith("hashlib.")) {
      Optional<String> algorithm = call.argument(0, "name").flatMap(site::text);
      if (algorithm.isEmpty() || !WEAK.contains(algorithm.get().toLowerCase(Locale.ROOT))) {
        return;
      }
      last = algorithm.get();
    } else if (last.equals("new")) {
      last = call.name().substring(0, call.name().indexOf('.'));
    }
    site.report(rule, call.call()).name(call.name()).detail(last.toUpperCase(Locale.ROOT)).add();
  }

  private static void weakCrypt(CallSite call, Rule rule) {
    for (Expression argument : call.args()) {
      for (String name : call.site().candidates(argument)) {
        if (WEAK_CRYPT.contains(name.substring(name.lastIndexOf('.') + 1))) {
          call.site()
              .report(rule, call.call())
              .name(call.name())
              .detail("an old hash (" + name + ")")
              .grades(Grade.MEDIUM, Grade.HIGH)
              .add();
        }
      }
    }
  }

  /** Keys of RSA, DSA and elliptic curves. */
  static void keySize(CallSite call, Rule rule) {
    Site site = call.site();
    if (call.name().contains(".ec.")) {
      Optional<Expression> curve = call.argument(0, "curve");
      for (String name : curve.map(site::candidates).orElse(List.of())) {
        String last = name.replace("()", "");
        Integer bits = CURVES.get(last.substring(last.lastIndexOf('.') + 1));
        if (bits != null) {
          report(call, rule, bits, 160);
        }
      }
      return;
    }
    boolean generate = call.name().endsWith(".generate");
    int position = generate || call.name().contains(".dsa.") ? 0 : 1;
    Optional<Expression> size = call.argument(position, generate ? "bits" : "key_size");
    Optional<Long> bits = size.flatMap(site::number);
    if (bits.isPresent() && bits.get() < 2048 && bits.get() > 0) {
      report(call, rule, bits.get(), 1024);
    }
  }

  private static void report(CallSite call, Rule rule, long bits, int broken) {
    call.site()
        .report(rule, call.call())
        .name(call.name())
        .detail(bits + " bits")
        .grades(bits < broken ? Grade.HIGH : Grade.MEDIUM, Grade.HIGH)
        .add();
  }

  /** Predictable random numbers, more serious where a secret is made. */
  static void random(CallSite call, Rule rule) {
    Optional<String> target = call.site().target();
    Site.Report report = call.site().report(rule, call.call()).name(call.name());
    if (target.isPresent() && SecretChecks.isSecretName(target.get())) {
      report
          .grades(Grade.HIGH, Grade.MEDIUM)
          .detail(", and makes " + Site.quote(target.get()) + ", a secret by its name");
    }
    report.add();
  }
}
