package io.github.pysecaudit.advisory;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Records that are one vulnerability: a connected component over ids and aliases. {@code related}
 * records are other vulnerabilities.
 *
 * @param advisories the records, not empty
 * @param ids all ids and aliases, the most useful first
 */
record AliasGroup(List<Advisory> advisories, List<String> ids) {

  /**
   * The order in which ids are useful to people: a CVE is known everywhere, a GHSA has the best
   * text, and the rest only their ecosystem knows. Among equals the oldest.
   */
  static final Comparator<String> USEFULNESS =
      Comparator.comparingInt(AliasGroup::rank)
          .thenComparingInt(String::length)
          .thenComparing(Comparator.naturalOrder());

  AliasGroup {
    advisories = List.copyOf(advisories);
    ids = List.copyOf(ids);
  }

  /** The id to show. */
  String id() {
    return ids.get(0);
  }

  /** The most useful id that is a record of its own: an alias need not have a page. */
  Advisory best() {
    return advisories.stream().min(Comparator.comparing(Advisory::id, USEFULNESS)).orElseThrow();
  }

  /** The groups of these records, in the order in which their first records come. */
  static List<AliasGroup> of(Collection<Advisory> advisories) {
    Map<String, List<Advisory>> byName = new HashMap<>();
    for (Advisory advisory : advisories) {
      names(advisory).forEach(n -> byName.computeIfAbsent(n, x -> new ArrayList<>()).add(advisory));
    }
    Set<Advisory> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    List<AliasGroup> groups = new ArrayList<>();
    for (Advisory advisory : advisories) {
      if (!seen.contains(advisory)) {
        groups.add(component(advisory, byName, seen));
      }
    }
    return groups;
  }

  private static AliasGroup component(
      Advisory start, Map<String, List<Advisory>> byName, Set<Advisory> seen) {
    List<Advisory> members = new ArrayList<>();
    Set<String> ids = new TreeSet<>(USEFULNESS);
    Deque<Advisory> open = new ArrayDeque<>(List.of(start));
    seen.add(start);
    while (!open.isEmpty()) {
      Advisory next = open.poll();
      members.add(next);
      for (String name : names(next)) {
        if (ids.add(name)) {
          byName.get(name).stream().filter(seen::add).forEach(open::add);
        }
      }
    }
    return new AliasGroup(members, List.copyOf(ids));
  }

  private static List<String> names(Advisory advisory) {
    List<String> names = new ArrayList<>(advisory.aliases());
    names.add(advisory.id());
    return names;
  }

  private static int rank(String id) {
    if (id.startsWith("CVE-")) {
      return 0;
    }
    return id.startsWith("GHSA-") ? 1 : 2;
  }
}
