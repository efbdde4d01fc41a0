package io.github.pysecaudit.facts.deploy;

import io.github.pysecaudit.facts.yaml.Yaml;
import io.github.pysecaudit.facts.yaml.YamlFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which rights do the workloads, roles and bindings of Kubernetes manifests have? What a container
 * says wins over what its pod says.
 */
public final class KubernetesReader {
  private static final Set<String> WORKLOADS =
      Set.of(
          "Pod",
          "Deployment",
          "StatefulSet",
          "DaemonSet",
          "ReplicaSet",
          "ReplicationController",
          "Job",
          "CronJob",
          "PodTemplate",
          "Service",
          "DeploymentConfig",
          "Rollout",
          "SparkJob",
          "CloneSet",
          "Configuration");
  private static final List<String> CONTAINERS =
      List.of("containers", "initContainers", "ephemeralContainers");
  private static final int MAX_OBJECTS = 5_000;

  private KubernetesReader() {}

  /** Whether one of the documents is a Kubernetes object. */
  public static boolean reads(YamlFile file) {
    return file.documents().stream().anyMatch(KubernetesReader::isObject);
  }

  private static boolean isObject(Yaml document) {
    return document.stringAt("apiVersion").isPresent() && document.stringAt("kind").isPresent();
  }

  /** What all documents of a file say. */
  public static List<Observation> read(YamlFile file) {
    Observations found = new Observations(file.path());
    List<Yaml> objects = new ArrayList<>();
    for (Yaml document : file.documents()) {
      collect(document, objects, 0);
    }
    objects.forEach(object -> object(found, file.path(), object));
    return found.list();
  }

  private static void collect(Yaml document, List<Yaml> objects, int depth) {
    if (objects.size() >= MAX_OBJECTS || depth > 4 || !isObject(document)) {
      return;
    }
    if (document.stringAt("kind").orElse("").endsWith("List")) {
      document
          .at("items")
          .map(Yaml::items)
          .orElse(List.of())
          .forEach(item -> collect(item, objects, depth + 1));
    } else {
      objects.add(document);
    }
  }

  private static void object(Observations found, String path, Yaml object) {
    String kind = object.stringAt("kind").orElse("");
    String name = object.stringAt("metadata", "name").orElse("unnamed");
    String title = kind + " " + name;
    switch (kind) {
      case "Role", "ClusterRole" -> role(found, path + "#" + title, title, object);
      case "RoleBinding", "ClusterRoleBinding" -> binding(found, path + "#" + title, title, object);
      case "ServiceAccount" -> {
        if (!name.equals("default")) {
          found.good(
              Privilege.ACCOUNT,
              object.line(),
              path + "#" + title,
              "The manifest creates the service account " + name + ".");
        }
      }
      default -> {
        if (WORKLOADS.contains(kind)) {
          podSpec(kind, object).ifPresent(spec -> pod(found, path + "#" + title, title, spec));
        }
      }
    }
  }

  private static Optional<Yaml> podSpec(String kind, Yaml object) {
    return switch (kind) {
      case "Pod" -> object.at("spec");
      case "CronJob" -> object.at("spec", "jobTemplate", "spec", "template", "spec");
      case "PodTemplate" -> object.at("template", "spec");
      default -> object.at("spec", "template", "spec");
    };
  }

  private static void pod(Observations found, String subject, String title, Yaml spec) {
    boolean whole =
        CONTAINERS.stream()
            .flatMap(key -> spec.at(key).map(Yaml::items).orElse(List.of()).stream())
            .anyMatch(c -> c.at("image").isPresent());
    if (whole) {
      found.service(spec.line(), subject, title + " is deployed.");
    }
    for (String key : List.of("hostPID", "hostNetwork", "hostIPC")) {
      if (spec.isTrue(key)) {
        found.excessive(
            Privilege.HOST_ACCESS,
            line(spec, key),
            subject,
            title + " shares a namespace of the host (" + key + ": true).",
            "Remove " + key + ".");
      }
    }
    for (Yaml volume : spec.at("volumes").map(Yaml::items).orElse(List.of())) {
      volume.at("hostPath").ifPresent(hostPath -> hostPath(found, subject, title, hostPath));
    }
    spec.stringAt("serviceAccountName")
        .or(() -> spec.stringAt("serviceAccount"))
        .filter(a -> !a.isBlank() && !a.equals("default"))
        .ifPresent(
            account ->
                found.good(
                    Privilege.ACCOUNT,
                    line(spec, "serviceAccountName"),
                    subject,
                    title + " uses the service account " + account + "."));
    Optional<Yaml> podContext = spec.at("securityContext");
    for (String key : CONTAINERS) {
      for (Yaml container : spec.at(key).map(Yaml::items).orElse(List.of())) {
        container(found, subject, title, podContext, container);
      }
    }
  }

