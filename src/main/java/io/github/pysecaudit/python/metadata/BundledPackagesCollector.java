package io.github.pysecaudit.python.metadata;

import io.github.pysecaudit.checklist.Dependency;
import io.github.pysecaudit.checklist.Place;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;

/**
 * Finds the Python distributions in archives, and, given the paths of a tree, those that lie in it
 * loose. One collector may see several archives; it is used by one thread.
 */
public final class BundledPackagesCollector implements ArchiveVisitor {
  private static final int MOST_SBOMS = 20;

  /** Folders in which packages carry copies of others. */
  private static final Pattern VENDOR =
      Pattern.compile(
          "(?is)(?:^|.*/)(?:_vendor|vendor|_vendored|vendored|_vendored_packages|extern|externals"
              + "|third_party|thirdparty|_bundled)/.*");

  private static final Pattern EXAMPLE =
      Pattern.compile("(?i)/(?:tests?|testing|testdata|test-data|fixtures|examples?|samples?)/");

  private static final Pattern PACKAGING_FILE =
      Pattern.compile(
          "pyproject\\.toml|setup\\.cfg|setup\\.py|Pipfile|Pipfile\\.lock|poetry\\.lock|uv\\.lock"
              + "|pdm\\.lock|graalpy\\.lock|pylock\\.(?:[^.]+\\.)?toml|environment\\.ya?ml"
              + "|vendor\\.txt|vendored\\.txt"
              + "|(?i:[\\w.-]{0,80}(?:requirements|constraints)[\\w.-]{0,80}\\.(?:txt|in))");

  private static final CoreMetadata NO_METADATA =
      new CoreMetadata(
          "", Optional.empty(), Optional.empty(), Optional.empty(), List.of(), List.of());

  private final Map<String, Folder> folders = new LinkedHashMap<>();
  private final List<BundledFile> files = new ArrayList<>();
  private final List<MavenCoordinates> artifacts = new ArrayList<>();
  private final List<MetadataProblem> problems = new ArrayList<>();

  /** One {@code .dist-info}, {@code .egg-info} or {@code EGG-INFO}, as far as it was seen. */
  private static final class Folder {
    final BundledDistribution.Kind kind;
    final String path;
    Optional<CoreMetadata> metadata = Optional.empty();
    String metadataPath;
    List<Dependency> requiresTxt = List.of();
    Optional<DirectUrl> origin = Optional.empty();
    final List<String> sboms = new ArrayList<>();

    Folder(BundledDistribution.Kind kind, String path) {
      this.kind = kind;
      this.path = path;
      this.metadataPath = path;
    }
  }

  /** Is this file of the tree one that {@link #file} should be given? */
  public static boolean isMetadataFile(String path) {
    return isMetadata(path) || isBeside(path, "requires.txt") || isBeside(path, "direct_url.json");
  }

  /**
   * A file that lies loose in the tree; others than {@link #isMetadataFile} are of no use.
   * Packaging files of the tree are the project's own and left to the readers of their formats.
   */
  public void file(String path, byte[] content) {
    if (isMetadataFile(path)) {
      note(path);
      read(path, content);
    }
  }

  @Override
  public boolean wants(ArchiveEntry entry) {
    String path = entry.path();
    boolean compiled = path.endsWith(".class") || path.endsWith(".pyc");
    return !compiled && (isMetadataFile(path) || isPomProperties(path) || isPackagingFile(path));
  }

  @Override
  public void entry(ArchiveEntry entry) {
    note(entry.path());
  }

  @Override
  public void content(ArchiveEntry entry, byte[] content) {
    String path = entry.path();
    if (isPackagingFile(path)) {
      files.add(new BundledFile(path, content, isData(path)));
    } else if (isPomProperties(path)) {
      coordinates(path, content);
    } else {
      read(path, content);
    }
  }

