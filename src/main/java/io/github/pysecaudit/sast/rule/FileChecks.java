package io.github.pysecaudit.sast.rule;

import io.github.pysecaudit.python.syntax.Expression;
import io.github.pysecaudit.python.syntax.Expression.Constant.Kind;
import io.github.pysecaudit.sast.Rule;
import io.github.pysecaudit.sast.Weakness.Grade;
import java.util.List;
import java.util.Optional;

/** Files: permissions, archives, temporary places. */
final class FileChecks {
  private static final long OTHERS_WRITE = 02;
  private static final long OPEN = OTHERS_WRITE | 020 | 010 | 01;
  private static final List<String> SHARED = List.of("/tmp", "/var/tmp", "/dev/shm");

  private FileChecks() {}

  /** {@code chmod} with a mode that is open to others. */
  static void permissions(CallSite call, Rule rule) {
    boolean method = call.args().size() == 1 && call.keyword("path").isEmpty();
    Optional<Expression> mode = call.argument(method ? 0 : 1, "mode");
    Optional<Long> bits = mode.flatMap(call.site()::number);
    if (bits.isEmpty() || (bits.get() & OPEN) == 0) {
      return;
    }
    boolean write = (bits.get() & OTHERS_WRITE) != 0;
    boolean group = (bits.get() & (OTHERS_WRITE | 020)) != 0;
    call.site()
        .report(rule, call.call())
        .name(call.name().isEmpty() ? "chmod" : call.name())
        .detail("0o" + Long.toOctalString(bits.get()))
        .grades(write ? Grade.HIGH : group ? Grade.MEDIUM : Grade.LOW, Grade.HIGH)
        .add();
  }

  /** {@code os.umask(0)}. */
  static void umask(CallSite call, Rule rule) {
    Optional<Long> mask = call.positional(0).flatMap(call.site()::number);
    if (mask.isPresent() && (mask.get() & OTHERS_WRITE) == 0) {
      call.site()
          .report(rule, call.call())
          .name(call.name())
          .detail("0o" + Long.toOctalString(mask.get()))
          .add();
    }
  }

  /** {@code extractall} of tar files. */
  static void tarExtraction(CallSite call, Rule rule) {
    Site site = call.site();
    Optional<Expression> filter = call.keyword("filter");
    if (filter.isPresent()) {
      Optional<String> text = site.text(filter.get());
      boolean trusted =
          text.isPresent() && text.get().equals("fully_trusted")
              || Site.isConstant(filter.get(), Kind.NONE);
      if (!trusted) {
        return;
      }
    }
    Optional<Expression> members = call.argument(1, "members");
    Site.Report report = site.report(rule, call.call()).name("extractall");
    if (members.isEmpty()) {
      report.detail("every entry of an archive").add();
    } else if (members.get() instanceof Expression.Call) {
      report.detail("the entries that a function lets through");
      report.grades(Grade.LOW, Grade.LOW).add();
    } else {
      report.detail("a list of entries").grades(Grade.MEDIUM, Grade.MEDIUM).add();
    }
  }

  /** {@code shutil.unpack_archive}. */
  static void unpackArchive(CallSite call, Rule rule) {
    Optional<String> filter = call.keyword("filter").flatMap(call.site()::text);
    if (filter.isEmpty() || filter.get().equals("fully_trusted")) {
      call.site().report(rule, call.call()).name(call.name()).add();
    }
  }

  /** A text that is a path everybody can write to. */
  static void temporaryPath(Site site, Expression.Constant text) {
    String path = text.value();
    if (path.isEmpty() || path.charAt(0) != '/') {
      return;
    }
    for (String folder : SHARED) {
      boolean inside = path.startsWith(folder + "/") || path.equals(folder);
      if (inside && path.indexOf('\n') < 0) {
        Site.Report report = site.report("PYA108", text).detail(Site.quote(path));
        if (site.isCompared(text)) {
          report.grades(Grade.LOW, Grade.LOW);
        }
        report.add();
        return;
      }
    }
  }
}
