package io.github.pysecaudit.python.metadata;

import io.github.pysecaudit.checklist.Dependency;
import io.github.pysecaudit.python.version.PackageName;
import io.github.pysecaudit.python.version.Version;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Pins requirements to versions that are known. Only the version part of a requirement changes:
 * extras, markers, comments, order, white space and line ends stay byte for byte. It refuses, with
 * a reason, wherever it does not know a version or a place, and it reads its own result again: if
 * anything but the intended requirements changed, nothing is written at all.
 */
public final class PinRewriter {
  private static final Set<String> REWRITABLE =
      Set.of(
          "NO_VERSION",
          "RANGE",
          "COMPATIBLE",
          "WILDCARD",
          "CARET",
          "TILDE",
          "EXCLUSION",
          "UNION",
          "MULTI_EQ",
          "DUPLICATE_EQ",
          "SINGLETON_RANGE");

  private final Map<String, String> versions = new HashMap<>();

  /**
   * @param versions the version for each package, from lock files ({@link LockIndex#versions()}) or
   *     a file of pins; names in any spelling
   */
  public PinRewriter(Map<String, String> versions) {
    versions.forEach((name, version) -> this.versions.put(PackageName.normalize(name), version));
  }

  /**
   * The versions that requirements of the form {@code name==version} state; a name with two
   * different ones is left out, for then none is known.
   */
  public static Map<String, String> versionsOf(List<Dependency> requirements) {
    Map<String, String> versions = new HashMap<>();
    Set<String> conflicting = new java.util.HashSet<>();
    for (Dependency requirement : requirements) {
      boolean pin =
          requirement.reason().equals(PinReason.PIN_EQ.name())
              || requirement.reason().equals(PinReason.PIN_LOCK.name());
      if (pin && requirement.version().isPresent()) {
        String version = requirement.version().get();
        String before = versions.putIfAbsent(requirement.name(), version);
        if (before != null && !before.equals(version)) {
          conflicting.add(requirement.name());
        }
      }
    }
    versions.keySet().removeAll(conflicting);
    return versions;
  }

  private record Change(int index, PinEdit edit, String version) {}

  /**
   * Rewrites one file.
   *
   * @param path repository-relative; its name tells the format
   * @param wanted which of the requirements that are not exact are to be pinned
   * @param reader the reader of this format, as the audit uses it; what it gives for other paths is
   *     left out
   */
  public PinRewriting rewrite(
      String path,
      byte[] content,
      Predicate<Dependency> wanted,
      Function<byte[], MetadataReading> reader) {
    List<Dependency> before = declared(path, content, reader);
    List<PinRewriting.Refused> refused = new ArrayList<>();
    List<Change> changes = new ArrayList<>();
    Optional<PinSource> source = source(path, content);
    for (int i = 0; i < before.size(); i++) {
      Dependency dependency = before.get(i);
      if (dependency.exact().orElse(true) || !wanted.test(dependency)) {
        continue;
      }
      try {
        Version version = version(dependency);
        PinSource known = source.orElseThrow(() -> new PinRefusal("The file is not UTF-8 text."));
        changes.add(new Change(i, known.edit(dependency, version), version.toString()));
      } catch (PinRefusal e) {
        refused.add(new PinRewriting.Refused(dependency, e.getMessage()));
      }
    }
    if (changes.isEmpty()) {
      return new PinRewriting(path, content.clone(), "", List.of(), refused);
    }
    return applied(path, content, before, changes, refused, source.get(), reader);
  }

