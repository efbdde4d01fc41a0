package io.github.pysecaudit.facts;

import io.github.pysecaudit.facts.Document.Link;
import io.github.pysecaudit.facts.Document.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Everything in the repository that may be a security policy.
 *
 * @param documents policies as documents; links to other documents of the repository are followed
 *     where a policy is nothing but the link
 * @param readmeSection what the README says under a heading on security, as a document of its own
 * @param texts every {@code security.txt}
 * @param insights a {@code security-insights.yml}
 * @param nested policies of parts of the repository
 * @param ignored policies that lie in the tree but that git ignores
 */
public record SecurityPolicies(
    List<Document> documents,
    Optional<Document> readmeSection,
    List<SecurityTxt> texts,
    Optional<SecurityInsights> insights,
    List<String> nested,
    List<String> ignored) {

  private static final Pattern SECURITY_TXT =
      Pattern.compile("(?:docs/|static/|public/|www/)?(?:\\.well-known/)?security\\.txt");
  private static final Pattern SECURITY_HEADING =
      Pattern.compile(
          "(?i).*\\b(?:security(?: policy| issues?| contact| reports?|"
              + " vulnerabilit(?:y|ies))?|vulnerabilit(?:y|ies)|responsible disclosure)\\b.*");
  private static final Pattern OTHER_HEADING =
      Pattern.compile(
          "(?i).*\\b(?:features?|scan(?:ning)?|checks?|considerations|model|design|headers?|groups?)\\b.*");

  static SecurityPolicies of(Repository repository, Documents documents) {
    List<SecurityTxt> texts =
        repository.files().stream()
            .map(RepositoryFile::path)
            .filter(path -> SECURITY_TXT.matcher(path).matches())
            .map(path -> SecurityTxt.read(repository, path))
            .toList();
    Optional<SecurityInsights> insights =
        repository.files().stream()
            .map(RepositoryFile::path)
            .filter(SecurityInsights::isInsights)
            .findFirst()
            .map(path -> SecurityInsights.read(repository, path));
    List<Document> policies = new ArrayList<>();
    for (Document policy : documents.securityPolicies()) {
      if (!isSecurityTxt(policy, texts)) {
        policies.add(followed(policy, repository, documents));
      }
    }
    return new SecurityPolicies(
        List.copyOf(policies),
        documents.readme().flatMap(SecurityPolicies::section),
        texts,
        insights,
        documents.nestedSecurityPolicies(),
        repository.leftOut().stream().map(LeftOut::path).filter(DocumentNames::isPolicy).toList());
  }

  /** A {@code security.txt} with fields is one; other text under that name is a document. */
  private static boolean isSecurityTxt(Document policy, List<SecurityTxt> texts) {
    return texts.stream()
        .anyMatch(
            text ->
                text.path().equals(policy.path())
                    && !(text.contacts().isEmpty() && text.expires().isEmpty()));
  }

  private static Document followed(Document policy, Repository repository, Documents documents) {
    if (policy.links().size() != 1 || policy.words() > 12) {
      return policy;
    }
    Optional<String> target = resolve(policy.path(), policy.links().get(0));
    return target
        .filter(path -> repository.file(path).isPresent() && DocumentNames.isDocument(path))
        .map(documents::read)
        .orElse(policy);
  }

  /** Where a relative link leads in the repository, if it is one and stays inside. */
  public static Optional<String> resolve(String from, Link link) {
    String target = link.target().replaceFirst("[#?].*$", "");
    if (target.isEmpty() || target.contains(":") || target.startsWith("//")) {
      return Optional.empty();
    }
    String folder = target.startsWith("/") ? "" : folder(from);
    List<String> parts = new ArrayList<>();
    for (String part : (folder + "/" + target).split("/")) {
      if (part.equals("..")) {
        if (parts.isEmpty()) {
          return Optional.empty();
        }
        parts.remove(parts.size() - 1);
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    return Optional.of(String.join("/", parts));
  }

  private static String folder(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  private static Optional<Document> section(Document readme) {
    return readme.sections().stream()
        .filter(section -> section.level() > 1)
        .filter(section -> SECURITY_HEADING.matcher(section.heading()).matches())
        .filter(section -> !OTHER_HEADING.matcher(section.heading()).matches())
        .findFirst()
        .map(section -> part(readme, readme.under(section)));
  }

  private static Document part(Document whole, List<Section> sections) {
    int from = sections.get(0).line();
    int next = whole.sections().indexOf(sections.get(sections.size() - 1)) + 1;
    int to = next < whole.sections().size() ? whole.sections().get(next).line() : Integer.MAX_VALUE;
    List<Link> links =
        whole.links().stream().filter(link -> link.line() >= from && link.line() < to).toList();
    return new Document(whole.path(), sections, links, Optional.empty());
  }
}
