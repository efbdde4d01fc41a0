package io.github.pysecaudit.badge;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a repository lives, without the accidents of how that is written: scheme, user, password,
 * {@code www.}, port, query, {@code .git} and superfluous slashes are dropped.
 *
 * @param host in lower case
 * @param path owner and name, with the letter case as written, without slash at either end
 */
public record RepositoryUrl(String host, String path) {

  private static final int LONGEST = 2000;

  private static final Pattern SCM = Pattern.compile("(?i)scm[:|][a-z0-9_-]{1,20}[:|](.*)");
  private static final Pattern FETCH = Pattern.compile("\\[fetch=\\](.*?)(?:\\[push=\\].*)?");
  private static final Pattern WITH_SCHEME =
      Pattern.compile("(?i)(?:git\\+)?(?:https?|ssh|git)://(?:[^/@]*@)?([^/:@]+)(?::[0-9]*)?/(.*)");
  private static final Pattern COPY_STYLE =
      Pattern.compile("(?:[^/@:]+@)?([^/@:\\\\\\s]*\\.[^/@:\\\\\\s]+):(?!//)(.*)");
  private static final Pattern BARE = Pattern.compile("([^/@:\\\\\\s]+\\.[a-zA-Z]{2,})/(.*)");
  private static final Pattern HOST = Pattern.compile("[a-z0-9._-]+");

  /** Names under which a host also takes SSH connections. */
  private static final Map<String, String> ALIASES =
      Map.of(
          "ssh.github.com", "github.com",
          "altssh.gitlab.com", "gitlab.com",
          "altssh.bitbucket.org", "bitbucket.org");

  /** Hosts where a repository is always owner and name; what follows is a place inside it. */
  private static final Set<String> TWO_SEGMENTS =
      Set.of("github.com", "bitbucket.org", "codeberg.org");

  public RepositoryUrl {
    Objects.requireNonNull(host, "host");
    Objects.requireNonNull(path, "path");
  }

  /**
   * Reads any usual spelling: a web address, {@code git@host:owner/name}, {@code ssh://}, {@code
   * scm:git:} with a web address or SSH, {@code git+https://}, {@code host/owner/name}. Empty for
   * files, for a host without a path, and for anything else.
   */
  public static Optional<RepositoryUrl> parse(String text) {
    if (text == null || text.length() > LONGEST) {
      return Optional.empty();
    }
    String rest = text.strip();
    Matcher scm = SCM.matcher(rest);
    if (scm.matches()) {
      rest = scm.group(1);
    }
    Matcher fetch = FETCH.matcher(rest);
    if (fetch.matches()) {
      rest = fetch.group(1);
    }
    for (Pattern pattern : List.of(WITH_SCHEME, COPY_STYLE, BARE)) {
      Matcher matcher = pattern.matcher(rest);
      if (matcher.matches()) {
        return of(matcher.group(1), matcher.group(2));
      }
    }
    return Optional.empty();
  }

  private static Optional<RepositoryUrl> of(String rawHost, String rawPath) {
    String host = rawHost.toLowerCase(Locale.ROOT);
    while (host.startsWith("www.")) {
      host = host.substring(4);
    }
    host = ALIASES.getOrDefault(host, host);
    List<String> segments = segments(host, rawPath.split("[?#]", 2)[0]);
    if (segments.isEmpty() || !HOST.matcher(host).matches()) {
      return Optional.empty();
    }
    return Optional.of(new RepositoryUrl(host, String.join("/", segments)));
  }

  private static List<String> segments(String host, String path) {
    List<String> kept = new ArrayList<>();
    for (String written : path.split("/")) {
      String segment = written.strip();
      boolean last = segment.toLowerCase(Locale.ROOT).endsWith(".git") && segment.length() > 4;
      String name = last ? segment.substring(0, segment.length() - 4).strip() : segment;
      if (name.equals("-") || TWO_SEGMENTS.contains(host) && kept.size() == 2) {
        break;
      }
      if (!name.isEmpty()) {
        kept.add(name);
      }
      if (last) {
        break;
      }
    }
    return kept;
  }

  /** What two spellings of the same place have in common. */
  public String key() {
    return host + "/" + path.toLowerCase(Locale.ROOT);
  }

  /** Whether both are the same place. */
  public boolean isSameAs(RepositoryUrl other) {
    return key().equals(other.key());
  }

  /** Whether this text is a spelling of the same place. */
  public boolean isSpelled(String text) {
    return parse(text).filter(this::isSameAs).isPresent();
  }

  /** Whether the other place has the same last name but is another place, as after a move. */
  public boolean isNamesakeOf(RepositoryUrl other) {
    return !isSameAs(other) && name().equalsIgnoreCase(other.name());
  }

  /** The last name of the path. */
  public String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** The web address. */
  public String https() {
    return "https://" + host + "/" + path;
  }

  @Override
  public String toString() {
    return https();
  }
}
