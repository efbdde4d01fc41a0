package io.github.pysecaudit.facts;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** One walk over a tree: bounded in files, entries and depth, never out of the root. */
final class TreeWalk {

  /**
   * Bounds of a walk. What lies beyond is recorded, never dropped in silence.
   *
   * @param files most files of the project
   * @param entries most directory entries looked at, left-out ones included
   * @param characters most characters of their paths, which may be 4,000 each
   * @param depth most folders between the root and a file
   * @param linked most bytes that are read a second time because a link leads to them
   * @param listed most single entries of each kind recorded as left out
   */
  record Limits(int files, int entries, int characters, int depth, long linked, int listed) {
    static final Limits USUAL = new Limits(200_000, 1_000_000, 64 << 20, 64, 256L << 20, 2_000);
  }

  /**
   * What a walk saw.
   *
   * @param files sorted by path
   * @param paths where each of them lies on disk
   */
  record Tree(
      List<RepositoryFile> files,
      Map<String, Path> paths,
      List<LeftOut> leftOut,
      IgnoreRules ignoreRules,
      GitIndex tracked) {}

  /**
   * A folder to look into.
   *
   * @param onlyTracked whether a rule leaves it out, so that only what git tracks is the project's
   */
  private record Folder(String path, Path onDisk, int depth, boolean onlyTracked) {
    String child(String name) {
      return path.isEmpty() ? name : path + "/" + name;
    }
  }

  private static final int IGNORE_FILE_LIMIT = 1 << 20;

  /** No reader takes more of one file. */
  private static final long MOST_OF_A_FILE = 8 << 20;

  private final Path root;
  private final Confinement confinement;
  private final List<PathPattern> excludes;
  private final List<String> excludeTexts;
  private final Limits limits;
  private final SkippedFolders skippedFolders = SkippedFolders.fromTable();
  private final IgnoreRules ignoreRules = new IgnoreRules();
  private final GitIndex tracked;
  private final Map<String, RepositoryFile> files = new HashMap<>();
  private final Map<String, Path> paths = new HashMap<>();
  private final List<LeftOut> leftOut = new ArrayList<>();
  private final Deque<Folder> waiting = new ArrayDeque<>();
  private int entries;
  private int characters;
  private long linked;
  private final Map<LeftOut.Kind, Integer> leftOutOf = new EnumMap<>(LeftOut.Kind.class);

  TreeWalk(Confinement confinement, List<String> excludes, Limits limits) {
    this.root = confinement.root();
    this.confinement = confinement;
    this.excludeTexts = List.copyOf(excludes);
    this.excludes = excludes.stream().map(PathPattern::ant).toList();
    this.limits = limits;
    this.tracked = GitIndex.of(root);
  }

  Tree walk() {
    readIgnoreFile("", root.resolve(".git").resolve("info").resolve("exclude"), true);
    tracked.problem().ifPresent(p -> leaveOut("", LeftOut.Kind.UNREADABLE, p));
    waiting.push(new Folder("", root, 0, false));
    while (!waiting.isEmpty() && !isFull()) {
      visit(waiting.pop());
    }
    if (isFull()) {
      leaveOut(
          "",
          LeftOut.Kind.LIMIT,
          "the tree has more than "
              + limits.files()
              + " files or "
              + limits.entries()
              + " entries, or paths that are too long together; the rest was not read");
    }
    if (ignoreRules.isExhausted()) {
      leaveOut(
          "",
          LeftOut.Kind.LIMIT,
          "the ignore rules take too long to match; files that they ignore may be among those"
              + " read");
    }
    leftOutOf.forEach(this::summarize);
    List<RepositoryFile> sorted =
        files.values().stream().sorted(Comparator.comparing(RepositoryFile::path)).toList();
    leftOut.sort(Comparator.comparing(LeftOut::path));
    return new Tree(sorted, Map.copyOf(paths), List.copyOf(leftOut), ignoreRules, tracked);
  }

  private boolean isFull() {
    return files.size() >= limits.files() || isListFull();
  }

  private boolean isListFull() {
    return entries >= limits.entries() || characters >= limits.characters();
  }

  private void visit(Folder entered) {
    Folder folder = entered;
    Map<String, Path> children;
    try {
      children = list(folder);
    } catch (IOException | DirectoryIteratorException e) {
      leaveOut(folder.path(), LeftOut.Kind.UNREADABLE, "the folder cannot be read: " + why(e));
      return;
    }
    Optional<String> environment = environment(folder, children);
    if (environment.isPresent() && !folder.onlyTracked()) {
      leaveOut(folder.path(), LeftOut.Kind.BY_RULE, environment.get());
      if (!tracked.folders().contains(folder.path())) {
        return;
      }
      folder = new Folder(folder.path(), folder.onDisk(), folder.depth(), true);
    }
    if (children.containsKey(".gitignore")) {
      readIgnoreFile(folder.path(), children.get(".gitignore"), false);
    }
    Set<String> names = children.keySet();
    for (Map.Entry<String, Path> child : children.entrySet()) {
      if (files.size() >= limits.files()) {
        return;
      }
      visitEntry(folder, child.getKey(), child.getValue(), names);
    }
  }

