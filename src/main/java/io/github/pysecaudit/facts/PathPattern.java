package io.github.pysecaudit.facts;

import java.util.ArrayList;
import java.util.List;

/**
 * A pattern for whole paths, segment by segment; a double star stands for any number of segments.
 * Matching takes at most pattern times path steps.
 */
final class PathPattern {
  /** A double star among the segments. */
  private static final SegmentPattern ANY_DEPTH = SegmentPattern.ant("**");

  private final List<SegmentPattern> segments;

  private PathPattern(List<SegmentPattern> segments) {
    this.segments = segments;
  }

  /**
   * A pattern as gitignore writes it, anchored, without its negation and its trailing slash. A
   * double star at the end stands for everything inside the folder but not the folder itself.
   */
  static PathPattern git(String pattern) {
    List<SegmentPattern> segments = new ArrayList<>();
    String[] parts = pattern.split("/");
    for (int i = 0; i < parts.length; i++) {
      if (parts[i].equals("**")) {
        segments.add(ANY_DEPTH);
        if (i == parts.length - 1) {
          segments.add(SegmentPattern.ant("*"));
        }
      } else if (!parts[i].isEmpty()) {
        segments.add(SegmentPattern.git(parts[i]));
      }
    }
    return new PathPattern(segments);
  }

  /**
   * A pattern as Ant and Maven write it, anchored at the root: {@code docs/**}, {@code **}{@code
   * /*.py}. A pattern that ends in a slash means everything below.
   */
  static PathPattern ant(String pattern) {
    String normal = pattern.strip().replace('\\', '/');
    if (normal.endsWith("/")) {
      normal += "**";
    }
    List<SegmentPattern> segments = new ArrayList<>();
    for (String part : normal.split("/")) {
      if (part.equals("**")) {
        segments.add(ANY_DEPTH);
      } else if (!part.isEmpty() && !part.equals(".")) {
        segments.add(SegmentPattern.ant(part));
      }
    }
    return new PathPattern(segments);
  }

  /** How much memory it takes, in characters of the pattern. */
  int size() {
    return segments.stream().mapToInt(SegmentPattern::size).sum() + segments.size();
  }

  /** About how many steps it takes to match a path of this length. */
  long steps(int length) {
    return length + segments.stream().mapToLong(s -> s.steps(length)).sum();
  }

  /** Whether the pattern matches the whole path. */
  boolean matches(String path) {
    String[] text = path.split("/");
    int t = 0;
    int p = 0;
    int star = -1;
    int retry = 0;
    while (t < text.length) {
      if (p < segments.size() && segments.get(p) == ANY_DEPTH) {
        star = p++;
        retry = t;
      } else if (p < segments.size() && segments.get(p).matches(text[t])) {
        p++;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++retry;
      } else {
        return false;
      }
    }
    while (p < segments.size() && segments.get(p) == ANY_DEPTH) {
      p++;
    }
    return p == segments.size();
  }
}
