package io.github.pysecaudit.facts.repro;

import io.github.pysecaudit.facts.source.ResourceTable;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is known about the Python build back ends, from a table with sources. */
public final class BuildBackends {

  /** Whether two builds of the same source give the same bytes. */
  public enum Reproducible {
    /** Without any setting. */
    YES,
    /** The sdist or the wheel, but not both. */
    PARTLY,
    /** Only with a setting. */
    NO
  }

  /**
   * A back end.
   *
   * @param module what {@code build-backend} begins with
   * @param name the package
   * @param byDefault without any setting
   * @param withEpoch with {@code SOURCE_DATE_EPOCH}
   * @param since the first version for which {@code byDefault} holds, if it is not all
   * @param off the flag that switches it off when false, if there is one
   * @param on the flag that switches it on when true, if there is one
   * @param note one sentence on the limits
   */
  public record Backend(
      String module,
      String name,
      Reproducible byDefault,
      Reproducible withEpoch,
      Optional<String> since,
      Optional<String> off,
      Optional<String> on,
      String note) {}

  private final List<Backend> backends;

  private BuildBackends(List<Backend> backends) {
    this.backends = backends;
  }

  /** Reads the table that comes with the plugin. */
  public static BuildBackends load() {
    return new BuildBackends(
        ResourceTable.rows(BuildBackends.class, "backends.tsv", 9).stream()
            .map(
                c ->
                    new Backend(
                        c.get(0),
                        c.get(1),
                        Reproducible.valueOf(c.get(2).toUpperCase(Locale.ROOT)),
                        Reproducible.valueOf(c.get(3).toUpperCase(Locale.ROOT)),
                        given(c.get(4)),
                        given(c.get(5)),
                        given(c.get(6)),
                        c.get(7)))
            .toList());
  }

  private static Optional<String> given(String cell) {
    return cell.equals("-") ? Optional.empty() : Optional.of(cell);
  }

  /** The back end that a {@code build-backend} names, for instance {@code hatchling.build}. */
  public Optional<Backend> of(String module) {
    String top = module.split(":", 2)[0];
    return backends.stream()
        .filter(b -> top.equals(b.module()) || top.startsWith(b.module() + "."))
        .findFirst();
  }

  /** The one version that a requirement pins, for instance that of {@code hatchling==1.26.3}. */
  public static Optional<String> pinned(Backend backend, List<String> requires) {
    Pattern pin =
        Pattern.compile(
            "(?i)^\\s*"
                + Pattern.quote(backend.name()).replace("-", "\\E[-_.]\\Q")
                + "\\s*(\\[[^\\]]*\\])?\\s*={2,3}\\s*v?([0-9][\\w.!+-]*)\\s*$");
    return requires.stream()
        .map(r -> pin.matcher(r.split(";", 2)[0]))
        .filter(Matcher::matches)
        .map(m -> m.group(2))
        .findFirst();
  }
}
