package io.github.pysecaudit.python.metadata;

import io.github.pysecaudit.python.version.Version;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands after {@code @} in a requirement, or in its place in a requirements file: a URL, a
 * repository, or a path (PEP 440, "Direct references"; pip's VCS support).
 */
final class DirectReference {
  private static final Pattern VCS =
      Pattern.compile("(?i)(git|hg|bzr|svn)\\+.*|(git|ssh)://.*", Pattern.DOTALL);
  private static final Pattern SCHEME =
      Pattern.compile("(?i)[a-z][a-z0-9+.-]{1,30}://.*|file:.*", Pattern.DOTALL);
  private static final Pattern FULL_COMMIT = Pattern.compile("(?i)[0-9a-f]{40}|[0-9a-f]{64}");
  private static final Pattern SHORT_COMMIT = Pattern.compile("(?i)[0-9a-f]{7,39}");
  private static final Pattern STRONG_HASH =
      Pattern.compile("(?i)sha256[=:][0-9a-f]{64}|sha384[=:][0-9a-f]{96}|sha512[=:][0-9a-f]{128}");
  private static final Pattern ANY_HASH =
      Pattern.compile("(?i)(md5|sha1|sha224|sha256|sha384|sha512)[=:].*");
  private static final List<String> ARCHIVES =
      List.of(
          ".whl",
          ".zip",
          ".tar.gz",
          ".tgz",
          ".tar.bz2",
          ".tbz",
          ".tar.xz",
          ".txz",
          ".tlz",
          ".tar.lz",
          ".tar.lzma",
          ".tar.zst",
          ".tar",
          ".egg");
  private static final Pattern SDIST = Pattern.compile("(?i)(.+)-([^-]+)\\.(?:tar\\.gz|zip)");

  private DirectReference() {}

  /**
   * Judges a reference.
   *
   * @param url as written
   * @param hashes values of {@code --hash} that stand beside it, as {@code sha256:...}
   */
  static PinReading read(String url, List<String> hashes) {
    if (VCS.matcher(url).matches()) {
      return ofRepository(url);
    }
    String lower = url.toLowerCase(Locale.ROOT);
    if (lower.startsWith("file:") || url.startsWith("{root") || !hasScheme(url)) {
      return ofPath(url);
    }
    return ofUrl(url, hashes);
  }

  /** Whether it is a URL; {@code C:\\x} and {@code git@host:path} are none. */
  static boolean hasScheme(String text) {
    return SCHEME.matcher(text).matches();
  }

  /** A path in the tree, or an archive that lies there. */
  static PinReading ofPath(String path) {
    String bare = withoutFragment(path);
    if (!isArchive(bare)) {
      return PinReading.of(PinReason.LOCAL_PATH, "");
    }
    return withVersion(PinReading.of(PinReason.LOCAL_ARCHIVE, ""), bare);
  }

  static boolean isArchive(String path) {
    String lower = path.toLowerCase(Locale.ROOT);
    return ARCHIVES.stream().anyMatch(lower::endsWith);
  }

  private static PinReading ofUrl(String url, List<String> hashes) {
    int hash = url.indexOf('#');
    String fragment = hash < 0 ? "" : url.substring(hash + 1);
    boolean strong = hashes.stream().anyMatch(value -> STRONG_HASH.matcher(value).matches());
    boolean weak = !hashes.isEmpty();
    for (String part : fragment.split("&")) {
      strong |= STRONG_HASH.matcher(part).matches();
      weak |= ANY_HASH.matcher(part).matches();
    }
    PinReason reason =
        strong ? PinReason.PIN_URL_HASH : weak ? PinReason.URL_WEAK_HASH : PinReason.URL_NO_HASH;
    return withVersion(PinReading.of(reason, ""), withoutFragment(url));
  }

  private static PinReading ofRepository(String url) {
    Optional<String> revision = revisionOf(withoutFragment(url));
    if (revision.isEmpty()) {
      return PinReading.of(PinReason.VCS_NO_REV, "");
    }
    String lower = url.toLowerCase(Locale.ROOT);
    boolean contentAddressed = !lower.startsWith("svn") && !lower.startsWith("bzr");
    return ofRevision(revision.get(), contentAddressed);
  }

  /**
   * Judges the revision of a repository.
   *
   * @param contentAddressed whether full ids name a content, as in git and hg
   */
  static PinReading ofRevision(String revision, boolean contentAddressed) {
    PinReason reason = PinReason.VCS_MUTABLE;
    if (contentAddressed && FULL_COMMIT.matcher(revision).matches()) {
      reason = PinReason.PIN_VCS_COMMIT;
    } else if (contentAddressed && SHORT_COMMIT.matcher(revision).matches()) {
      reason = PinReason.VCS_SHORT_COMMIT;
    }
    return PinReading.of(reason, "").at(revision);
  }

  /** What follows the last {@code @} of the path; one in front of the host is a user. */
  private static Optional<String> revisionOf(String url) {
    int authority = url.indexOf("://");
    int path = url.indexOf('/', authority < 0 ? 0 : authority + 3);
    int at = path < 0 ? -1 : url.lastIndexOf('@');
    if (at < path || at < 0 || at == url.length() - 1) {
      return Optional.empty();
    }
    return Optional.of(url.substring(at + 1));
  }

  /** The name in {@code #egg=name[extra]}, if there is one. */
  static Optional<String> eggOf(String url) {
    int hash = url.indexOf('#');
    if (hash < 0) {
      return Optional.empty();
    }
    for (String part : url.substring(hash + 1).split("&")) {
      if (part.startsWith("egg=")) {
        Matcher name = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*").matcher(part);
        return name.find(4) && name.start() == 4 ? Optional.of(name.group()) : Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static String withoutFragment(String url) {
    int hash = url.indexOf('#');
    return hash < 0 ? url : url.substring(0, hash);
  }

  private static PinReading withVersion(PinReading reading, String location) {
    return versionIn(location).map(reading::at).orElse(reading);
  }

  /** The version in the file name of a wheel or sdist. */
  static Optional<String> versionIn(String location) {
    String path =
        location.indexOf('?') < 0 ? location : location.substring(0, location.indexOf('?'));
    String file = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    if (file.length() > Version.LONGEST) {
      return Optional.empty();
    }
    String text = "";
    if (file.toLowerCase(Locale.ROOT).endsWith(".whl")) {
      String[] parts = file.split("-");
      text = parts.length == 5 || parts.length == 6 ? parts[1] : "";
    } else {
      Matcher sdist = SDIST.matcher(file);
      text = sdist.matches() ? sdist.group(2) : "";
    }
    return Version.tryParse(text.replace("%2B", "+").replace('_', '-')).map(Version::toString);
  }
}
