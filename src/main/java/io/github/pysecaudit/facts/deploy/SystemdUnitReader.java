package io.github.pysecaudit.facts.deploy;

import io.github.pysecaudit.facts.text.Text;
import io.github.pysecaudit.facts.text.TreePaths;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Under which account does a systemd service run? A system unit without {@code User=} or {@code
 * DynamicUser=} runs as root; a user unit never does (systemd.exec(5)).
 */
public final class SystemdUnitReader {
  private static final Set<String> HARDENING =
      Set.of(
          "NoNewPrivileges",
          "ProtectSystem",
          "ProtectHome",
          "PrivateTmp",
          "PrivateDevices",
          "RestrictAddressFamilies",
          "SystemCallFilter",
          "ProtectKernelTunables",
          "MemoryDenyWriteExecute",
          "RestrictNamespaces",
          "LockPersonality");

  private SystemdUnitReader() {}

  /** A key of a unit file. */
  private record Setting(String section, String key, String value, int line) {}

  /** Whether a file of this name is a service, or a drop-in or template of one. */
  public static boolean reads(String path) {
    String name = TreePaths.name(path);
    return name.endsWith(".service")
        || name.endsWith(".service.in")
        || name.endsWith(".service.j2")
        || name.endsWith(".service.tmpl")
        || name.endsWith(".service.template");
  }

  /** Whether the file creates accounts for systemd-sysusers. */
  public static boolean readsAccounts(String path) {
    return path.endsWith(".sysusers")
        || (path.endsWith(".conf")
            && (path.contains("sysusers.d/") || TreePaths.name(path).startsWith("sysusers")));
  }

  /** The accounts that a sysusers.d(5) file creates. */
  public static List<Observation> readAccounts(Text text) {
    Observations found = new Observations(text.path());
    List<String> lines = text.lines();
    for (int i = 0; i < lines.size(); i++) {
      String[] words = lines.get(i).strip().split("\\s+");
      if (words.length >= 2 && words[0].matches("u!?") && !words[1].equals("root")) {
        found.good(
            Privilege.ACCOUNT,
            i + 1,
            text.path(),
            "systemd-sysusers creates the account " + Observations.shown(words[1]) + ".");
      }
    }
    return found.list();
  }

  /**
   * Reads a unit.
   *
   * @param dropIns the drop-ins of the same unit in the repository, whose settings win
   */
  public static List<Observation> read(Text unit, List<Text> dropIns) {
    List<Setting> settings = new ArrayList<>(settings(unit));
    if (settings.stream().noneMatch(s -> s.section().equals("Service"))) {
      return bus(unit, settings);
    }
    dropIns.forEach(d -> settings.addAll(settings(d)));
    Observations found = new Observations(unit.path());
    String subject = unit.path();
    int start = line(settings, "ExecStart").orElse(1);
    found.service(start, subject, "The unit " + TreePaths.name(unit.path()) + " is a service.");
    if (isUserUnit(unit.path(), settings)) {
      found.good(
          Privilege.ACCOUNT, start, subject, "The unit is a user unit and never runs as root.");
    } else {
      account(found, settings, subject, start);
    }
    rights(found, settings, subject);
    return found.list();
  }

  private static List<Observation> bus(Text unit, List<Setting> settings) {
    Observations found = new Observations(unit.path());
    settings.stream()
        .filter(s -> s.section().equals("D-BUS Service") && s.key().equals("User"))
        .filter(s -> s.value().equals("root"))
        .forEach(
            s ->
                found.administrative(
                    Privilege.ROOT_ACCOUNT,
                    s.line(),
                    unit.path(),
                    "The D-Bus service is started as root (User=root).",
                    "Name an account of its own in User=."));
    return found.list();
  }