  private static void hostPath(Observations found, String subject, String title, Yaml hostPath) {
    String path = hostPath.stringAt("path").orElse("");
    boolean socket = path.endsWith(".sock");
    found.add(
        Privilege.HOST_ACCESS,
        socket ? Weight.ADMINISTRATIVE : Weight.EXCESSIVE,
        hostPath.line(),
        subject,
        title
            + " mounts "
            + Observations.shown(path)
            + " of the host (hostPath)."
            + (socket ? " Whoever has the engine's socket is root on the host." : ""),
        "Use a persistent volume claim, a config map or an emptyDir instead.");
  }

  private static void container(
      Observations found, String subject, String title, Optional<Yaml> pod, Yaml container) {
    String name = title + ", container " + container.stringAt("name").orElse("unnamed");
    Optional<Yaml> own = container.at("securityContext");
    boolean whole = container.at("image").isPresent();
    Yaml context = own.orElse(container);
    if (own.isPresent()) {
      privileges(found, subject, name, context);
    }
    runsAs(found, subject, name, pod, container, whole);
    Optional<Boolean> escalation =
        own.flatMap(c -> c.at("allowPrivilegeEscalation")).flatMap(Yaml::truth);
    boolean privileged = own.filter(c -> c.isTrue("privileged")).isPresent();
    if (escalation.orElse(whole && !isTemplated(own, "allowPrivilegeEscalation")) && !privileged) {
      found.excessive(
          Privilege.ESCALATION,
          own.map(c -> line(c, "allowPrivilegeEscalation")).orElse(container.line()),
          subject,
          name
              + (escalation.isPresent()
                  ? " allows privilege escalation."
                  : " does not say allowPrivilegeEscalation: false; the default allows it."),
          "Set securityContext.allowPrivilegeEscalation to false.");
    } else if (escalation.isPresent() && !escalation.get()) {
      found.good(
          Privilege.HARDENING,
          line(context, "allowPrivilegeEscalation"),
          subject,
          name + " allows no privilege escalation.");
    }
    capabilities(found, subject, name, own, container, whole && !privileged);
  }

  private static void privileges(Observations found, String subject, String name, Yaml context) {
    if (context.isTrue("privileged")) {
      found.administrative(
          Privilege.PRIVILEGED_CONTAINER,
          line(context, "privileged"),
          subject,
          name + " runs privileged.",
          "Remove privileged: true and add the one capability that is needed.");
    }
    if (context.isTrue("windowsOptions", "hostProcess")) {
      found.administrative(
          Privilege.PRIVILEGED_CONTAINER,
          line(context, "windowsOptions"),
          subject,
          name + " is a Windows host process.",
          "Remove windowsOptions.hostProcess.");
    }
    if (context.stringAt("procMount").filter(m -> m.equals("Unmasked")).isPresent()) {
      found.excessive(
          Privilege.HOST_ACCESS,
          line(context, "procMount"),
          subject,
          name + " sees an unmasked /proc.",
          "Remove procMount: Unmasked.");
    }
    if (context
        .stringAt("seccompProfile", "type")
        .filter(t -> t.equals("Unconfined"))
        .isPresent()) {
      found.excessive(
          Privilege.PRIVILEGED_CONTAINER,
          line(context, "seccompProfile"),
          subject,
          name + " switches off seccomp.",
          "Set seccompProfile.type to RuntimeDefault.");
    }
    if (context.isTrue("readOnlyRootFilesystem")) {
      found.good(
          Privilege.HARDENING,
          line(context, "readOnlyRootFilesystem"),
          subject,
          name + " has a read-only root.");
    }
  }

  /** The container's own value, else the pod's. */
  private static Optional<Yaml> setting(Optional<Yaml> pod, Yaml container, String key) {
    return container.at("securityContext", key).or(() -> pod.flatMap(p -> p.at(key)));
  }

  private static void runsAs(
      Observations found,
      String subject,
      String name,
      Optional<Yaml> pod,
      Yaml container,
      boolean whole) {
    Optional<Yaml> user = setting(pod, container, "runAsUser");
    Optional<Yaml> nonRoot = setting(pod, container, "runAsNonRoot");
    Optional<String> uid = user.flatMap(Yaml::string);
    if (uid.filter(u -> u.matches("0+")).isPresent()) {
      found.administrative(
          Privilege.ROOT_ACCOUNT,
          user.get().line(),
          subject,
          name + " runs as root (runAsUser: " + uid.get() + ").",
          "Set runAsUser to an unprivileged number and runAsNonRoot to true.");
    } else if (uid.filter(u -> u.matches("\\d+")).isPresent()) {
      found.good(
          Privilege.ACCOUNT, user.get().line(), subject, name + " runs as user " + uid.get() + ".");
    } else if (nonRoot.flatMap(Yaml::truth).orElse(false)) {
      found.good(Privilege.ACCOUNT, nonRoot.get().line(), subject, name + " must not run as root.");
    } else if (nonRoot.flatMap(Yaml::truth).isPresent()) {
      found.administrative(
          Privilege.ROOT_ACCOUNT,
          nonRoot.get().line(),
          subject,
          name + " says runAsNonRoot: false.",
          "Set runAsNonRoot to true.");
    } else if (whole && user.isEmpty() && nonRoot.isEmpty()) {
      found.add(
          Privilege.ROOT_ACCOUNT,
          Weight.ADMINISTRATIVE_DOUBT,
          container.line(),
          subject,
          name + " sets neither runAsNonRoot nor runAsUser, so it runs as whatever its image says.",
          "Set securityContext.runAsNonRoot to true.");
    } else if (whole) {
      found.add(
          Privilege.ROOT_ACCOUNT,
          Weight.ADMINISTRATIVE_DOUBT,
          user.or(() -> nonRoot).map(Yaml::line).orElse(container.line()),
          subject,
          name + " takes its account from a template value that is not known here.",
          "Give the value an unprivileged default in values.yaml.");
    }
  }

