package io.github.pysecaudit.advisory;

import java.time.Duration;
import java.util.List;
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
  }

  /** The service takes it for no valid question. */
  record Rejected(String reason) implements QueryAnswer {}

  /** It could not be asked. */
  record Failed(String reason) implements QueryAnswer {}
}
