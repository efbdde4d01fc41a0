package io.github.pysecaudit.sast.rule;

import io.github.pysecaudit.python.syntax.Expression;
import io.github.pysecaudit.python.syntax.Expression.Compare;
import io.github.pysecaudit.python.syntax.Node;
import io.github.pysecaudit.python.syntax.Statement;
import io.github.pysecaudit.sast.PrivilegeUse.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Notes what code does about the rights it runs with. */
final class PrivilegeObserver {
  private static final int MAX_HITS = 500;
  private static final long SET_ID_BITS = 06000;

  private static final Set<String> USER_IDS =
      Set.of("os.geteuid()", "os.getuid()", "posix.geteuid()", "posix.getuid()");
  private static final Set<String> USER_NAMES =
      Set.of(
          "getpass.getuser()", "os.getlogin()", "os.environ[]", "os.environ.get()", "os.getenv()");
  private static final Set<String> EXITS =
      Set.of("sys.exit", "exit", "quit", "os._exit", "os.abort");
  private static final Set<String> SUDO =
      Set.of("sudo", "pkexec", "su", "doas", "runas", "gksudo", "gksu", "kdesudo", "kdesu");
  private static final Set<String> PREFIXES = Set.of("env", "nohup", "exec", "nice", "time");
  private static final Set<String> ELEVATORS =
      Set.of(
          "elevate.elevate", "pyuac.runAsAdmin", "pyuac.main_requires_admin", "admin.runAsAdmin");
  private static final Set<String> SET_IDS =
      Set.of(
          "os.setuid",
          "os.seteuid",
          "os.setreuid",
          "os.setresuid",
          "os.setgid",
          "os.setegid",
          "os.setregid",
          "os.setresgid");

  /** Names of functions that run what they are given. */
  private static final Pattern RUNNERS =
      Pattern.compile("run|call|exec|popen|spawn|cmd|command|shell", Pattern.CASE_INSENSITIVE);

  private final Site site;
  private final List<PrivilegeHit> hits = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();
  private final Set<Node> judged = Collections.newSetFromMap(new IdentityHashMap<>());

  PrivilegeObserver(Site site) {
    this.site = site;
  }

  List<PrivilegeHit> hits() {
    return hits;
  }

  private void add(Kind kind, Node at, String text) {
    if (hits.size() < MAX_HITS && seen.add(kind + ":" + at.line())) {
      hits.add(new PrivilegeHit(kind, at.line(), text));
    }
  }

  /** {@code if os.geteuid() != 0: sys.exit()} and its relatives. */
  void condition(Statement.If statement) {
    Optional<RootTest> test = rootTest(statement.test());
    if (test.isEmpty()) {
      return;
    }
    boolean thenStops = stops(statement.body());
    boolean elseStops = stops(statement.orElse());
    RootTest root = test.get();
    if (thenStops) {
      add(root.whenRoot ? Kind.REFUSES_ROOT : Kind.DEMANDS_ROOT, statement, root.text);
    } else if (elseStops) {
      add(root.whenRoot ? Kind.DEMANDS_ROOT : Kind.REFUSES_ROOT, statement, root.text);
    } else {
      add(Kind.CHECKS_ROOT, statement, root.text);
    }
    judged.add(root.node);
  }

  /** {@code assert os.geteuid() == 0}. */
  void assertion(Statement.Assert statement) {
    rootTest(statement.test())
        .ifPresent(
            root -> {
              add(root.whenRoot ? Kind.DEMANDS_ROOT : Kind.REFUSES_ROOT, statement, root.text);
              judged.add(root.node);
            });
  }

  /** A comparison with root that no condition above has judged. */
  void comparison(Compare compare) {
    if (!judged.contains(compare)) {
      compare(compare).ifPresent(root -> add(Kind.CHECKS_ROOT, compare, root.text));
    }
  }

  private record RootTest(boolean whenRoot, String text, Node node) {}

  private Optional<RootTest> rootTest(Expression test) {
    if (test instanceof Expression.UnaryOp not && not.op() == Expression.UnaryOp.Kind.NOT) {
      return rootTest(not.operand())
          .map(root -> new RootTest(!root.whenRoot, "not " + root.text, root.node));
    }
    if (test instanceof Expression.BoolOp all) {
      for (Expression each : all.values()) {
        Optional<RootTest> found = rootTest(each);
        if (found.isPresent()) {
          return found;
        }
      }
      return Optional.empty();
    }
    if (test instanceof Compare compare) {
      return compare(compare);
    }
    for (String name : site.candidates(test)) {
      if (USER_IDS.contains(name)) {
        return Optional.of(new RootTest(false, name, test));
      }
      if (name.endsWith("IsUserAnAdmin()") || name.equals("pyuac.isUserAdmin()")) {
        return Optional.of(new RootTest(true, name, test));
      }
    }
    return Optional.empty();
  }

