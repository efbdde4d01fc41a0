package io.github.pysecaudit.facts.deploy;

import java.util.List;

/** The kinds of rights that files grant, demand, refuse or hand out. */
public enum Privilege {
  /** The process runs as root, or as another administrator. */
  ROOT_ACCOUNT("an administrative account", true, "root", "administrator", "administrative"),
  /** All barriers between container and host are off. */
  PRIVILEGED_CONTAINER("a privileged container", true, "privileged"),
  /** A Linux capability beyond the default. */
  CAPABILITY("a Linux capability", true, "capabilit", "cap_", "setcap"),
  /** Namespaces, devices, sockets or folders of the host. */
  HOST_ACCESS("access to the host", true, "host", "docker.sock", "docker socket", "device"),
  /** A process may gain more rights than its parent. */
  ESCALATION("privilege escalation", false, "escalation"),
  /** A file that changes the user on execution, or that everybody may write. */
  SETUID_FILE("a set-id file", true, "setuid", "set-uid", "setgid", "set-id", "suid"),
  /** Commands run through sudo, su, pkexec or the like. */
  SUDO("sudo", true, "sudo", "root", "administrator", "pkexec", "doas"),
  /** Readers are told to install the program as an administrator. */
  SUDO_INSTALLATION("an installation by an administrator", false),
  /** The program demands to be root. */
  ROOT_DEMAND("a demand for root", true, "root", "administrator", "sudo"),
  /** The process changes its user or group. */
  SETUID_CALL("a change of user", true, "setuid", "setgid", "change of user", "root", "switches"),
  /** Windows elevation. */
  ELEVATION("Windows elevation", true, "administrator", "elevat", "uac"),
  /** Rights in a Kubernetes cluster. */
  CLUSTER_ROLE("cluster rights", true, "cluster", "rbac", "role"),
  /** The token of a CI job. */
  CI_TOKEN("a CI token", false, "token", "permissions"),
  /** Foreign code or text runs with the rights of a CI job. */
  CI_INJECTION("foreign input in CI", false, "pull_request_target"),
  /** A deployed service; whether it has an account of its own is told by {@link #ACCOUNT}. */
  SERVICE("a deployed service", false),
  /** An account of its own. */
  ACCOUNT("an account of its own", false),
  /** Something that takes rights away. */
  HARDENING("hardening", false);

  private final String words;
  private final boolean toBeDocumented;
  private final List<String> topics;

  Privilege(String words, boolean toBeDocumented, String... topics) {
    this.words = words;
    this.toBeDocumented = toBeDocumented;
    this.topics = List.of(topics);
  }

  /** The kind in words, with its article. */
  public String words() {
    return words;
  }

  /** Whether it is a right of the program, which the documentation has to outline (8.4). */
  public boolean isToBeDocumented() {
    return toBeDocumented;
  }

  /** Words in lower case of which one at least is in a text that outlines this right. */
  public List<String> topics() {
    return topics;
  }
}
