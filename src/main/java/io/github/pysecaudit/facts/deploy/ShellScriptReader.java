package io.github.pysecaudit.facts.deploy;

import io.github.pysecaudit.facts.source.ShellCommand;
import io.github.pysecaudit.facts.source.ShellLexer;
import io.github.pysecaudit.facts.text.Text;
import io.github.pysecaudit.facts.text.TreePaths;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Does a shell script call for an administrator, or refuse one? */
public final class ShellScriptReader {
  private static final Set<String> ELEVATORS = Set.of("sudo", "doas", "pkexec", "gksudo", "kdesu");
  private static final Pattern IS_ROOT =
      Pattern.compile(
          "(\\$\\{?(EUID|UID)\\}?|\\$\\(\\s*(/usr/bin/)?id\\s+-u[^)]{0,20}\\)|`id\\s+-u[^`]{0,20}`)[\"']?"
              + "\\s*(-ne|-eq|-gt|!=|==?|>)\\s*[\"']?0");
  private static final Pattern WHOAMI =
      Pattern.compile(
          "(\\$\\(\\s*whoami\\s*\\)|`whoami`|\\$\\{?USER\\}?|\\$\\(\\s*id\\s+-un\\s*\\))[\"']?"
              + "\\s*(!=|==?)\\s*[\"']?root\\b");
  private static final Pattern LEAVES = Pattern.compile("\\b(exit|return|die|abort|sudo)\\b");
  private static final int REACH = 6;

  private ShellScriptReader() {}

  /** Whether a file of this name is a shell script; the first line is not asked. */
  public static boolean reads(String path) {
    String name = TreePaths.name(path).toLowerCase(Locale.ROOT);
    return name.endsWith(".sh")
        || name.endsWith(".bash")
        || name.endsWith(".zsh")
        || name.endsWith(".ksh")
        || name.equals("postinst")
        || name.equals("preinst")
        || name.equals("prerm")
        || name.equals("postrm");
  }

  /** What the script says. */
  public static List<Observation> read(Text script) {
    Observations found = new Observations(script.path());
    String subject = script.path();
    for (ShellCommand command : ShellLexer.commands(script.content(), 1)) {
      command(found, command, subject);
    }
    questions(found, script, subject);
    return found.list();
  }

  private static void command(Observations found, ShellCommand command, String subject) {
    List<String> words = command.program();
    if (words.isEmpty()) {
      return;
    }
    String program = TreePaths.name(words.get(0));
    String shown = Observations.shown(String.join(" ", words));
    if (ELEVATORS.contains(program) && words.size() > 1 && !words.get(1).equals("--version")) {
      found.administrative(
          Privilege.SUDO,
          command.line(),
          subject,
          "The script calls " + program + ": " + shown,
          "Do what needs an administrator in the package or unit file, and let the script run as"
              + " the user.");
    } else if (program.equals("su") && words.size() > 1 && !dropsTo(words)) {
      found.administrative(
          Privilege.SUDO,
          command.line(),
          subject,
          "The script becomes root: " + shown,
          "Let the script run as the user.");
    } else if (program.equals("setcap")) {
      found.excessive(
          Privilege.CAPABILITY,
          command.line(),
          subject,
          "The script gives a file capabilities: " + shown,
          "Grant the capability in the unit file of the service, and document it.");
    } else if (program.equals("chmod") && words.size() > 2 && isSetId(words)) {
      found.excessive(
          Privilege.SETUID_FILE,
          command.line(),
          subject,
          "The script makes a file set-id: " + shown,
          "Remove the set-id bit; let the part that needs the right be its own service.");
    } else if (words.contains("--uac-admin")) {
      found.administrative(
          Privilege.ELEVATION,
          command.line(),
          subject,
          "The packaged program asks for an administrator (--uac-admin).",
          "Remove --uac-admin and keep what needs an administrator out of the program.");
    }
  }

  private static boolean isSetId(List<String> words) {
    return words.stream()
        .skip(1)
        .filter(w -> !w.startsWith("-"))
        .limit(1)
        .anyMatch(
            m ->
                m.matches("0?[2-7][0-7]{3}") && DockerfileReader.setsId(m)
                    || m.matches("[ugoa,+=rwxXst-]*[ug+]+\\+?[rwxX]*s[rwxX]*") && m.contains("+"));
  }

  private static boolean dropsTo(List<String> words) {
    return words.stream().skip(1).anyMatch(w -> w.matches("[a-z][a-z0-9_-]*") && !w.equals("root"));
  }

  /** A question for root, and what follows from it in the next lines. */
  private static void questions(Observations found, Text script, String subject) {
    List<String> lines = script.lines();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.length() > 2_000 || line.strip().startsWith("#")) {
        continue;
      }
      Matcher number = IS_ROOT.matcher(line);
      Matcher name = WHOAMI.matcher(line);
      boolean byNumber = number.find();
      if (!byNumber && !name.find()) {
        continue;
      }
      String operator = byNumber ? number.group(4) : name.group(2);
      boolean notRoot = operator.matches("-ne|-gt|!=|>");
      String rest = String.join("\n", lines.subList(i, Math.min(lines.size(), i + REACH)));
      int then = rest.indexOf("\nelse");
      String branch = then < 0 ? rest : rest.substring(0, then);
      int end = branch.indexOf("\nfi");
      branch = end < 0 ? branch : branch.substring(0, end);
      if (!LEAVES.matcher(branch).find()) {
        continue;
      }
      if (notRoot) {
        found.administrative(
            Privilege.ROOT_DEMAND,
            i + 1,
            subject,
            "The script demands to be root: " + Observations.shown(line),
            "Let the script run as the user, and move what needs root into the package.");
      } else {
        found.good(
            Privilege.HARDENING,
            i + 1,
            subject,
            "The script refuses to run as root: " + Observations.shown(line));
      }
    }
  }
}