  private static void account(
      Observations found, List<Setting> settings, String subject, int start) {
    Optional<Setting> user = last(settings, "User");
    boolean dynamic =
        last(settings, "DynamicUser")
            .filter(s -> s.value().matches("(?i)yes|true|on|1"))
            .isPresent();
    if (user.isEmpty() && dynamic) {
      found.good(
          Privilege.ACCOUNT,
          last(settings, "DynamicUser").map(Setting::line).orElse(start),
          subject,
          "The unit runs under an account made for it (DynamicUser=yes).");
    } else if (user.isEmpty()) {
      found.administrative(
          Privilege.ROOT_ACCOUNT,
          start,
          subject,
          "The system unit has neither User= nor DynamicUser=, so it runs as root.",
          "Add User= with an account of its own, or DynamicUser=yes.");
    } else if (Accounts.isRoot(user.get().value())) {
      found.administrative(
          Privilege.ROOT_ACCOUNT,
          user.get().line(),
          subject,
          "The unit runs as root (User=" + user.get().value() + ").",
          "Name an account of its own in User=, or use DynamicUser=yes.");
    } else {
      String name = Observations.shown(user.get().value());
      found.good(
          Privilege.ACCOUNT, user.get().line(), subject, "The unit runs as User=" + name + ".");
      if (Accounts.isShared(user.get().value())) {
        found.add(
            Privilege.ACCOUNT,
            Weight.DOUBT,
            user.get().line(),
            subject,
            "User=" + name + " is an account that other services use as well.",
            "Create an account for this service alone, or use DynamicUser=yes.");
      }
    }
  }

  private static void rights(Observations found, List<Setting> settings, String subject) {
    for (Setting s : settings) {
      if (!s.section().equals("Service")) {
        continue;
      }
      if (s.key().startsWith("Exec") && s.value().matches("[-@:|]*[+!].*")) {
        found.excessive(
            Privilege.ROOT_ACCOUNT,
            s.line(),
            subject,
            s.key() + "=" + Observations.shown(s.value()) + " runs with full privileges.",
            "Remove the + or ! before the command.");
      } else if (s.key().startsWith("Exec") && s.value().matches("\\S*\\bsudo\\s.*")) {
        found.administrative(
            Privilege.SUDO,
            s.line(),
            subject,
            "The unit starts its program through sudo.",
            "Start the program directly, under the account of the unit.");
      } else if (s.key().equals("AmbientCapabilities")
          && !s.value().isBlank()
          && !s.value().equals("CAP_NET_BIND_SERVICE")) {
        found.excessive(
            Privilege.CAPABILITY,
            s.line(),
            subject,
            "The unit gets capabilities: " + Observations.shown(s.value()) + ".",
            "Remove the capability, or document in the authorizations why it is needed.");
      } else if (s.key().equals("PermissionsStartOnly") && s.value().matches("(?i)yes|true|on|1")) {
        found.excessive(
            Privilege.ROOT_ACCOUNT,
            s.line(),
            subject,
            "Commands before the start run as root (PermissionsStartOnly=).",
            "Remove PermissionsStartOnly= and use StateDirectory= and the like.");
      } else if (HARDENING.contains(s.key()) && !s.value().matches("(?i)no|false|off|0|")) {
        found.good(
            Privilege.HARDENING,
            s.line(),
            subject,
            "The unit sets " + s.key() + "=" + Observations.shown(s.value()) + ".");
      }
    }
  }

  private static boolean isUserUnit(String path, List<Setting> settings) {
    return path.contains("systemd/user/")
        || path.contains("/user/")
        || path.contains(".config/systemd")
        || settings.stream()
            .anyMatch(s -> s.key().equals("WantedBy") && s.value().equals("default.target"));
  }

  private static Optional<Setting> last(List<Setting> settings, String key) {
    return settings.stream()
        .filter(s -> s.section().equals("Service") && s.key().equals(key))
        .reduce((a, b) -> b)
        .filter(s -> !s.value().isBlank());
  }

  private static Optional<Integer> line(List<Setting> settings, String key) {
    return settings.stream().filter(s -> s.key().equals(key)).map(Setting::line).findFirst();
  }

  private static List<Setting> settings(Text text) {
    List<Setting> settings = new ArrayList<>();
    String section = "";
    List<String> lines = text.lines();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      int first = i + 1;
      if (line.isEmpty() || line.startsWith("#") || line.startsWith(";")) {
        continue;
      }
      if (line.startsWith("[") && line.endsWith("]")) {
        section = line.substring(1, line.length() - 1);
        continue;
      }
      StringBuilder joined = new StringBuilder(line);
      while (joined.length() > 0
          && joined.charAt(joined.length() - 1) == '\\'
          && i + 1 < lines.size()) {
        joined.setLength(joined.length() - 1);
        joined.append(' ').append(lines.get(++i).strip());
      }
      int equals = joined.indexOf("=");
      if (equals > 0) {
        settings.add(
            new Setting(
                section,
                joined.substring(0, equals).strip(),
                joined.substring(equals + 1).strip(),
                first));
      }
    }
    return settings;
  }
}