  /** What was found so far. */
  public BundledPackages packages() {
    List<BundledDistribution> distributions = new ArrayList<>();
    List<MetadataProblem> all = new ArrayList<>(problems);
    Map<String, Integer> sdists = new LinkedHashMap<>();
    for (Folder folder : folders.values()) {
      if (folder.metadata.isEmpty()) {
        all.add(missing(folder));
        if (!folderName(folder.path).contains("-")) {
          continue;
        }
      }
      folder.metadata.ifPresent(metadata -> all.addAll(metadata.problems()));
      BundledDistribution found = distribution(folder);
      // An sdist has the same metadata twice, in its first folder and in its egg-info.
      String key = archiveOf(folder.path) + "|" + found.packageName() + "|" + found.version();
      Integer first = sdists.get(key);
      boolean twins =
          first != null
              && !found.vendored()
              && (distributions.get(first).kind() == BundledDistribution.Kind.SDIST
                  || found.kind() == BundledDistribution.Kind.SDIST);
      if (!twins) {
        sdists.put(key, distributions.size());
        distributions.add(found);
      } else if (found.requires().size() > distributions.get(first).requires().size()) {
        distributions.set(first, found);
      }
    }
    return new BundledPackages(distributions, files, artifacts, all);
  }

  private BundledDistribution distribution(Folder folder) {
    CoreMetadata metadata = folder.metadata.orElse(NO_METADATA);
    boolean own = metadata.requires().stream().anyMatch(each -> each.exact().isPresent());
    String[] parts = folderName(folder.path).split("-");
    return new BundledDistribution(
        folder.kind,
        metadata.name().isEmpty() ? parts[0] : metadata.name(),
        metadata.version().or(() -> parts.length > 1 ? Optional.of(parts[1]) : Optional.empty()),
        Place.file(folder.metadataPath),
        own ? metadata.requires() : folder.requiresTxt,
        VENDOR.matcher(insideArchive(folder.path)).matches(),
        folder.origin,
        folder.sboms);
  }

  private static MetadataProblem missing(Folder folder) {
    String file = folder.kind == BundledDistribution.Kind.WHEEL ? "METADATA" : "PKG-INFO";
    return new MetadataProblem(
        Place.file(folder.path),
        folder.path + " has no " + file + " that could be read: what it requires is not known.",
        PinReason.UNPARSEABLE);
  }

  private void note(String path) {
    Optional<String> folder = folderOf(path);
    if (folder.isEmpty()) {
      return;
    }
    Folder seen = folders.computeIfAbsent(folder.get(), name -> new Folder(kindOf(name), name));
    if (path.startsWith(folder.get() + "/sboms/")
        && !path.endsWith("/")
        && seen.sboms.size() < MOST_SBOMS) {
      seen.sboms.add(path);
    }
  }

  private void read(String path, byte[] content) {
    folderOf(path)
        .map(folders::get)
        .ifPresent(
            folder -> {
              if (isMetadata(path)) {
                folder.metadata = Optional.of(CoreMetadataReader.read(path, content));
                folder.metadataPath = path;
              } else if (path.endsWith("/requires.txt")) {
                folder.requiresTxt = RequiresTxtReader.read(path, content);
              } else if (path.endsWith("/direct_url.json")) {
                folder.origin = DirectUrl.read(content);
              }
            });
  }

  private void coordinates(String path, byte[] content) {
    Properties properties = new Properties();
    try {
      properties.load(new ByteArrayInputStream(content));
    } catch (IOException | IllegalArgumentException e) {
      problems.add(
          new MetadataProblem(
              Place.file(path),
              path + " cannot be read as properties: " + e.getMessage() + ".",
              PinReason.UNDECODABLE));
      return;
    }
    String group = properties.getProperty("groupId", "");
    String artifact = properties.getProperty("artifactId", "");
    String version = properties.getProperty("version", "");
    if (!group.isBlank() && !artifact.isBlank() && !version.isBlank()) {
      artifacts.add(new MavenCoordinates(group.strip(), artifact.strip(), version.strip(), path));
    }
  }

