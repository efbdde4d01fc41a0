package io.github.pysecaudit.facts;

import io.github.pysecaudit.facts.text.Text;
import io.github.pysecaudit.facts.yaml.Yaml;
import io.github.pysecaudit.facts.yaml.YamlFile;
import io.github.pysecaudit.facts.yaml.YamlReader;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a {@code security-insights.yml} (OpenSSF Security Insights, version 1 or 2) says about
 * reporting.
 *
 * @param policy address of the security policy
 * @param contact mail address for reports
 * @param accepted whether reports are accepted, if it says so
 * @param design address of a design document
 * @param problem why it could not be read
 */
public record SecurityInsights(
    String path,
    Optional<SecurityTxt.Field> policy,
    Optional<SecurityTxt.Field> contact,
    Optional<Boolean> accepted,
    Optional<SecurityTxt.Field> design,
    Optional<String> problem) {

  private static final Pattern PATH =
      Pattern.compile("(?:\\.github/|\\.gitlab/)?security-insights\\.ya?ml");
  private static final List<String[]> POLICY =
      List.of(
          new String[] {"project", "vulnerability-reporting", "policy"},
          new String[] {"repository", "documentation", "security-policy"},
          new String[] {"vulnerability-reporting", "security-policy"});
  private static final List<String[]> CONTACT =
      List.of(
          new String[] {"project", "vulnerability-reporting", "contact", "email"},
          new String[] {"vulnerability-reporting", "email-contact"});
  private static final List<String[]> ACCEPTED =
      List.of(
          new String[] {"project", "vulnerability-reporting", "reports-accepted"},
          new String[] {"vulnerability-reporting", "accepts-vulnerability-reports"});
  private static final List<String[]> DESIGN =
      List.<String[]>of(new String[] {"project", "documentation", "design"});

  static boolean isInsights(String path) {
    return PATH.matcher(path.toLowerCase(Locale.ROOT)).matches();
  }

  static SecurityInsights read(Repository repository, String path) {
    Content content = repository.read(path, 1 << 20);
    Optional<String> text =
        content.isComplete() ? TextDecoder.decode(content.bytes()) : Optional.empty();
    if (text.isEmpty()) {
      return failed(path, content.problem().orElse("it is not a text"));
    }
    YamlFile file = YamlReader.read(Text.of(path, text.get()));
    if (!file.problems().isEmpty() || file.documents().isEmpty()) {
      return failed(path, file.problems().isEmpty() ? "it is empty" : file.problems().get(0));
    }
    Yaml root = file.documents().get(0);
    return new SecurityInsights(
        path,
        first(root, POLICY),
        first(root, CONTACT),
        first(root, ACCEPTED).map(f -> f.value().equalsIgnoreCase("true")),
        first(root, DESIGN),
        Optional.empty());
  }

  private static SecurityInsights failed(String path, String problem) {
    return new SecurityInsights(
        path,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(problem));
  }

  private static Optional<SecurityTxt.Field> first(Yaml root, List<String[]> paths) {
    for (String[] path : paths) {
      Optional<Yaml> found = root.at(path);
      if (found.isPresent()
          && found.get() instanceof Yaml.Scalar scalar
          && !scalar.text().isBlank()) {
        return Optional.of(new SecurityTxt.Field(scalar.text().strip(), scalar.line()));
      }
    }
    return Optional.empty();
  }
}