  private Optional<RootTest> compare(Compare compare) {
    if (compare.ops().size() != 1) {
      return Optional.empty();
    }
    Expression right = compare.comparators().get(0);
    Optional<RootTest> found = compare(compare, compare.left(), right);
    return found.isPresent() ? found : compare(compare, right, compare.left());
  }

  private Optional<RootTest> compare(Compare compare, Expression asked, Expression value) {
    boolean equal;
    String operator;
    switch (compare.ops().get(0)) {
      case EQ, IS, LT_E -> {
        equal = true;
        operator = "==";
      }
      case NOT_EQ, IS_NOT, GT -> {
        equal = false;
        operator = "!=";
      }
      default -> {
        return Optional.empty();
      }
    }
    boolean zero = site.number(value).equals(Optional.of(0L));
    Optional<String> text = zero ? Optional.empty() : site.text(value);
    boolean root = text.isPresent() && text.get().equals("root");
    if (!zero && !root && site.number(value).isEmpty()) {
      return Optional.empty();
    }
    for (String name : site.candidates(asked)) {
      if (zero && USER_IDS.contains(name)) {
        return Optional.of(new RootTest(equal, name + " " + operator + " 0", compare));
      }
      if (zero && name.endsWith("IsUserAnAdmin()")) {
        return Optional.of(new RootTest(!equal, name + " " + operator + " 0", compare));
      }
      if (root && USER_NAMES.contains(name)) {
        return Optional.of(new RootTest(equal, name + " " + operator + " \"root\"", compare));
      }
    }
    return Optional.empty();
  }

