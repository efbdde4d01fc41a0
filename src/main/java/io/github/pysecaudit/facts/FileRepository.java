package io.github.pysecaudit.facts;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The files under one folder on disk. The tree is walked when it is first asked for, and once.
 *
 * <p>Bounds: {@code 200,000} files, {@code 1,000,000} entries, 64 million characters of paths,
 * {@code 64} folders deep, 256 MB of files that are read again through links. Files that git
 * ignores, build output, environments and caches are left out, except for what git tracks in them;
 * a folder link is not entered; a link that leads out of the root is not followed.
 */
public final class FileRepository implements Repository {
  private final Confinement confinement;
  private final Lazy<TreeWalk.Tree> tree;
  private final Lazy<Map<String, RepositoryFile>> byPath;

  private FileRepository(Confinement confinement, List<String> excludes, TreeWalk.Limits limits) {
    this.confinement = confinement;
    this.tree = Lazy.of(() -> new TreeWalk(confinement, excludes, limits).walk());
    this.byPath = Lazy.of(() -> index(tree.get().files()));
  }

  /**
   * The files under this folder.
   *
   * @param root the folder; may itself be a link
   * @param excludes Ant patterns of further paths to leave out, relative to the root
   * @throws IOException if the folder is not there
   */
  public static FileRepository at(Path root, List<String> excludes) throws IOException {
    return at(root, excludes, TreeWalk.Limits.USUAL);
  }

  static FileRepository at(Path root, List<String> excludes, TreeWalk.Limits limits)
      throws IOException {
    return new FileRepository(Confinement.to(root), List.copyOf(excludes), limits);
  }

  @Override
  public Optional<Path> root() {
    return Optional.of(confinement.root());
  }

  @Override
  public List<RepositoryFile> files() {
    return tree.get().files();
  }

  @Override
  public List<LeftOut> leftOut() {
    return tree.get().leftOut();
  }

  @Override
  public Optional<RepositoryFile> file(String path) {
    return Optional.ofNullable(byPath.get().get(path));
  }

  @Override
  public Content read(String path, int limit) {
    try (InputStream in = open(path)) {
      byte[] bytes = in.readNBytes(Math.min(limit, Integer.MAX_VALUE - 9) + 1);
      return bytes.length > limit
          ? Content.failed(path + " is larger than " + limit + " bytes and was not read")
          : Content.of(bytes);
    } catch (IOException e) {
      return Content.failed(path + " cannot be read: " + Confinement.why(e));
    }
  }

  @Override
  public InputStream open(String path) throws IOException {
    Path seen = tree.get().paths().get(path);
    Path onDisk =
        seen != null
            ? seen
            : confinement
                .locate(path)
                .orElseThrow(
                    () -> new IOException("the path does not lie inside of the repository"));
    return confinement.open(onDisk);
  }

  @Override
  public Optional<Path> onDisk(String path) {
    Path seen = tree.get().paths().get(path);
    return seen == null ? Optional.empty() : confinement.confined(seen);
  }

  /** Whether git tracks a file in this folder. */
  public boolean tracks(String folder) {
    return tree.get().tracked().folders().contains(folder);
  }

  /** Whether git tracks any file here, as far as its index can be read. */
  public boolean hasTracked() {
    return !tree.get().tracked().files().isEmpty();
  }

  @Override
  public boolean isTracked(String path) {
    return tree.get().tracked().files().contains(path);
  }

  @Override
  public boolean isIgnored(String path) {
    return !tree.get().tracked().files().contains(path)
        && tree.get().ignoreRules().ignoresDeep(path, this::isFolder);
  }

  private boolean isFolder(String path) {
    return confinement
        .locate(path)
        .filter(p -> java.nio.file.Files.isDirectory(p, java.nio.file.LinkOption.NOFOLLOW_LINKS))
        .isPresent();
  }

  private static Map<String, RepositoryFile> index(List<RepositoryFile> files) {
    Map<String, RepositoryFile> index = new HashMap<>();
    files.forEach(file -> index.put(file.path(), file));
    return index;
  }
}
