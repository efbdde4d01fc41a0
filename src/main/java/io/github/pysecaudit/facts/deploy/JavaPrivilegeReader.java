package io.github.pysecaudit.facts.deploy;

import io.github.pysecaudit.facts.source.JavaLexer;
import io.github.pysecaudit.facts.source.JavaToken;
import io.github.pysecaudit.facts.text.Text;
import java.util.List;
import java.util.Set;

/** Does Java source start commands through sudo, change its user, or ask for root? */
public final class JavaPrivilegeReader {
  private static final Set<String> ELEVATORS = Set.of("sudo", "pkexec", "doas", "gksudo", "runas");
  private static final Set<String> STARTERS =
      Set.of(
          "ProcessBuilder",
          "exec",
          "of",
          "asList",
          "command",
          "add",
          "parse",
          "addArgument",
          "CommandLine");
  private static final Set<String> PROCESSES =
      Set.of("ProcessBuilder", "Runtime", "CommandLine", "Commandline", "DefaultExecutor");
  private static final Set<String> CHANGES = Set.of("setuid", "seteuid", "setreuid", "setresuid");
  private static final int REACH = 60;

  private JavaPrivilegeReader() {}

  /** What the source says; tests are not looked at. */
  public static List<Observation> read(Text source) {
    Observations found = new Observations(source.path());
    if (!source.content().contains("sudo")
        && !source.content().contains("uid")
        && !source.content().contains("pkexec")
        && !source.content().contains("doas")
        && !source.content().contains("runas")
        && !source.content().contains("root")) {
      return List.of();
    }
    List<JavaToken> tokens = JavaLexer.tokens(source.content());
    for (int i = 0; i < tokens.size(); i++) {
      JavaToken token = tokens.get(i);
      if (token.kind() == JavaToken.Kind.STRING) {
        string(found, tokens, i, source.path());
      } else if (token.kind() == JavaToken.Kind.NAME) {
        call(found, tokens, i, source.path());
      }
    }
    return found.list();
  }

  private static void string(Observations found, List<JavaToken> tokens, int i, String subject) {
    JavaToken token = tokens.get(i);
    String text = token.text();
    String first = text.split("\\s", 2)[0];
    String program = first.substring(first.lastIndexOf('/') + 1);
    if (ELEVATORS.contains(program) && isFirst(tokens, i) && starts(tokens, i)) {
      found.administrative(
          Privilege.SUDO,
          token.line(),
          subject,
          "The program starts a command through "
              + program
              + ": \""
              + Observations.shown(text)
              + "\"",
          "Run the program under an account that has the one right it needs.");
    }
    boolean asksForRoot = text.equals("root") && userName(tokens, i);
    if (asksForRoot) {
      question(found, tokens, i, !negatedBefore(tokens, i), subject);
    }
  }

  /** The first word of a command; later ones are arguments, or members of a list of names. */
  private static boolean isFirst(List<JavaToken> tokens, int i) {
    return i > 0 && (tokens.get(i - 1).is("(") || tokens.get(i - 1).is("{"));
  }

  private static boolean starts(List<JavaToken> tokens, int i) {
    String caller = caller(tokens, i);
    if (!STARTERS.contains(caller)) {
      return false;
    }
    boolean list = i > 3 && tokens.get(i - 4).named("List");
    return (!caller.equals("of") || list)
        && tokens.stream().anyMatch(t -> PROCESSES.contains(t.text()));
  }

  private static boolean userName(List<JavaToken> tokens, int i) {
    return tokens.subList(Math.max(0, i - 12), Math.min(tokens.size(), i + 12)).stream()
        .anyMatch(t -> t.kind() == JavaToken.Kind.STRING && t.text().equals("user.name"));
  }

  private static boolean negatedBefore(List<JavaToken> tokens, int i) {
    for (int t = i; t >= Math.max(0, i - 14); t--) {
      if (tokens.get(t).is("!")) {
        return true;
      }
      if (tokens.get(t).named("if") || tokens.get(t).is(";") || tokens.get(t).is("{")) {
        return false;
      }
    }
    return false;
  }

  /** The name before the bracket that is open at this token. */
  private static String caller(List<JavaToken> tokens, int i) {
    int depth = 0;
    for (int t = i - 1; t > Math.max(0, i - 40); t--) {
      JavaToken token = tokens.get(t);
      if (token.is(")")) {
        depth++;
      } else if (token.is("(") && depth-- == 0) {
        return tokens.get(t - 1).text();
      } else if (token.is("{") && t > 1 && tokens.get(t - 1).is("]")) {
        return "command";
      } else if (token.is(";")) {
        return "";
      }
    }
    return "";
  }

  private static void call(Observations found, List<JavaToken> tokens, int i, String subject) {
    if (i + 2 >= tokens.size() || !tokens.get(i + 1).is("(")) {
      return;
    }
    JavaToken token = tokens.get(i);
    boolean zero = tokens.get(i + 2).text().matches("0[lL]?") && !isDeclaration(tokens, i);
    if (CHANGES.contains(token.text()) && zero) {
      found.administrative(
          Privilege.SETUID_CALL,
          token.line(),
          subject,
          "The program makes itself root: " + token.text() + "(0).",
          "Start the program with the rights it needs and let it only give them up.");
    }
    boolean asks = token.text().equals("geteuid") || token.text().equals("getuid");
    if (asks && i + 4 < tokens.size() && tokens.get(i + 2).is(")")) {
      JavaToken operator = tokens.get(i + 3);
      boolean compares = operator.is("==") || operator.is("!=");
      if (compares && tokens.get(i + 4).text().equals("0")) {
        question(found, tokens, i + 4, operator.is("=="), subject);
      }
    }
  }

  private static boolean isDeclaration(List<JavaToken> tokens, int i) {
    return i > 0 && tokens.get(i - 1).kind() == JavaToken.Kind.NAME;
  }

  private static void question(
      Observations found, List<JavaToken> tokens, int i, boolean isRoot, String subject) {
    int depth = 0;
    boolean leaves = false;
    for (int t = i; t < Math.min(tokens.size(), i + REACH); t++) {
      JavaToken token = tokens.get(t);
      depth += token.is("{") ? 1 : token.is("}") ? -1 : 0;
      leaves |= token.named("throw") || token.named("exit");
      if (depth < 0 || (depth == 0 && token.is("}")) || (depth == 0 && token.is(";"))) {
        break;
      }
    }
    if (!leaves) {
      return;
    }
    int line = tokens.get(i).line();
    if (isRoot) {
      found.good(Privilege.HARDENING, line, subject, "The program refuses to run as root.");
    } else {
      found.administrative(
          Privilege.ROOT_DEMAND,
          line,
          subject,
          "The program demands to be root.",
          "Ask for the one right that is needed instead of the user root.");
    }
  }
}
