package io.github.pysecaudit.python.version;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A version as PEP 440 defines, normalises and orders it.
 *
 * <p>Two versions are equal when PEP 440 ranks them equal: {@code 1.0} equals {@code 1.0.0} and
 * {@code v1.0}. {@link #toString()} keeps the zeros that were written, as PEP 440's normal form
 * does. Numbers have no upper limit other than the length of the text.
 *
 * @param epoch usually 0
 * @param release the numbers of the release segment, at least one
 * @param pre alpha, beta or release candidate
 * @param post number of the post-release
 * @param dev number of the development release
 * @param local parts of the local version label in normal form; empty if there is none
 */
public record Version(
    BigInteger epoch,
    List<BigInteger> release,
    Optional<PreRelease> pre,
    Optional<BigInteger> post,
    Optional<BigInteger> dev,
    List<String> local)
    implements Comparable<Version> {

  /** The longest text that is read as a version, in characters. */
  public static final int LONGEST = 1000;

  /**
   * The pre-release part of a version.
   *
   * @param phase {@code a}, {@code b} or {@code rc}
   * @param number its number, 0 if none was written
   */
  public record PreRelease(String phase, BigInteger number) implements Comparable<PreRelease> {
    public PreRelease {
      Objects.requireNonNull(phase, "phase");
      Objects.requireNonNull(number, "number");
    }

    @Override
    public int compareTo(PreRelease other) {
      int phases = phase.compareTo(other.phase);
      return phases != 0 ? phases : number.compareTo(other.number);
    }
  }

  public Version {
    Objects.requireNonNull(epoch, "epoch");
    Objects.requireNonNull(pre, "pre");
    Objects.requireNonNull(post, "post");
    Objects.requireNonNull(dev, "dev");
    release = List.copyOf(release);
    local = List.copyOf(local);
    if (release.isEmpty()) {
      throw new IllegalArgumentException("a version has a release segment");
    }
  }

  /**
   * Reads a version; white space around it is ignored.
   *
   * @throws ParseException if {@code text} is not a PEP 440 version, or longer than {@link
   *     #LONGEST}
   */
  public static Version parse(String text) throws ParseException {
    if (text.length() > LONGEST) {
      throw new ParseException("A version has at most " + LONGEST + " characters", text, LONGEST);
    }
    Cursor cursor = new Cursor(text);
    cursor.skipSpace();
    Version version = new VersionScanner(cursor).version(true);
    cursor.skipSpace();
    if (!cursor.atEnd()) {
      throw cursor.error("This is not a PEP 440 version: unexpected character");
    }
    return version;
  }

  /** The version, or empty if {@code text} is not one. */
  public static Optional<Version> tryParse(String text) {
    try {
      return Optional.of(parse(text));
    } catch (ParseException notAVersion) {
      return Optional.empty();
    }
  }

  /** Alpha, beta, release candidate or development release. */
  public boolean isPrerelease() {
    return pre.isPresent() || dev.isPresent();
  }

  public boolean isPostrelease() {
    return post.isPresent();
  }

  public boolean isDevrelease() {
    return dev.isPresent();
  }

  /** The same version without local label. */
  public Version publicVersion() {
    return local.isEmpty() ? this : new Version(epoch, release, pre, post, dev, List.of());
  }

  /** Epoch and release only. */
  public Version baseVersion() {
    return new Version(
        epoch, release, Optional.empty(), Optional.empty(), Optional.empty(), List.of());
  }

  /** The normal form that is also the same for equal versions: no zeros at the end of release. */
  public String canonical() {
    return new Version(epoch, trimmed(), pre, post, dev, local).toString();
  }

  @Override
  public int compareTo(Version other) {
    int order = epoch.compareTo(other.epoch);
    if (order == 0) {
      order = compareReleases(release, other.release);
    }
    if (order == 0) {
      order = comparePre(other);
    }
    if (order == 0) {
      order = compareAbsentFirst(post, other.post);
    }
    if (order == 0) {
      order = compareAbsentLast(dev, other.dev);
    }
    return order != 0 ? order : compareLocals(local, other.local);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Version version && compareTo(version) == 0;
  }

  @Override
  public int hashCode() {
    return Objects.hash(epoch, trimmed(), pre, post, dev, local);
  }

  /** The normal form of PEP 440, for instance {@code 1!2.0rc1.post2.dev3+local.4}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    if (epoch.signum() != 0) {
      text.append(epoch).append('!');
    }
    text.append(release.stream().map(BigInteger::toString).collect(Collectors.joining(".")));
    pre.ifPresent(p -> text.append(p.phase()).append(p.number()));
    post.ifPresent(number -> text.append(".post").append(number));
    dev.ifPresent(number -> text.append(".dev").append(number));
    if (!local.isEmpty()) {
      text.append('+').append(String.join(".", local));
    }
    return text.toString();
  }

  private List<BigInteger> trimmed() {
    int end = release.size();
    while (end > 1 && release.get(end - 1).signum() == 0) {
      end--;
    }
    return release.subList(0, end);
  }

  private static int compareReleases(List<BigInteger> left, List<BigInteger> right) {
    int length = Math.max(left.size(), right.size());
    for (int i = 0; i < length; i++) {
      int order = numberAt(left, i).compareTo(numberAt(right, i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static BigInteger numberAt(List<BigInteger> release, int index) {
    return index < release.size() ? release.get(index) : BigInteger.ZERO;
  }

  /** 1.0.dev1 is below 1.0a1, which is below 1.0. */
  private int comparePre(Version other) {
    int rank = Integer.compare(preRank(), other.preRank());
    if (rank != 0 || pre.isEmpty() || other.pre.isEmpty()) {
      return rank;
    }
    return pre.get().compareTo(other.pre.get());
  }

  private int preRank() {
    if (pre.isPresent()) {
      return 1;
    }
    return post.isEmpty() && dev.isPresent() ? 0 : 2;
  }

  private static int compareAbsentFirst(Optional<BigInteger> left, Optional<BigInteger> right) {
    if (left.isPresent() && right.isPresent()) {
      return left.get().compareTo(right.get());
    }
    return Boolean.compare(left.isPresent(), right.isPresent());
  }

  private static int compareAbsentLast(Optional<BigInteger> left, Optional<BigInteger> right) {
    if (left.isPresent() && right.isPresent()) {
      return left.get().compareTo(right.get());
    }
    return Boolean.compare(right.isPresent(), left.isPresent());
  }

  /** Numbers rank above words, and a label ranks above its own beginning. */
  private static int compareLocals(List<String> left, List<String> right) {
    int common = Math.min(left.size(), right.size());
    for (int i = 0; i < common; i++) {
      String a = left.get(i);
      String b = right.get(i);
      boolean aIsNumber = Cursor.isDigit(a.charAt(0)) && isNumber(a);
      boolean bIsNumber = Cursor.isDigit(b.charAt(0)) && isNumber(b);
      int order = Boolean.compare(aIsNumber, bIsNumber);
      if (order == 0) {
        order = aIsNumber ? new BigInteger(a).compareTo(new BigInteger(b)) : a.compareTo(b);
      }
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(left.size(), right.size());
  }

  static boolean isNumber(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** Epoch and the first {@code numbers} numbers of the release, filled up with zeros. */
  Version prefixOf(int numbers) {
    List<BigInteger> head = new ArrayList<>(release.subList(0, Math.min(numbers, release.size())));
    head.addAll(Collections.nCopies(Math.max(0, numbers - head.size()), BigInteger.ZERO));
    return new Version(
        epoch, head, Optional.empty(), Optional.empty(), Optional.empty(), List.of());
  }
}