  private static void capabilities(
      Observations found,
      String subject,
      String name,
      Optional<Yaml> context,
      Yaml container,
      boolean mustDrop) {
    for (Yaml added :
        context
            .flatMap(c -> c.at("capabilities", "add"))
            .map(Yaml::itemsOrSelf)
            .orElse(List.of())) {
      String cap = added.string().orElse("").toUpperCase(Locale.ROOT);
      boolean whole = cap.equals("ALL") || cap.endsWith("SYS_ADMIN");
      if (!cap.endsWith("NET_BIND_SERVICE")) {
        found.add(
            Privilege.CAPABILITY,
            whole ? Weight.ADMINISTRATIVE : Weight.EXCESSIVE,
            added.line(),
            subject,
            name + " adds the capability " + Observations.shown(cap) + ".",
            "Remove the capability, or document in the authorizations why it is needed.");
      }
    }
    Optional<Yaml> drop = context.flatMap(c -> c.at("capabilities", "drop"));
    boolean all =
        drop.map(Yaml::itemsOrSelf).orElse(List.of()).stream()
            .anyMatch(d -> d.string().filter(s -> s.equalsIgnoreCase("ALL")).isPresent());
    if (all) {
      found.good(
          Privilege.HARDENING, drop.get().line(), subject, name + " drops all capabilities.");
    } else if (mustDrop && !isTemplated(context, "capabilities")) {
      found.excessive(
          Privilege.CAPABILITY,
          context.map(c -> line(c, "capabilities")).orElse(container.line()),
          subject,
          name + " keeps the default capabilities.",
          "Set securityContext.capabilities.drop to [ALL] and add back what is needed.");
    }
  }

  private static boolean isTemplated(Optional<Yaml> context, String key) {
    return context.filter(c -> c.at(HelmTemplate.OPEN).isPresent()).isPresent()
        || context
            .flatMap(c -> c.at(key))
            .flatMap(Yaml::string)
            .filter(s -> s.equals(HelmTemplate.OPEN))
            .isPresent();
  }

  private static void role(Observations found, String subject, String title, Yaml object) {
    for (Yaml rule : object.at("rules").map(Yaml::items).orElse(List.of())) {
      boolean verbs = hasStar(rule, "verbs");
      boolean resources = hasStar(rule, "resources");
      if (verbs && resources) {
        found.administrative(
            Privilege.CLUSTER_ROLE,
            rule.line(),
            subject,
            title + " allows every verb on every resource.",
            "List the verbs and resources that the program uses.");
      } else if (verbs || resources) {
        found.excessive(
            Privilege.CLUSTER_ROLE,
            rule.line(),
            subject,
            title + " allows every " + (verbs ? "verb" : "resource") + " (*).",
            "List the verbs and resources that the program uses.");
      }
    }
  }

  private static boolean hasStar(Yaml rule, String key) {
    return rule.at(key).map(Yaml::itemsOrSelf).orElse(List.of()).stream()
        .anyMatch(v -> v.string().filter(s -> s.equals("*")).isPresent());
  }

  private static void binding(Observations found, String subject, String title, Yaml object) {
    String role = object.stringAt("roleRef", "name").orElse("");
    if (role.equals("cluster-admin")) {
      found.administrative(
          Privilege.CLUSTER_ROLE,
          object.at("roleRef").map(Yaml::line).orElse(object.line()),
          subject,
          title + " binds cluster-admin.",
          "Bind a role that holds only what the program uses.");
    }
    for (Yaml who : object.at("subjects").map(Yaml::items).orElse(List.of())) {
      String name = who.stringAt("name").orElse("");
      if (name.equals("system:anonymous")
          || name.equals("system:unauthenticated")
          || name.equals("system:authenticated")) {
        found.excessive(
            Privilege.CLUSTER_ROLE,
            who.line(),
            subject,
            title + " binds " + role + " to " + name + ".",
            "Bind the role to one service account.");
      }
    }
  }

  private static int line(Yaml map, String key) {
    return map.entry(key).map(Yaml.Entry::line).orElse(map.line());
  }
}