  private static PinRewriting applied(
      String path,
      byte[] content,
      List<Dependency> before,
      List<Change> changes,
      List<PinRewriting.Refused> refused,
      PinSource source,
      Function<byte[], MetadataReading> reader) {
    List<PinEdit> edits =
        changes.stream()
            .map(Change::edit)
            .sorted(Comparator.comparingInt(PinEdit::start))
            .distinct()
            .toList();
    Optional<String> text = source.with(edits);
    byte[] rewritten = text.map(after -> after.getBytes(StandardCharsets.UTF_8)).orElse(content);
    List<PinRewriting.Pinned> pinned = new ArrayList<>();
    boolean intended =
        text.isPresent() && asIntended(before, declared(path, rewritten, reader), changes, pinned);
    List<PinRewriting.Refused> left = new ArrayList<>(refused);
    if (intended) {
      List<Dependency> done = pinned.stream().map(PinRewriting.Pinned::dependency).toList();
      left.removeIf(each -> done.contains(each.dependency()));
      String diff = LineDiff.unified(path, source.text(), text.get());
      return new PinRewriting(path, rewritten, diff, pinned, left);
    }
    changes.forEach(
        change ->
            left.add(
                new PinRewriting.Refused(
                    before.get(change.index()),
                    "Read again, the rewritten file said something else than intended, so it is"
                        + " left as it is.")));
    return new PinRewriting(path, content.clone(), "", List.of(), left);
  }

  private static List<Dependency> declared(
      String path, byte[] content, Function<byte[], MetadataReading> reader) {
    return reader.apply(content).dependencies().stream()
        .filter(dependency -> dependency.place().path().equals(Optional.of(path)))
        .toList();
  }

  private static Optional<PinSource> source(String path, byte[] content) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
      return Optional.of(new PinSource(path, text));
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private Version version(Dependency dependency) throws PinRefusal {
    if (!REWRITABLE.contains(dependency.reason())) {
      throw new PinRefusal(
          "It is not a matter of a version ("
              + dependency.reason()
              + "): change \""
              + dependency.raw()
              + "\" by hand.");
    }
    String version = versions.get(dependency.name());
    if (version == null) {
      throw new PinRefusal(
          "No single version of "
              + dependency.name()
              + " is known: neither a lock file nor the file of pins names one.");
    }
    return Version.tryParse(version)
        .orElseThrow(
            () -> new PinRefusal("The version \"" + version + "\" does not follow PEP 440."));
  }

  /**
   * The same requirements in the same order, and only the changed ones different. What a file
   * repeats by reference, as setup.cfg does with {@code %(name)s}, changes with its original.
   *
   * @param pinned filled with what is pinned now
   */
  private static boolean asIntended(
      List<Dependency> before,
      List<Dependency> after,
      List<Change> changes,
      List<PinRewriting.Pinned> pinned) {
    if (before.size() != after.size()) {
      return false;
    }
    Map<Integer, String> intended = new HashMap<>();
    Map<String, String> rewritten = new HashMap<>();
    for (Change change : changes) {
      intended.put(change.index(), change.version());
      rewritten.put(before.get(change.index()).raw(), after.get(change.index()).raw());
    }
    for (int i = 0; i < before.size(); i++) {
      Dependency old = before.get(i);
      Dependency now = after.get(i);
      boolean copy = now.raw().equals(rewritten.get(old.raw())) && now.version().isPresent();
      String version = intended.containsKey(i) ? intended.get(i) : now.version().orElse("");
      if ((intended.containsKey(i) || copy) && pinned(old, now, version)) {
        pinned.add(new PinRewriting.Pinned(old, version));
      } else if (intended.containsKey(i) || !same(old, now)) {
        return false;
      }
    }
    return true;
  }

  private static boolean same(Dependency one, Dependency other) {
    return sameButVersion(one, other)
        && one.version().equals(other.version())
        && one.exact().equals(other.exact())
        && one.reason().equals(other.reason())
        && one.raw().equals(other.raw());
  }

  private static boolean pinned(Dependency before, Dependency after, String version) {
    return sameButVersion(before, after)
        && after.exact().orElse(false)
        && after.version().flatMap(Version::tryParse).equals(Version.tryParse(version))
        && !after.reason().equals(PinReason.PIN_URL_HASH.name());
  }

  private static boolean sameButVersion(Dependency one, Dependency other) {
    return Objects.equals(one.name(), other.name())
        && one.field().equals(other.field())
        && one.scope().equals(other.scope())
        && one.place().line().equals(other.place().line());
  }
}