  private Map<String, Path> list(Folder folder) throws IOException {
    Map<String, Path> children = new TreeMap<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder.onDisk())) {
      for (Path child : stream) {
        String name = FileNames.of(child);
        entries++;
        characters += folder.path().length() + 1 + name.length();
        if (isListFull()) {
          break;
        }
        if (children.putIfAbsent(name, child) != null) {
          leaveOut(
              folder.child(name),
              LeftOut.Kind.UNREADABLE,
              "two names in this folder look the same once undecodable bytes are replaced");
        }
      }
    }
    return children;
  }

  private void visitEntry(Folder folder, String name, Path onDisk, Set<String> siblings) {
    String path = folder.child(name);
    boolean isTracked = tracked.files().contains(path);
    boolean holdsTracked = tracked.folders().contains(path);
    if (folder.onlyTracked() && !isTracked && !holdsTracked) {
      return;
    }
    FileKind kind;
    try {
      kind = FileKind.of(onDisk);
    } catch (IOException e) {
      leaveOut(path, LeftOut.Kind.UNREADABLE, "the entry cannot be looked at: " + why(e));
      return;
    }
    Optional<String> excluded = excluded(path);
    Optional<String> rule =
        folder.onlyTracked() ? Optional.empty() : byName(path, name, kind, onDisk, siblings);
    if (excluded.isPresent() || rule.isPresent() && !isTracked) {
      leaveOut(path, LeftOut.Kind.BY_RULE, excluded.or(() -> rule).get());
      if (excluded.isEmpty() && kind.isFolder() && holdsTracked) {
        enter(new Folder(path, onDisk, folder.depth() + 1, true));
      }
    } else if (kind.isFolder()) {
      enter(new Folder(path, onDisk, folder.depth() + 1, folder.onlyTracked()));
    } else if (kind.isLink()) {
      visitLink(path, onDisk);
    } else if (kind.isRegular()) {
      add(path, onDisk, kind);
    } else {
      leaveOut(path, LeftOut.Kind.BY_RULE, "not a regular file (a pipe, socket or device)");
    }
  }

  private Optional<String> excluded(String path) {
    for (int i = 0; i < excludes.size(); i++) {
      if (excludes.get(i).matches(path)) {
        return Optional.of("excluded by the configuration: " + excludeTexts.get(i));
      }
    }
    return Optional.empty();
  }

  private Optional<String> byName(
      String path, String name, FileKind kind, Path onDisk, Set<String> siblings) {
    if (kind.isFolder() || name.equals(".git")) {
      Optional<String> reason = skippedFolders.reason(name, siblings);
      boolean source =
          skippedFolders
              .unlessInside(name)
              .filter(inside -> Files.exists(onDisk.resolve(inside), LinkOption.NOFOLLOW_LINKS))
              .isPresent();
      if (reason.isPresent() && !source) {
        return reason;
      }
    }
    return ignoreRules.ignores(path, kind.isFolder())
        ? Optional.of("ignored by git")
        : Optional.empty();
  }

  private void enter(Folder folder) {
    if (folder.depth() > limits.depth()) {
      leaveOut(
          folder.path(),
          LeftOut.Kind.LIMIT,
          "more than " + limits.depth() + " folders deep; not read");
    } else {
      waiting.push(folder);
    }
  }

  private void visitLink(String path, Path onDisk) {
    Path target;
    try {
      target = onDisk.toRealPath();
    } catch (NoSuchFileException e) {
      boolean inside = confinement.pointsInside(onDisk);
      leaveOut(
          path,
          inside ? LeftOut.Kind.BY_RULE : LeftOut.Kind.OUTSIDE,
          inside ? "a link that leads to nothing" : "a link that leads out of the repository");
      return;
    } catch (IOException e) {
      leaveOut(path, LeftOut.Kind.BY_RULE, "a link that cannot be followed: " + why(e));
      return;
    }
    if (!confinement.contains(target)) {
      leaveOut(path, LeftOut.Kind.OUTSIDE, "a link that leads out of the repository");
    } else if (confinement.isGitData(target)) {
      leaveOut(path, LeftOut.Kind.BY_RULE, "a link to git's own data");
    } else {
      visitTarget(path, target);
    }
  }

  private void visitTarget(String path, Path target) {
    try {
      FileKind kind = FileKind.of(target);
      if (kind.isRegular() && isLinkedTooMuch(kind)) {
        leaveOut(
            path,
            LeftOut.Kind.LIMIT,
            "links lead to more than " + (limits.linked() >> 20) + " MB of files; not followed");
      } else if (kind.isRegular()) {
        add(path, target, kind);
      } else if (kind.isFolder()) {
        leaveOut(
            path, LeftOut.Kind.BY_RULE, "a link to a folder that is looked at in its own place");
      } else {
        leaveOut(path, LeftOut.Kind.BY_RULE, "not a regular file (a pipe, socket or device)");
      }
    } catch (IOException e) {
      leaveOut(path, LeftOut.Kind.UNREADABLE, "the entry cannot be looked at: " + why(e));
    }
  }

  /** A few large files and many links to each would otherwise be a tree without end. */
  private boolean isLinkedTooMuch(FileKind kind) {
    linked += Math.min(kind.size(), MOST_OF_A_FILE);
    return linked > limits.linked();
  }

  private void add(String path, Path onDisk, FileKind kind) {
    files.put(path, new RepositoryFile(path, kind.size(), kind.modified(), kind.permissions()));
    paths.put(path, onDisk);
  }

  /**
   * A virtual or conda environment, known by what such a folder always has. One file alone does not
   * make an environment: it must not be possible to hide source behind an empty marker.
   */
  private Optional<String> environment(Folder folder, Map<String, Path> children) {
    if (folder.path().isEmpty()) {
      return Optional.empty();
    }
    Set<String> names = children.keySet();
    boolean filled =
        names.contains("bin")
            || names.contains("Scripts")
            || names.contains("lib")
            || names.contains("Lib");
    if (filled && names.contains("pyvenv.cfg")) {
      String text = confinement.readText(children.get("pyvenv.cfg"), 1 << 16).orElse("");
      if (text.lines().anyMatch(line -> line.strip().matches("(?i)home\\s*=.{0,4096}"))) {
        return Optional.of("a Python virtual environment (pyvenv.cfg)");
      }
    }
    if (filled && names.contains("conda-meta")) {
      return Optional.of("a conda environment (conda-meta)");
    }
    return Optional.empty();
  }

  private void readIgnoreFile(String folder, Path onDisk, boolean isExclude) {
    if (!Files.isRegularFile(onDisk, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    String shown =
        isExclude ? ".git/info/exclude" : folder.isEmpty() ? ".gitignore" : folder + "/.gitignore";
    Optional<String> text = confinement.readText(onDisk, IGNORE_FILE_LIMIT);
    if (text.isEmpty()) {
      leaveOut(shown, LeftOut.Kind.UNREADABLE, "the ignore rules cannot be read");
      return;
    }
    IgnoreFile rules = IgnoreFile.parse(text.get());
    if (rules.truncated()) {
      leaveOut(
          shown,
          LeftOut.Kind.LIMIT,
          "more than " + IgnoreFile.MOST_RULES + " ignore rules; the rest was not read");
    }
    if (isExclude) {
      ignoreRules.exclude(rules);
    } else if (!ignoreRules.add(folder, rules)) {
      leaveOut(
          shown, LeftOut.Kind.LIMIT, "the tree has too many ignore rules; these were not read");
    }
  }

  private void leaveOut(String path, LeftOut.Kind kind, String reason) {
    if (leftOutOf.merge(kind, 1, Integer::sum) <= limits.listed()) {
      leftOut.add(new LeftOut(path, kind, reason));
    }
  }

  /**
   * What is not listed by itself is counted; where it is not known to be harmless it is a bound.
   */
  private void summarize(LeftOut.Kind kind, int count) {
    int more = count - limits.listed();
    if (more <= 0) {
      return;
    }
    leftOut.add(
        kind == LeftOut.Kind.BY_RULE
            ? new LeftOut("", kind, more + " more entries were left out by rule")
            : new LeftOut(
                "",
                LeftOut.Kind.LIMIT,
                more + " more entries were not read, such as the " + limits.listed() + " listed"));
  }

  private static String why(Exception e) {
    Throwable cause = e instanceof DirectoryIteratorException ? e.getCause() : e;
    if (cause instanceof java.nio.file.AccessDeniedException) {
      return "access denied";
    }
    if (cause instanceof NoSuchFileException) {
      return "it is not there any more";
    }
    if (cause instanceof FileSystemLoopException) {
      return "it leads to itself";
    }
    if (cause instanceof java.nio.file.FileSystemException failure && failure.getReason() != null) {
      return failure.getReason();
    }
    return cause.getClass().getSimpleName();
  }
}
