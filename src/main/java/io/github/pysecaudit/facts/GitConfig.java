package io.github.pysecaudit.facts;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The remotes of a repository, read from git's configuration file by the syntax of git-config(1).
 * Git is not executed, and included files are not followed.
 */
public final class GitConfig {
  private static final int LIMIT = 1 << 20;
  private static final Pattern SECTION =
      Pattern.compile("\\[\\s*([A-Za-z0-9.-]+)(?:\\s+\"((?:[^\"\\\\]|\\\\.)*+)\")?\\s*\\](.*)");
  private static final Pattern USER_INFO = Pattern.compile("(?s)^(.*?://)[^/]*@");

  private GitConfig() {}

  /**
   * The address of the remote {@code origin}, or of the only remote, without credentials.
   *
   * @param root a repository root, as {@link RepositoryRoot#find} gives it
   * @return empty if there is no such remote or the configuration cannot be read
   */
  public static Optional<String> remoteUrl(Path root) {
    try {
      Optional<Path> folder = dataFolder(root.resolve(".git"));
      if (folder.isEmpty()) {
        return Optional.empty();
      }
      Map<String, String> remotes = remotes(readSmall(folder.get().resolve("config")));
      Optional<String> url = Optional.ofNullable(remotes.get("origin"));
      if (url.isEmpty() && remotes.size() == 1) {
        url = remotes.values().stream().findFirst();
      }
      return url.map(GitConfig::withoutCredentials).filter(text -> !text.isBlank());
    } catch (IOException | InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** Remote names and their first address, in the order of the file. */
  static Map<String, String> remotes(String config) {
    Map<String, String> remotes = new LinkedHashMap<>();
    String remote = null;
    String text = config.startsWith("\uFEFF") ? config.substring(1) : config;
    for (String line : text.replaceAll("\\\\\r?\n", "").split("\r?\n")) {
      String rest = line.strip();
      Matcher section = SECTION.matcher(rest);
      if (section.matches()) {
        boolean isRemote = section.group(1).toLowerCase(Locale.ROOT).equals("remote");
        remote = isRemote ? section.group(2) : null;
        rest = section.group(3).strip();
      }
      int equals = rest.indexOf('=');
      if (remote != null
          && equals > 0
          && rest.substring(0, equals).strip().equalsIgnoreCase("url")) {
        remotes.putIfAbsent(remote, value(rest.substring(equals + 1)));
      }
    }
    return remotes;
  }

  /** The address without user and password; a lone user name of an ssh address is not a secret. */
  static String withoutCredentials(String url) {
    if (url.regionMatches(true, 0, "ssh://", 0, 6) || !url.contains("://")) {
      return url.replaceFirst("(?i)^(ssh://[^/@:]*):[^/]*@", "$1@");
    }
    return USER_INFO.matcher(url).replaceFirst("$1");
  }

  /** Reads a small text file of git. */
  static String readSmall(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("not a regular file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(LIMIT), StandardCharsets.UTF_8);
    }
  }

  private static Optional<Path> dataFolder(Path git) throws IOException {
    Optional<Path> own = workingData(git);
    return own.isEmpty() || own.get().equals(git) || isSubmoduleOf(git, own.get())
        ? own
        : mainOfWorkingTree(git, own.get());
  }

  /**
   * Where git keeps what belongs to this working tree alone, its index say.
   *
   * @param git the folder or file {@code .git}
   * @return empty if there is none, or if it is not that of this working tree
   */
  static Optional<Path> workingData(Path git) throws IOException {
    if (Files.isDirectory(git)) {
      return Optional.of(git);
    }
    if (!Files.isRegularFile(git, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    String pointer = readSmall(git).strip();
    if (!pointer.startsWith("gitdir:") || pointer.indexOf('\n') >= 0) {
      return Optional.empty();
    }
    Path data = git.toAbsolutePath().resolveSibling(pointer.substring("gitdir:".length()).strip());
    data = data.normalize();
    if (!Files.isRegularFile(data.resolve("HEAD"), LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    return isSubmoduleOf(git, data) || mainOfWorkingTree(git, data).isPresent()
        ? Optional.of(data)
        : Optional.empty();
  }

  /** The data of a submodule lies in the git folder of a repository around it. */
  private static boolean isSubmoduleOf(Path git, Path data) {
    Path parent = git.toAbsolutePath().normalize().getParent();
    for (parent = parent.getParent(); parent != null; parent = parent.getParent()) {
      if (data.startsWith(parent.resolve(".git").resolve("modules"))) {
        return true;
      }
    }
    return false;
  }

  /** The data of a second working tree points back to it, and on to the main repository. */
  private static Optional<Path> mainOfWorkingTree(Path git, Path data) throws IOException {
    Path back = data.resolve(readSmall(data.resolve("gitdir")).strip());
    if (!Files.exists(back) || !Files.isSameFile(back, git)) {
      return Optional.empty();
    }
    Path common = data.resolve(readSmall(data.resolve("commondir")).strip()).normalize();
    return Optional.of(common).filter(folder -> data.startsWith(folder.resolve("worktrees")));
  }

  private static String value(String written) {
    StringBuilder value = new StringBuilder();
    boolean quoted = false;
    String text = written.strip();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == '\\' && i + 1 < text.length()) {
        value.append(text.charAt(++i));
      } else if (!quoted && (c == '#' || c == ';')) {
        break;
      } else {
        value.append(c);
      }
    }
    return value.toString().strip();
  }
}
