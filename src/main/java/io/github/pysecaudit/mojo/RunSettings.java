package io.github.pysecaudit.mojo;

import io.github.pysecaudit.advisory.Vulnerability.Severity;
import io.github.pysecaudit.gate.Policy.FailOn;
import io.github.pysecaudit.gate.Policy.OnDataError;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.maven.plugin.MojoExecutionException;

/**
 * The parameters of a run after validation. Two runs with equal settings on the same root share
 * their work.
 *
 * @param failOn weakest level whose violation fails the build
 * @param strict whether REVIEW counts as violated
 * @param failOnError whether what could not be evaluated fails the build
 * @param offline whether nothing is asked on the network
 * @param onDataError what missing network data does
 * @param osvUrl server of the OSV API
 * @param badgeUrl server of the badge API
 * @param badgeId id of the badge entry, if configured
 * @param minimumBadge passing, silver or gold
 * @param repositoryUrl public address of the repository, if configured
 * @param scopes Maven scopes whose dependencies are validated
 * @param excludes Ant-like patterns of files left out
 * @param formats report formats to write
 * @param severity lowest severity that fails the build by itself, NONE for never
 * @param score lowest CVSS score that does, instead
 * @param cacheDirectory where answers are kept
 * @param configuration the project's {@code audit.toml}, if given
 */
record RunSettings(
    FailOn failOn,
    boolean strict,
    boolean failOnError,
    boolean offline,
    OnDataError onDataError,
    String osvUrl,
    String badgeUrl,
    OptionalInt badgeId,
    String minimumBadge,
    Optional<String> repositoryUrl,
    Set<String> scopes,
    List<String> excludes,
    Set<String> formats,
    Severity severity,
    OptionalDouble score,
    Path cacheDirectory,
    Optional<Path> configuration) {

  static final Set<String> SCOPES =
      Set.of("compile", "runtime", "provided", "test", "system", "plugin");
  private static final Set<String> USUAL_SCOPES =
      Set.of("compile", "runtime", "provided", "test", "system");
  private static final String USUAL_OSV = "api.osv.dev";
  private static final String USUAL_BADGES = "www.bestpractices.dev";
  static final Set<String> BADGES = Set.of("passing", "silver", "gold");

  /** What every report must say, because these settings let less be looked at, or elsewhere. */
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (!excludes.isEmpty()) {
      notes.add("audit.excludes leaves out " + String.join(", ", excludes) + ".");
    }
    Set<String> missing = new TreeSet<>(USUAL_SCOPES);
    missing.removeAll(scopes);
    if (!missing.isEmpty()) {
      notes.add("audit.scopes leaves out dependencies of " + String.join(", ", missing) + ".");
    }
    elsewhere("osvUrl", osvUrl, USUAL_OSV).ifPresent(notes::add);
    elsewhere("badgeUrl", badgeUrl, USUAL_BADGES).ifPresent(notes::add);
    return notes;
  }

  private static Optional<String> elsewhere(String parameter, String url, String usual) {
    String host = String.valueOf(URI.create(url).getHost());
    return host.equalsIgnoreCase(usual)
        ? Optional.empty()
        : Optional.of("audit." + parameter + ": " + host + " was asked instead of " + usual + ".");
  }

  /** One of the values of an enum, in any case. */
  static <E extends Enum<E>> E word(String parameter, String value, Class<E> type)
      throws MojoExecutionException {
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equalsIgnoreCase(value.strip())) {
        return constant;
      }
    }
    throw unknown(
        parameter,
        value,
        Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.toSet()));
  }

  /** Words that must all be known, lower-cased. */
  static Set<String> words(String parameter, List<String> values, Set<String> known)
      throws MojoExecutionException {
    Set<String> words = new TreeSet<>();
    for (String value : values) {
      String word = value.strip().toLowerCase(Locale.ROOT);
      if (!known.contains(word)) {
        throw unknown(parameter, value, known);
      }
      words.add(word);
    }
    return words;
  }

  static MojoExecutionException unknown(String parameter, String value, Set<String> known) {
    return new MojoExecutionException(
        "audit."
            + parameter
            + ": \""
            + value
            + "\" is not known. Known values: "
            + String.join(", ", new TreeSet<>(known))
            + ".");
  }
}
