package io.github.pysecaudit.facts.deploy;

import io.github.pysecaudit.facts.source.ResourceTable;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What is known about the user of published base images, from a table with sources. */
public final class BaseImages {

  /**
   * An image that does not run as root.
   *
   * @param pattern name and tag, {@code *} for any text
   * @param user the user it sets
   * @param source where that is documented
   */
  public record Known(String pattern, String user, String source) {}

  private record Row(Pattern matcher, Known known) {}

  private final List<Row> rows;

  private BaseImages(List<Row> rows) {
    this.rows = rows;
  }

  /** Reads the table that comes with the plugin. */
  public static BaseImages load() {
    return new BaseImages(
        ResourceTable.rows(BaseImages.class, "non-root-images.tsv", 3).stream()
            .map(c -> new Row(glob(c.get(0)), new Known(c.get(0), c.get(1), c.get(2))))
            .toList());
  }

  private static Pattern glob(String pattern) {
    StringBuilder regex = new StringBuilder();
    for (String part : pattern.split("\\*", -1)) {
      if (regex.length() > 0) {
        regex.append("[^@]*");
      }
      regex.append(part.isEmpty() ? "" : Pattern.quote(part));
    }
    return Pattern.compile(pattern.startsWith("*") ? "[^@]*" + regex : regex.toString());
  }

  /** The entry for an image as written after FROM, if it is known to run as somebody else. */
  Optional<Known> nonRoot(String image) {
    String name = image.toLowerCase(Locale.ROOT);
    if (name.length() > 300) {
      return Optional.empty();
    }
    int digest = name.indexOf('@');
    String plain = (digest < 0 ? name : name.substring(0, digest));
    String official =
        plain.startsWith("docker.io/library/")
            ? plain.substring("docker.io/library/".length())
            : plain.startsWith("docker.io/") ? plain.substring("docker.io/".length()) : plain;
    String tagged =
        official.indexOf(':', official.lastIndexOf('/') + 1) < 0 ? official + ":latest" : official;
    return rows.stream()
        .filter(r -> r.matcher().matcher(tagged).matches())
        .map(Row::known)
        .findFirst();
  }
}
