package io.github.pysecaudit.facts;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What the path of a document says about its role. Case does not matter. */
final class DocumentNames {
  private static final Set<String> EXTENSIONS =
      Set.of("md", "markdown", "mdx", "rst", "adoc", "asciidoc", "txt", "ipynb");
  private static final Set<String> DOCUMENT_FOLDERS = Set.of("docs", "doc", "documentation");
  private static final Set<String> FOREIGN_FOLDERS =
      Set.of(
          "test",
          "tests",
          "testdata",
          "test-data",
          "fixtures",
          "examples",
          "example",
          "samples",
          "vendor",
          "vendored",
          "_vendor",
          "third_party",
          "third-party",
          "src",
          "site-packages",
          "template",
          "templates");
  private static final Pattern POLICY_FOLDER =
      Pattern.compile("|\\.github|\\.gitlab|\\.forgejo|\\.gitea|docs?");
  private static final Pattern DECISION_FOLDER =
      Pattern.compile(
          "(?:.*/)?(?:adrs?|decisions|decision-records|architecture[-_]decisions|decision[-_]log)");
  private static final Pattern DECISION_FILE = Pattern.compile("(?:adr[-_ ]?)?\\d{1,5}[-_. ].*");

  private DocumentNames() {}

  static boolean isDocument(String path) {
    return EXTENSIONS.contains(DocumentReader.extension(path));
  }

  static boolean isReadme(String path) {
    return isNamed(path, "readme")
        && (folder(path).isEmpty() || POLICY_FOLDER.matcher(folder(path)).matches());
  }

  /** A security policy where a forge or a reader looks for it. */
  static boolean isPolicy(String path) {
    return isNamed(path, "security") && POLICY_FOLDER.matcher(folder(path)).matches();
  }

  /** A security policy of a part of the repository. */
  static boolean isNestedPolicy(String path) {
    return isNamed(path, "security")
        && !DocumentReader.extension(path).equals("txt")
        && !isPolicy(path)
        && !isForeign(path);
  }

  /** An architecture or design document of the project as a whole. */
  static boolean isArchitecture(String path) {
    String extension = DocumentReader.extension(path);
    boolean bare = extension.isEmpty() && folder(path).isEmpty();
    if (!isDocument(path) && !bare && !isDiagramSource(path)) {
      return false;
    }
    List<String> folders = folders(path);
    if (folders.isEmpty()) {
      return namesArchitecture(stem(path));
    }
    String top = folders.get(0);
    if (DOCUMENT_FOLDERS.contains(top) || top.equals(".github")) {
      return namesArchitecture(stem(path))
          || folders.stream().skip(1).anyMatch(DocumentNames::isArchitectureFolder)
          || isDecision(path);
    }
    return isArchitectureFolder(top) || isDecision(path) && folders.size() <= 2;
  }

  /** An architecture document that lies in a part of the repository. */
  static boolean isNestedArchitecture(String path) {
    return isDocument(path)
        && !isArchitecture(path)
        && !isForeign(path)
        && folders(path).size() <= 3
        && List.of("architecture", "design").contains(stem(path));
  }

  static boolean isDecision(String path) {
    return isDocument(path)
        && DECISION_FOLDER.matcher(folder(path)).matches()
        && DECISION_FILE.matcher(name(path)).matches();
  }

  /** Something a team may write its statements of non-applicability in. */
  static boolean isChecklist(String path) {
    boolean top = folder(path).isEmpty() || DOCUMENT_FOLDERS.contains(folders(path).get(0));
    String stem = stem(path);
    return top
        && isDocument(path)
        && !isForeign(path)
        && (stem.contains("checklist") || stem.contains("compliance") || stem.contains("applicab"));
  }

  /** Documentation of any kind, near enough to the root to be the project's own. */
  static boolean isDocumentation(String path) {
    List<String> folders = folders(path);
    boolean bare = DocumentReader.extension(path).isEmpty() && isReadme(path);
    return (isDocument(path) || bare)
        && (folders.isEmpty()
            || DOCUMENT_FOLDERS.contains(folders.get(0))
            || POLICY_FOLDER.matcher(folder(path)).matches())
        && !isForeign(path);
  }

  /** Source of diagrams that describe an architecture: Structurizr, LikeC4, PlantUML. */
  static boolean isDiagramSource(String path) {
    String extension = DocumentReader.extension(path);
    return extension.equals("c4")
        || extension.equals("likec4")
        || extension.equals("dsl") && stem(path).contains("workspace")
        || extension.equals("puml")
        || extension.equals("plantuml");
  }

  private static boolean namesArchitecture(String stem) {
    Set<String> words =
        Set.copyOf(Arrays.asList(stem.split("[-_ .]+")).stream().distinct().toList());
    return words.contains("architecture")
        || words.contains("design")
        || words.contains("arc42")
        || words.contains("workspace") && words.size() == 1
        || stem.matches(".*(?:threat[-_ ]?model|assurance[-_ ]?case|security[-_ ]?design).*");
  }

  private static boolean isArchitectureFolder(String folder) {
    return folder.equals("architecture")
        || folder.equals("design")
        || folder.equals("arc42")
        || folder.equals("c4")
        || folder.equals("design-docs");
  }

  private static boolean isForeign(String path) {
    return folders(path).stream().anyMatch(FOREIGN_FOLDERS::contains);
  }

  private static boolean isNamed(String path, String wanted) {
    String extension = DocumentReader.extension(path);
    return stem(path).equals(wanted) && (extension.isEmpty() || EXTENSIONS.contains(extension));
  }

  private static String folder(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash).toLowerCase(Locale.ROOT);
  }

  private static List<String> folders(String path) {
    String folder = folder(path);
    return folder.isEmpty() ? List.of() : List.of(folder.split("/"));
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
  }

  private static String stem(String path) {
    String name = name(path);
    int dot = name.lastIndexOf('.');
    return dot <= 0 ? name : name.substring(0, dot);
  }
}
