package io.github.pysecaudit.facts;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The documents of a repository by their role. Each is read when it is first asked for, and once.
 *
 * <p>Bounds: {@value #MOST} documents of a role; of a longer list the ones nearest to the root.
 */
public final class Documents {
  /** Most documents that are read for one role. */
  static final int MOST = 300;

  private final Repository repository;
  private final Optional<String> applicabilityDocument;
  private final Map<String, Document> read = new ConcurrentHashMap<>();

  /**
   * Documents of this repository.
   *
   * @param applicabilityDocument a further document with not-applicable statements, if one is
   *     configured
   */
  public Documents(Repository repository, Optional<String> applicabilityDocument) {
    this.repository = repository;
    this.applicabilityDocument = applicabilityDocument;
  }

  /** Reads one document; what is wrong with it is in {@link Document#problem()}. */
  public Document read(String path) {
    Document seen = read.get(path);
    if (seen == null) {
      Document fresh =
          DocumentNames.isDiagramSource(path)
              ? DiagramReader.read(repository, path)
              : DocumentReader.read(repository, path);
      seen = read.putIfAbsent(path, fresh);
      seen = seen == null ? fresh : seen;
    }
    return seen;
  }

  /** The README that a visitor sees first. */
  public Optional<Document> readme() {
    return paths(DocumentNames::isReadme).findFirst().map(this::read);
  }

  /** Security policies where forges and readers look for them, nearest to the root first. */
  public List<Document> securityPolicies() {
    return all(DocumentNames::isPolicy);
  }

  /** Paths of security policies of parts of the repository. */
  public List<String> nestedSecurityPolicies() {
    return paths(DocumentNames::isNestedPolicy).toList();
  }

  /** Architecture and design documents, decision records and diagram sources of the project. */
  public List<Document> architecture() {
    return all(DocumentNames::isArchitecture);
  }

  /** Paths of architecture documents of parts of the repository. */
  public List<String> nestedArchitecture() {
    return paths(DocumentNames::isNestedArchitecture).toList();
  }

  /** Whether a document is a decision record, by its path. */
  public boolean isDecisionRecord(Document document) {
    return DocumentNames.isDecision(document.path());
  }

  /** The project's own documentation: the root, docs folders and forge folders. */
  public List<Document> documentation() {
    return all(DocumentNames::isDocumentation);
  }

  /** The documents that not-applicable statements are read from. */
  public List<Document> applicability() {
    Set<String> paths = new LinkedHashSet<>();
    applicabilityDocument.ifPresent(paths::add);
    paths(DocumentNames::isPolicy).forEach(paths::add);
    paths(DocumentNames::isReadme).limit(1).forEach(paths::add);
    paths(DocumentNames::isArchitecture)
        .filter(path -> !DocumentNames.isDiagramSource(path))
        .forEach(paths::add);
    paths(DocumentNames::isChecklist).forEach(paths::add);
    return paths.stream().map(this::read).toList();
  }

  /** Whether this is the document that the configuration names for such statements. */
  boolean isApplicabilityDocument(Document document) {
    return applicabilityDocument.filter(document.path()::equals).isPresent();
  }

  private List<Document> all(Predicate<String> role) {
    return paths(role).map(this::read).toList();
  }

  private Stream<String> paths(Predicate<String> role) {
    return repository.files().stream()
        .map(RepositoryFile::path)
        .filter(role)
        .sorted(
            Comparator.<String>comparingLong(path -> path.chars().filter(c -> c == '/').count())
                .thenComparing(Comparator.naturalOrder()))
        .limit(MOST);
  }
}
