package io.github.pysecaudit.advisory;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What the service says about one key, before the records themselves are fetched. */
sealed interface QueryAnswer {

  /** A record and the state in which it affects the key. */
  record Reference(String id, String modified) {
    public Reference {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(modified, "modified");
    }
  }

  /**
   * These records affect the key; none is an answer too.
   *
   * @param age zero if it was fetched now
   */
  record Named(List<Reference> references, Duration age) implements QueryAnswer {
    public Named {
      references = List.copyOf(references);
    }

    /** The same answer, of the same age, with what was named since. */
    Named and(List<Reference> since) {
      Map<String, Reference> all = new LinkedHashMap<>();
      references.forEach(reference -> all.put(reference.id(), reference));
      since.forEach(reference -> all.put(reference.id(), reference));
      return new Named(List.copyOf(all.values()), age);
    }
  }

  /** The service takes it for no valid question. */
  record Rejected(String reason) implements QueryAnswer {}

  /**
   * It could not be asked, or not to the end.
   *
   * @param named the records that it named before that
   * @param unusable whether it named something that cannot be a record, too
   */
  record Failed(String reason, List<Reference> named, boolean unusable) implements QueryAnswer {
    public Failed {
      named = List.copyOf(named);
    }

    Failed(String reason) {
      this(reason, List.of(), false);
    }
  }
}