  /**
   * The folder that holds the metadata a path belongs to; for a distribution that distutils
   * installed, the {@code .egg-info} is itself the file.
   */
  private static Optional<String> folderOf(String path) {
    int start = insideStart(path);
    if (path.indexOf('-', start) < 0) {
      return Optional.empty();
    }
    String inside = path.substring(start);
    if (inside.endsWith("/PKG-INFO")
        && inside.indexOf('/') == inside.length() - "/PKG-INFO".length()
        && isSdist(archiveOf(path))
        && !inside.toLowerCase(Locale.ROOT).contains("egg-info/")) {
      return Optional.of(path);
    }
    int from = start;
    while (from < path.length()) {
      int slash = path.indexOf('/', from);
      int end = slash < 0 ? path.length() : slash;
      String segment = path.substring(from, end).toLowerCase(Locale.ROOT);
      boolean info = segment.endsWith(".dist-info") && slash >= 0;
      if (info || segment.endsWith(".egg-info") || (segment.equals("egg-info") && slash >= 0)) {
        return Optional.of(path.substring(0, end));
      }
      from = end + 1;
    }
    return Optional.empty();
  }

  /** {@code x-1.0} for {@code lib/x-1.0.dist-info}; empty for what is not named so. */
  private static String folderName(String folder) {
    String last = folder.substring(folder.lastIndexOf('/') + 1);
    String lower = last.toLowerCase(Locale.ROOT);
    return lower.endsWith(".dist-info") || lower.endsWith(".egg-info")
        ? last.substring(0, last.lastIndexOf('.'))
        : "";
  }

  private static BundledDistribution.Kind kindOf(String folder) {
    String lower = folder.toLowerCase(Locale.ROOT);
    if (lower.endsWith(".dist-info")) {
      return BundledDistribution.Kind.WHEEL;
    }
    return lower.endsWith("egg-info")
        ? BundledDistribution.Kind.EGG
        : BundledDistribution.Kind.SDIST;
  }

  private static boolean isMetadata(String path) {
    Optional<String> folder = folderOf(path);
    if (folder.isEmpty()) {
      return false;
    }
    String lower = path.toLowerCase(Locale.ROOT);
    return path.equals(folder.get() + "/METADATA") && lower.contains(".dist-info/")
        || path.equals(folder.get() + "/PKG-INFO") && !lower.contains(".dist-info/")
        || path.equals(folder.get());
  }

  private static boolean isBeside(String path, String fileName) {
    return folderOf(path).filter(folder -> path.equals(folder + "/" + fileName)).isPresent();
  }

  private static boolean isPomProperties(String path) {
    return path.endsWith("/pom.properties") && insideArchive(path).contains("META-INF/maven/");
  }

  private static boolean isPackagingFile(String path) {
    return PACKAGING_FILE.matcher(path.substring(path.lastIndexOf('/') + 1)).matches()
        && folderOf(path).isEmpty();
  }

  /**
   * In a wheel or egg nothing is built any more, so such files are data of a package; in folders
   * for tests and examples they are anywhere.
   */
  private static boolean isData(String path) {
    String inside = insideArchive(path);
    String archive = archiveOf(path).toLowerCase(Locale.ROOT);
    boolean built = archive.endsWith(".whl") || archive.endsWith(".egg");
    boolean example = EXAMPLE.matcher("/" + inside).find();
    return example || (built && !VENDOR.matcher(inside).matches());
  }

  private static boolean isSdist(String archive) {
    String lower = archive.toLowerCase(Locale.ROOT);
    return lower.endsWith(".tar.gz")
        || lower.endsWith(".tgz")
        || lower.endsWith(".tar.bz2")
        || lower.endsWith(".tar")
        || lower.endsWith(".zip");
  }

  /** The archive a path lies in, or empty text for a path of the tree. */
  private static String archiveOf(String path) {
    int mark = path.lastIndexOf("!/");
    return mark < 0 ? "" : path.substring(0, mark);
  }

  private static String insideArchive(String path) {
    return path.substring(insideStart(path));
  }

  private static int insideStart(String path) {
    int mark = path.lastIndexOf("!/");
    return mark < 0 ? 0 : mark + 2;
  }
}
