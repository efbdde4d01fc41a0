package io.github.pysecaudit.sast.rule;

import io.github.pysecaudit.python.syntax.Expression;
import io.github.pysecaudit.sast.Rule;
import io.github.pysecaudit.sast.Weakness.Grade;
import io.github.pysecaudit.sast.name.Origin;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Commands, shells and other programs: PYA602 to PYA607 and PYA609. */
final class ProcessChecks {
  private static final Set<String> WILDCARD_PROGRAMS = Set.of("chown", "chmod", "tar", "rsync");

  private ProcessChecks() {}

  /** Functions of {@code subprocess}, with and without a shell. */
  static void subprocess(CallSite call, Rule noShell) {
    Site site = call.site();
    Optional<Expression> command = call.argument(0, "args");
    Optional<Expression> shell = call.argument(8, "shell");
    String what = command.map(site::describe).orElse("a command");
    if (shell.isPresent() && !Site.isFalsy(shell.get())) {
      Site.Report report =
          site.report("PYA602", call.call())
              .name(call.name())
              .detail(what)
              .upTo(shell.get().line());
      command.ifPresent(report::value);
      if (!Site.isConstant(shell.get(), Expression.Constant.Kind.TRUE)) {
        report.detail(what + " perhaps");
      }
      report.add();
      wildcard(call, command);
    } else {
      Site.Report report = site.report(noShell, call.call()).name(call.name()).detail(what);
      command.ifPresent(
          value -> {
            if (isConstantCommand(site, value)) {
              report.grades(Grade.LOW, Grade.LOW);
            }
          });
      report.add();
    }
    partialPath(call, command);
  }

  private static boolean isConstantCommand(Site site, Expression command) {
    return site.origin(command) == Origin.CONSTANT;
  }

  /** Functions that always use a shell. */
  static void shell(CallSite call, Rule rule) {
    Site site = call.site();
    Optional<Expression> command = call.argument(0, "cmd");
    if (command.isEmpty() && call.call().args().isEmpty()) {
      return;
    }
    Site.Report report = site.report(rule, call.call()).name(call.name());
    report.detail(command.map(site::describe).orElse("a command"));
    command.ifPresent(report::value);
    report.add();
    partialPath(call, command);
    wildcard(call, command);
  }

  /** Functions that replace or start a process without a shell. */
  static void noShell(CallSite call, Rule rule) {
    Site site = call.site();
    boolean spawn = call.name().startsWith("os.spawn");
    Optional<Expression> program = call.positional(spawn ? 1 : 0);
    site.report(rule, call.call())
        .name(call.name())
        .detail(program.map(site::describe).orElse("a program"))
        .add();
    partialPath(call, program);
  }

  /** Any other function that is told {@code shell=True}, or something that may be true. */
  static void shellKeyword(CallSite call) {
    Optional<Expression> shell = call.keyword("shell");
    boolean partial = call.name().equals("functools.partial");
    if (partial || shell.isEmpty() || Site.isFalsy(shell.get())) {
      return;
    }
    Site.Report report = call.site().report("PYA604", call.call()).name(call.name());
    if (!(shell.get() instanceof Expression.Constant)) {
      report.low();
    }
    report.upTo(shell.get().line()).add();
  }

  private static void partialPath(CallSite call, Optional<Expression> command) {
    Optional<String> program = command.flatMap(value -> program(call.site(), value));
    if (program.isEmpty() || program.get().isBlank()) {
      return;
    }
    String path = program.get();
    char first = path.charAt(0);
    boolean drive = path.length() > 1 && path.charAt(1) == ':' && Character.isLetter(first);
    if (first != '/' && first != '\\' && first != '.' && !drive) {
      String word = path.strip().split("\\s", 2)[0];
      call.site().report("PYA607", call.call()).detail(Site.quote(word)).add();
    }
  }

  /** The first word of a command: a text, or the first element of a list. */
  static Optional<String> program(Site site, Expression command) {
    List<Expression> words = elements(command);
    return site.text(words.isEmpty() ? command : words.get(0));
  }

  static List<Expression> elements(Expression command) {
    if (command instanceof Expression.ListExpr list) {
      return list.elts();
    }
    if (command instanceof Expression.BinOp sum) {
      return elements(sum.operands().get(0));
    }
    return command instanceof Expression.TupleExpr tuple ? tuple.elts() : List.of();
  }

  private static void wildcard(CallSite call, Optional<Expression> command) {
    if (command.isEmpty()) {
      return;
    }
    StringBuilder all = new StringBuilder();
    List<Expression> words = elements(command.get());
    for (Expression word : words.isEmpty() ? List.of(command.get()) : words) {
      call.site().text(word).ifPresent(text -> all.append(text).append(' '));
    }
    String line = all.toString();
    if (line.indexOf('*') < 0) {
      return;
    }
    for (String word : line.split("\\s+")) {
      String program = word.substring(word.lastIndexOf('/') + 1);
      if (WILDCARD_PROGRAMS.contains(program)) {
        call.site().report("PYA609", call.call()).detail(Site.quote(line.strip())).add();
        return;
      }
    }
  }
}
