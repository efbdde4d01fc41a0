package io.github.pysecaudit.facts.deploy;

import io.github.pysecaudit.facts.text.Text;
import io.github.pysecaudit.facts.text.TreePaths;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Under which account does the image of a container file run? Only the last stage counts, with the
 * stages of the same file that it is built on; what a build stage does stays in the build.
 */
public final class DockerfileReader {
  private static final Pattern NAME =
      Pattern.compile(
          "(?i)(dockerfile|containerfile)([.-][a-z0-9_.-]+)?|[a-z0-9_.-]+\\.(dockerfile|containerfile)");
  private static final Pattern BUILD_NAME =
      Pattern.compile(
          "(?i).*[._-](test|tests|testing|ci|dev|devel|develop|development|build|builder|docs?|lint|fuzz|bench|debug)([._-].*)?");
  private static final Pattern SETUID_BITS =
      Pattern.compile(
          "\\bchmod\\s+(-\\S+\\s+){0,4}(0?[2-7][0-7]{3}\\b|[ugoa]*\\+[rwxX]*s|[ug]=[rwx]*s)");
  private static final Pattern NEW_GROUP =
      Pattern.compile(
          "\\b(usermod|adduser|useradd|gpasswd|addgroup)\\b[^;&|\\n"
              + "]{0,120}\\b(sudo|wheel|docker)\\b");
  private static final Pattern DROPS =
      Pattern.compile(
          "\\b(gosu|su-exec|setpriv|runuser|chpst|s6-setuidgid|setuidgid|s6-applyuidgid)\\b");
  static final Pattern SETCAP = Pattern.compile("\\bsetcap\\s{1,5}\\S{0,200}?cap_");
  private static final Pattern STARTS_SUDO = Pattern.compile("(^|[\\s\"\\[/])sudo[\\s\",]");
  private static final Set<String> ROOTS =
      Set.of("root", "0", "containeradministrator", "administrator");

  private final BaseImages images;

  public DockerfileReader(BaseImages images) {
    this.images = images;
  }

  /** Whether a file of this name is a container file. */
  public static boolean reads(String path) {
    String name = TreePaths.name(path);
    String lower = name.toLowerCase(Locale.ROOT);
    return name.length() < 100
        && NAME.matcher(name).matches()
        && !lower.endsWith(".dockerignore")
        && !lower.endsWith(".md")
        && !lower.endsWith(".py")
        && !lower.endsWith(".java");
  }

  /** Whether the file makes an image for builds or tests, as its name or folder says. */
  static boolean isForTheBuild(String path) {
    return TreePaths.isForTheBuild(path) || BUILD_NAME.matcher(TreePaths.name(path)).matches();
  }

  /** One stage, evaluated as far as its own instructions go. */
  private static final class Stage {
    private final String image;
    private final Optional<Integer> base;
    private final int line;
    private final Map<String, String> variables = new HashMap<>();
    private final List<DockerInstruction> triggers = new ArrayList<>();
    private final List<DockerInstruction> runs = new ArrayList<>();
    private Optional<DockerInstruction> user = Optional.empty();
    private Optional<String> account = Optional.empty();
    private Optional<DockerInstruction> start = Optional.empty();

    Stage(String image, Optional<Integer> base, int line) {
      this.image = image;
      this.base = base;
      this.line = line;
    }
  }

  /**
   * Reads a container file.
   *
   * @param startScript the texts of the scripts that ENTRYPOINT or CMD name, joined; they may drop
   *     root on their own
   */
  public List<Observation> read(Text text, String startScript) {
    Observations found = new Observations(text.path());
    List<Stage> stages = stages(DockerfileParser.parse(text.lines()));
    if (stages.isEmpty()) {
      return List.of();
    }
    List<Stage> chain = chain(stages);
    Stage last = chain.get(0);
    String subject = text.path();
    found.service(last.line, subject, "The container image of " + text.path() + " is deployed.");
    account(found, chain, subject, startScript);
    for (Stage stage : chain) {
      stage.runs.forEach(run -> run(found, run, subject));
    }
    start(chain)
        .filter(s -> STARTS_SUDO.matcher(s.arguments()).find())
        .ifPresent(
            s ->
                found.administrative(
                    Privilege.SUDO,
                    s.line(),
                    subject,
                    "The container starts its program through sudo: "
                        + Observations.shown(s.name() + " " + s.arguments()),
                    "Start the program directly, as the user that the USER line names."));
    return found.list();
  }

  /** The names of scripts that the last ENTRYPOINT and CMD mention, without folders. */
  static List<String> startScripts(Text text) {
    Set<String> names = new java.util.LinkedHashSet<>();
    for (DockerInstruction i : DockerfileParser.parse(text.lines())) {
      if (i.name().equals("ENTRYPOINT") || i.name().equals("CMD")) {
        for (String word : i.arguments().split("[\\s\"',\\[\\]]+")) {
          if (word.matches("[\\w./-]{1,200}")) {
            names.add(TreePaths.name(word));
          }
        }
      }
    }
    return List.copyOf(names);
  }

