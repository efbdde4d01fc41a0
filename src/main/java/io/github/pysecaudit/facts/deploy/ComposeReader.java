package io.github.pysecaudit.facts.deploy;

import io.github.pysecaudit.facts.text.TextTree;
import io.github.pysecaudit.facts.text.TreePaths;
import io.github.pysecaudit.facts.yaml.Yaml;
import io.github.pysecaudit.facts.yaml.YamlFile;
import io.github.pysecaudit.facts.yaml.YamlReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Which rights beyond those of a plain container do the services of a compose file get? */
public final class ComposeReader {
  private static final Pattern NAME =
      Pattern.compile(
          "(?i)((docker|podman)-)?compose([.-][a-z0-9_.-]+)?\\.ya?ml|[a-z0-9_-]+\\.(docker-)?compose\\.ya?ml");
  private static final Pattern HOST_FOLDER =
      Pattern.compile("/|/(etc|proc|sys|dev|root|boot|var/run|run|var/lib/docker)(/.*)?");
  private static final Set<String> SOCKETS =
      Set.of("docker.sock", "containerd.sock", "podman.sock", "crio.sock");
  private static final int MAX_EXTENDS = 16;

  private final TextTree tree;

  public ComposeReader(TextTree tree) {
    this.tree = tree;
  }

  /** Whether a file of this name is a compose file. */
  public static boolean reads(String path) {
    String name = TreePaths.name(path);
    return name.length() < 100 && NAME.matcher(name).matches();
  }

  /** What was seen, and what could not be read. */
  public Reading read(String path) {
    List<String> problems = new ArrayList<>();
    YamlFile file = YamlReader.read(tree.text(path));
    problems.addAll(file.problems());
    Observations found = new Observations(path);
    for (Yaml document : file.documents()) {
      for (Yaml.Entry service : document.at("services").map(Yaml::entries).orElse(List.of())) {
        service(found, path, document, service, problems);
      }
    }
    return new Reading(found.list(), problems);
  }

  private void service(
      Observations found, String path, Yaml document, Yaml.Entry service, List<String> problems) {
    String subject = path + "#" + service.key();
    for (Yaml part : withBases(path, document, service, problems)) {
      keys(found, part, subject, service);
    }
    user(found, withBases(path, document, service, new ArrayList<>()), subject, service);
  }

  /** The service and, nearest first, those that it extends. */
  private List<Yaml> withBases(
      String path, Yaml document, Yaml.Entry service, List<String> problems) {
    List<Yaml> parts = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    String inFile = path;
    Yaml inDocument = document;
    Optional<Yaml> current = Optional.of(service.value());
    String name = service.key();
    while (current.isPresent() && parts.size() < MAX_EXTENDS) {
      if (!seen.add(inFile + "#" + name)) {
        problems.add(path + ":" + service.line() + " extends itself in a circle.");
        break;
      }
      parts.add(current.get());
      Optional<Yaml> extended = current.get().at("extends");
      if (extended.isEmpty()) {
        break;
      }
      name = extended.get().string().or(() -> extended.get().stringAt("service")).orElse("");
      Optional<String> other = extended.get().stringAt("file");
      if (other.isPresent()) {
        Optional<String> resolved =
            TreePaths.resolve(TreePaths.folder(inFile), other.get()).filter(tree::has);
        if (resolved.isEmpty()) {
          problems.add(
              path + ":" + service.line() + " extends " + other.get() + ", which is not there.");
          break;
        }
        inFile = resolved.get();
        List<Yaml> documents = YamlReader.read(tree.text(inFile)).documents();
        if (documents.isEmpty()) {
          break;
        }
        inDocument = documents.get(0);
      }
      current = inDocument.at("services", name);
    }
    return parts;
  }

  private static void user(
      Observations found, List<Yaml> parts, String subject, Yaml.Entry service) {
    Optional<Yaml> user = parts.stream().flatMap(p -> p.at("user").stream()).findFirst();
    if (user.isEmpty()) {
      return;
    }
    String written = user.get().string().orElse("");
    Optional<String> value = ShellVariables.expand(written, Map.of());
    int line = service.value().at("user").isPresent() ? user.get().line() : service.line();
    if (value.isPresent() && Accounts.isRoot(value.get())) {
      found.administrative(
          Privilege.ROOT_ACCOUNT,
          line,
          subject,
          "Service " + service.key() + " runs as root (user: " + written + ").",
          "Give the service an unprivileged user.");
    } else if (value.isPresent() && !value.get().isBlank()) {
      found.good(
          Privilege.ACCOUNT,
          line,
          subject,
          "Service " + service.key() + " runs as user " + written + ".");
    }
  }