  /** Does the block end the program, as far as it shows? */
  private boolean stops(List<Statement> block) {
    for (Statement statement : block) {
      if (statement instanceof Statement.Raise) {
        return true;
      }
      if (statement instanceof Statement.Expr expr
          && expr.value() instanceof Expression.Call call) {
        for (String name : site.candidates(call.func())) {
          boolean parserError = name.endsWith("ArgumentParser().error") || name.endsWith(".exit");
          if (EXITS.contains(name) || parserError) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /** Calls that change rights or run something with more of them. */
  void call(CallSite call, List<String> candidates) {
    for (String name : candidates) {
      if (SET_IDS.contains(name)) {
        setId(call, name);
      } else if (ELEVATORS.contains(name)) {
        add(Kind.ELEVATE, call.call(), name + "()");
      } else if (name.equals("os.setgroups") || name.equals("os.initgroups")) {
        add(Kind.DROPS_PRIVILEGES, call.call(), name + "()");
      } else if (name.contains("ShellExecute")) {
        shellExecute(call, name);
      } else if (isCommand(name)) {
        Optional<Expression> command = call.argument(0, "args");
        boolean separate = name.startsWith("os.") || name.endsWith("create_subprocess_exec");
        if (separate && call.args().size() > 1) {
          command.flatMap(site::text).ifPresent(each -> program(each + " …", call.call()));
        } else {
          command.ifPresent(each -> command(each, call.call()));
        }
      }
    }
    runner(call);
  }

  /** A decorator may demand rights, too. */
  void decorator(Expression decorator) {
    for (String name : site.candidates(decorator)) {
      if (ELEVATORS.contains(name.replace("()", ""))) {
        add(Kind.ELEVATE, decorator, "@" + name);
      }
    }
  }

  private static boolean isCommand(String name) {
    return name.startsWith("subprocess.")
        || name.startsWith("asyncio.create_subprocess")
        || name.startsWith("os.exec")
        || name.startsWith("os.posix_spawn")
        || name.equals("os.system")
        || name.equals("os.popen")
        || name.equals("pexpect.spawn")
        || name.equals("pexpect.run")
        || name.endsWith(".exec_command");
  }

  private void setId(CallSite call, String name) {
    boolean root = call.args().stream().anyMatch(each -> site.number(each).equals(Optional.of(0L)));
    String shown =
        call.args().isEmpty()
            ? ""
            : site.number(call.args().get(0)).map(String::valueOf).orElse("…");
    String text = name + "(" + shown + ")";
    add(root ? Kind.SETUID_ROOT : Kind.DROPS_PRIVILEGES, call.call(), text);
  }

  private void shellExecute(CallSite call, String name) {
    boolean runas =
        call.args().stream().anyMatch(each -> site.text(each).equals(Optional.of("runas")))
            || call.call().keywords().stream()
                .anyMatch(each -> site.text(each.value()).equals(Optional.of("runas")));
    if (runas) {
      String last = name.substring(name.lastIndexOf('.') + 1);
      add(Kind.ELEVATE, call.call(), last + "(\"runas\")");
    }
  }

  /** {@code chmod} with a set-user-id bit, whoever it belongs to. */
  void permissions(CallSite call) {
    for (Expression argument : call.args()) {
      Optional<Long> mode = site.number(argument);
      if (mode.isPresent() && (mode.get() & SET_ID_BITS) != 0 && mode.get() < 010000) {
        String bits = "0o" + Long.toOctalString(mode.get());
        add(Kind.SETUID_BIT, call.call(), "chmod(" + bits + ")");
      }
    }
    for (Expression argument : call.args()) {
      if (argument instanceof Expression.BinOp sum) {
        for (Expression operand : sum.operands()) {
          for (String name : site.candidates(operand)) {
            if (name.equals("stat.S_ISUID") || name.equals("stat.S_ISGID")) {
              add(Kind.SETUID_BIT, call.call(), "chmod(… | " + name + ")");
            }
          }
        }
      }
    }
  }

  /** A function that runs commands by its name, and is given a list that begins like one. */
  private void runner(CallSite call) {
    List<Expression> elements =
        call.args().isEmpty() ? List.of() : ProcessChecks.elements(call.args().get(0));
    String last = call.name().substring(call.name().lastIndexOf('.') + 1);
    if (!elements.isEmpty() && last.length() < 100 && RUNNERS.matcher(last).find()) {
      words(elements, call.args().get(0) instanceof Expression.BinOp, call.call());
    }
  }

  private void command(Expression command, Node at) {
    site.names().values(command, site.scope()).forEach(each -> commandValue(each, at));
  }

  private void commandValue(Expression command, Node at) {
    List<Expression> elements = ProcessChecks.elements(command);
    if (!elements.isEmpty()) {
      words(elements, command instanceof Expression.BinOp, at);
      return;
    }
    Optional<String> text = site.text(command).or(() -> beginning(command));
    text.ifPresent(line -> line(line, at));
  }

  /** The constant beginning of a computed command line. */
  private Optional<String> beginning(Expression command) {
    if (command instanceof Expression.JoinedStr joined && !joined.values().isEmpty()) {
      return site.text(joined.values().get(0));
    }
    if (command instanceof Expression.BinOp sum) {
      return site.text(sum.operands().get(0));
    }
    if (command instanceof Expression.Call call
        && call.func() instanceof Expression.Attribute format
        && format.attr().equals("format")) {
      return site.text(format.value());
    }
    return Optional.empty();
  }

  private void words(List<Expression> elements, boolean more, Node at) {
    StringBuilder line = new StringBuilder();
    for (Expression element : elements.subList(0, Math.min(elements.size(), 20))) {
      line.append(site.text(element).filter(word -> word.indexOf(' ') < 0).orElse("…")).append(' ');
    }
    program(more ? line + "…" : line.toString(), at);
  }

  /** A line for a shell: several commands, each of which may be one with more rights. */
  private void line(String line, Node at) {
    String shown = line.length() > 2_000 ? line.substring(0, 2_000) : line;
    for (String part : shown.split("[;&|\\n]+")) {
      program(part, at);
    }
  }

  private void program(String command, Node at) {
    String[] words = command.strip().split("\\s+");
    int i = 0;
    while (i < words.length - 1 && (PREFIXES.contains(words[i]) || words[i].indexOf('=') > 0)) {
      i++;
    }
    String program = words[i].substring(words[i].lastIndexOf('/') + 1);
    String shown = String.join(" ", words);
    String text = shown.length() > 80 ? shown.substring(0, 80) + "…" : shown;
    if (SUDO.contains(program) && words.length > i + 1) {
      add(Kind.SUDO, at, text);
    } else if (program.equals("setcap") && words.length > i + 1) {
      add(Kind.CAPABILITY, at, text);
    } else if (program.equals("chmod") && words.length > i + 1 && isSetId(words, i + 1)) {
      add(Kind.SETUID_BIT, at, text);
    }
  }

  private static boolean isSetId(String[] words, int from) {
    for (int i = from; i < words.length; i++) {
      String word = words[i];
      boolean symbolic = word.matches("[ugoa]{0,4}\\+[rwxXt]{0,5}s[rwxXts]{0,5}");
      boolean octal = word.matches("0?[2467][0-7]{3}");
      if (symbolic || octal) {
        return true;
      }
    }
    return false;
  }
}