  private static List<Stage> stages(List<DockerInstruction> instructions) {
    Map<String, String> globals = new HashMap<>();
    Map<String, Integer> names = new HashMap<>();
    List<Stage> stages = new ArrayList<>();
    for (DockerInstruction instruction : instructions) {
      if (instruction.name().equals("FROM")) {
        from(instruction, globals, names, stages);
      } else if (stages.isEmpty()) {
        if (instruction.name().equals("ARG")) {
          assignments(instruction.arguments(), globals, globals);
        }
      } else {
        apply(stages.get(stages.size() - 1), instruction, globals);
      }
    }
    return stages;
  }

  private static void from(
      DockerInstruction instruction,
      Map<String, String> globals,
      Map<String, Integer> names,
      List<Stage> stages) {
    List<String> words = new ArrayList<>(List.of(instruction.arguments().split("\\s+")));
    words.removeIf(w -> w.startsWith("--"));
    String written = words.isEmpty() ? "" : words.get(0);
    String image = ShellVariables.expand(written, globals).orElse(written);
    Optional<Integer> base = Optional.ofNullable(names.get(image.toLowerCase(Locale.ROOT)));
    Stage stage = new Stage(image, base, instruction.line());
    base.map(stages::get)
        .ifPresent(
            parent -> {
              stage.variables.putAll(parent.variables);
              parent.triggers.forEach(t -> apply(stage, t, globals));
            });
    stages.add(stage);
    names.put(Integer.toString(stages.size() - 1), stages.size() - 1);
    if (words.size() >= 3 && words.get(1).equalsIgnoreCase("as")) {
      names.put(words.get(2).toLowerCase(Locale.ROOT), stages.size() - 1);
    }
  }

  private static void apply(Stage stage, DockerInstruction i, Map<String, String> globals) {
    switch (i.name()) {
      case "ARG" -> {
        for (String word : i.arguments().split("\\s+")) {
          if (!word.contains("=") && globals.containsKey(word)) {
            stage.variables.putIfAbsent(word, globals.get(word));
          }
        }
        assignments(i.arguments(), stage.variables, stage.variables);
      }
      case "ENV" -> assignments(i.arguments(), stage.variables, stage.variables);
      case "USER" -> {
        stage.user = Optional.of(i);
        stage.account = ShellVariables.expand(unquoted(i.arguments()), stage.variables);
      }
      case "RUN" -> stage.runs.add(i);
      case "ENTRYPOINT" -> stage.start = Optional.of(i);
      case "CMD" -> stage.start = stage.start.or(() -> Optional.of(i));
      case "ONBUILD" -> {
        String[] parts = i.arguments().split("\\s+", 2);
        stage.triggers.add(
            new DockerInstruction(
                parts[0].toUpperCase(Locale.ROOT), parts.length > 1 ? parts[1] : "", i.line()));
      }
      default -> {
        // nothing that changes the user
      }
    }
  }

  private static void assignments(
      String arguments, Map<String, String> known, Map<String, String> into) {
    String[] words = arguments.split("\\s+");
    if (words.length == 2 && !words[0].contains("=")) {
      ShellVariables.expand(unquoted(words[1]), known).ifPresent(v -> into.put(words[0], v));
      return;
    }
    for (String word : words) {
      int equals = word.indexOf('=');
      if (equals > 0) {
        ShellVariables.expand(unquoted(word.substring(equals + 1)), known)
            .ifPresent(v -> into.put(word.substring(0, equals), v));
      }
    }
  }

  private static String unquoted(String value) {
    String v = value.strip();
    boolean quoted =
        v.length() >= 2
            && (v.charAt(0) == '"' || v.charAt(0) == '\'')
            && v.charAt(v.length() - 1) == v.charAt(0);
    return quoted ? v.substring(1, v.length() - 1) : v;
  }

  /** The last stage, then the stages of the file it is built on, nearest first. */
  private static List<Stage> chain(List<Stage> stages) {
    List<Stage> chain = new ArrayList<>();
    Set<Integer> seen = new HashSet<>();
    Optional<Integer> at = Optional.of(stages.size() - 1);
    while (at.isPresent() && seen.add(at.get())) {
      Stage stage = stages.get(at.get());
      chain.add(stage);
      at = stage.base;
    }
    return chain;
  }

  private static Optional<DockerInstruction> start(List<Stage> chain) {
    return chain.stream().flatMap(s -> s.start.stream()).findFirst();
  }