  private static void keys(Observations found, Yaml s, String subject, Yaml.Entry service) {
    String name = "Service " + service.key();
    if (s.isTrue("privileged")) {
      found.administrative(
          Privilege.PRIVILEGED_CONTAINER,
          line(s, "privileged"),
          subject,
          name + " runs privileged.",
          "Remove privileged: true and add the one capability or device that is needed.");
    }
    for (Yaml capability : list(s, "cap_add")) {
      String cap = capability.string().orElse("");
      if (!cap.equalsIgnoreCase("NET_BIND_SERVICE")) {
        found.excessive(
            Privilege.CAPABILITY,
            capability.line(),
            subject,
            name + " adds the capability " + Observations.shown(cap) + ".",
            "Remove the capability, or document in the authorizations why it is needed.");
      }
    }
    for (String key : List.of("pid", "network_mode", "ipc", "uts", "userns_mode", "cgroup")) {
      if (s.stringAt(key).filter(v -> v.strip().equalsIgnoreCase("host")).isPresent()) {
        found.excessive(
            Privilege.HOST_ACCESS,
            line(s, key),
            subject,
            name + " shares a namespace of the host (" + key + ": host).",
            "Remove " + key + ": host and publish only the ports that are needed.");
      }
    }
    volumes(found, s, subject, name);
    for (Yaml device : list(s, "devices")) {
      found.excessive(
          Privilege.HOST_ACCESS,
          device.line(),
          subject,
          name
              + " gets a device of the host: "
              + Observations.shown(device.string().or(() -> device.stringAt("source")).orElse("")),
          "Remove the device, or document in the authorizations why it is needed.");
    }
    options(found, s, subject, name);
    for (Yaml group : list(s, "group_add")) {
      if (group.string().filter(g -> g.matches("docker|root|0|sudo|wheel")).isPresent()) {
        found.excessive(
            Privilege.HOST_ACCESS,
            group.line(),
            subject,
            name + " joins the group " + group.string().orElse("") + ".",
            "Remove the group.");
      }
    }
  }

  private static void options(Observations found, Yaml s, String subject, String name) {
    for (Yaml option : list(s, "security_opt")) {
      String text = option.string().orElse("").toLowerCase(Locale.ROOT).replace('=', ':');
      if (text.contains("unconfined") || text.equals("label:disable")) {
        found.excessive(
            Privilege.PRIVILEGED_CONTAINER,
            option.line(),
            subject,
            name + " switches off a protection: " + Observations.shown(text),
            "Remove the option, or use a profile of your own.");
      } else if (text.equals("no-new-privileges:true") || text.equals("no-new-privileges")) {
        found.good(
            Privilege.HARDENING, option.line(), subject, name + " allows no new privileges.");
      }
    }
    for (Yaml dropped : list(s, "cap_drop")) {
      if (dropped.string().filter(d -> d.equalsIgnoreCase("ALL")).isPresent()) {
        found.good(Privilege.HARDENING, dropped.line(), subject, name + " drops all capabilities.");
      }
    }
    if (s.isTrue("read_only")) {
      found.good(
          Privilege.HARDENING, line(s, "read_only"), subject, name + " has a read-only root.");
    }
    if (s.isTrue("use_api_socket")) {
      found.excessive(
          Privilege.HOST_ACCESS,
          line(s, "use_api_socket"),
          subject,
          name + " gets the socket of the container engine (use_api_socket).",
          "Remove use_api_socket: whoever has the socket is root on the host.");
    }
  }

  private static void volumes(Observations found, Yaml s, String subject, String name) {
    for (Yaml volume : list(s, "volumes")) {
      String source =
          volume.stringAt("source").orElseGet(() -> volume.string().orElse("").split(":", 2)[0]);
      String expanded = ShellVariables.expand(source, Map.of()).orElse(source);
      if (SOCKETS.stream().anyMatch(expanded::endsWith)) {
        found.administrative(
            Privilege.HOST_ACCESS,
            volume.line(),
            subject,
            name
                + " mounts the socket of the container engine ("
                + Observations.shown(expanded)
                + "); whoever has it is root on the host.",
            "Remove the mount, or put a proxy that allows only the needed calls before the"
                + " socket.");
      } else if (HOST_FOLDER.matcher(expanded).matches()
          && !expanded.equals("/etc/localtime")
          && !expanded.equals("/etc/timezone")) {
        found.excessive(
            Privilege.HOST_ACCESS,
            volume.line(),
            subject,
            name + " mounts " + Observations.shown(expanded) + " of the host.",
            "Mount a named volume, or only the one file that is needed, read-only.");
      }
    }
  }

  private static List<Yaml> list(Yaml map, String key) {
    return map.at(key).map(Yaml::itemsOrSelf).orElse(List.of());
  }

  private static int line(Yaml map, String key) {
    return map.entry(key).map(Yaml.Entry::line).orElse(map.line());
  }
}