  private void account(Observations found, List<Stage> chain, String subject, String startScript) {
    Optional<Stage> setter = chain.stream().filter(s -> s.user.isPresent()).findFirst();
    boolean drops =
        DROPS.matcher(startScript).find()
            || start(chain).filter(s -> DROPS.matcher(s.arguments()).find()).isPresent();
    if (setter.isPresent()) {
      DockerInstruction user = setter.get().user.orElseThrow();
      named(found, user, setter.get().account, subject, drops);
      return;
    }
    Stage base = chain.get(chain.size() - 1);
    Stage last = chain.get(0);
    Optional<BaseImages.Known> known = images.nonRoot(base.image);
    if (known.isPresent()) {
      String who = known.get().user();
      found.good(
          Privilege.ACCOUNT,
          base.line,
          subject,
          "The base image " + base.image + " sets the user " + who + ".");
    } else if (drops) {
      doubt(found, last.line, subject, "The last stage has no USER line");
    } else if (base.image.contains("$")) {
      found.add(
          Privilege.ROOT_ACCOUNT,
          Weight.ADMINISTRATIVE_DOUBT,
          base.line,
          subject,
          "The last stage has no USER line, and its base image "
              + base.image
              + " is not known until it is built.",
          "Add a USER line with an unprivileged account to the last stage.");
    } else {
      found.administrative(
          Privilege.ROOT_ACCOUNT,
          last.line,
          subject,
          "The last stage (FROM "
              + last.image
              + ") has no USER line, so the container runs as"
              + " root.",
          "Create an account with useradd and add a USER line that names it to the last stage.");
    }
  }

  private static void named(
      Observations found,
      DockerInstruction user,
      Optional<String> account,
      String subject,
      boolean drops) {
    String written = Observations.shown(user.arguments());
    if (account.isEmpty()) {
      found.add(
          Privilege.ROOT_ACCOUNT,
          Weight.ADMINISTRATIVE_DOUBT,
          user.line(),
          subject,
          "USER " + written + " names an account that is not known until the image is built.",
          "Give the ARG behind it an unprivileged default.");
      return;
    }
    String name = account.get().split(":", 2)[0].strip().toLowerCase(Locale.ROOT);
    boolean root = ROOTS.contains(name) || name.isEmpty() || name.matches("0+");
    if (!root) {
      found.good(
          Privilege.ACCOUNT, user.line(), subject, "The container runs as USER " + written + ".");
      if (Accounts.isShared(name)) {
        found.add(
            Privilege.ACCOUNT,
            Weight.DOUBT,
            user.line(),
            subject,
            "USER " + written + " is an account that other services use as well.",
            "Create an account for this service alone.");
      }
    } else if (drops) {
      doubt(found, user.line(), subject, "USER " + written + " is an administrator");
    } else {
      found.administrative(
          Privilege.ROOT_ACCOUNT,
          user.line(),
          subject,
          "The container runs as an administrator: USER " + written + ".",
          "Name an unprivileged account in the last USER line of the last stage.");
    }
  }

  private static void doubt(Observations found, int line, String subject, String what) {
    found.add(
        Privilege.ROOT_ACCOUNT,
        Weight.ADMINISTRATIVE_DOUBT,
        line,
        subject,
        what + ", and a start script changes to another user; whether it always does is not seen.",
        "Set USER in the container file, or record the decision that the start script is enough.");
    found.add(
        Privilege.ACCOUNT,
        Weight.NEUTRAL,
        line,
        subject,
        "A start script changes to an account of its own.",
        "");
  }

  private static void run(Observations found, DockerInstruction run, String subject) {
    String text = run.arguments();
    if (text.contains("NOPASSWD")) {
      found.administrative(
          Privilege.SUDO,
          run.line(),
          subject,
          "The image lets an account become root without a password (NOPASSWD in sudoers).",
          "Remove sudo and the sudoers entry from the image.");
    }
    if (SETCAP.matcher(text).find()) {
      found.excessive(
          Privilege.CAPABILITY,
          run.line(),
          subject,
          "The image gives a file capabilities: " + Observations.shown(around(text, "setcap")),
          "Listen on a port above 1024 or drop the capability.");
    }
    Matcher chmod = SETUID_BITS.matcher(text);
    if (chmod.find() && setsId(chmod.group())) {
      found.excessive(
          Privilege.SETUID_FILE,
          run.line(),
          subject,
          "The image makes a file set-id: " + Observations.shown(chmod.group()),
          "Remove the set-id bit; let the process that needs the right be its own service.");
    }
    Matcher group = NEW_GROUP.matcher(text);
    if (group.find()) {
      found.excessive(
          Privilege.SUDO,
          run.line(),
          subject,
          "The image puts an account into an administrators' group: "
              + Observations.shown(group.group()),
          "Leave the account in a group of its own.");
    }
  }

  /** Four octal digits set an id only if the first has bit 2 or 4; 1777 is the sticky bit. */
  static boolean setsId(String chmod) {
    Matcher octal = Pattern.compile("\\b0?([0-7])[0-7]{3}\\b").matcher(chmod);
    return !octal.find() || (octal.group(1).charAt(0) - '0' & 6) != 0;
  }

  static String around(String text, String word) {
    int at = Math.max(0, text.indexOf(word));
    return text.substring(at, Math.min(text.length(), at + 120)).lines().findFirst().orElse("");
  }
}
