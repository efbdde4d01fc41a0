package io.github.pysecaudit.advisory;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What became of the question about one package version. */
public sealed interface KeyAnswer {

  /**
   * An answer; an empty list is one too.
   *
   * @param advisories the records that affect the version, withdrawn ones left out
   * @param age how old the answer is; zero if it was fetched now
   * @param source where it came from, for people
   */
  record Known(List<Advisory> advisories, Duration age, String source) implements KeyAnswer {
    public Known {
      advisories = List.copyOf(advisories);
      Objects.requireNonNull(age, "age");
      Objects.requireNonNull(source, "source");
    }
  }

  /**
   * Half an answer: records about the version are named, and not all of them could be had. What was
   * read counts; that nothing else is known may not be said.
   *
   * @param advisories the records that were read, withdrawn ones left out
   * @param unread what else is named and could not be read, by id
   * @param reason one sentence for people
   * @param age how old the naming is; zero if it was done now
   * @param source where it came from, for people
   */
  record Partly(
      List<Advisory> advisories, Set<String> unread, String reason, Duration age, String source)
      implements KeyAnswer {
    public Partly {
      advisories = List.copyOf(advisories);
      unread = Set.copyOf(unread);
      Objects.requireNonNull(reason, "reason");
      Objects.requireNonNull(age, "age");
      Objects.requireNonNull(source, "source");
    }
  }

  /**
   * The source takes this for no valid question, and will never answer it.
   *
   * @param reason one sentence
   */
  record Refused(String reason) implements KeyAnswer {
    public Refused {
      Objects.requireNonNull(reason, "reason");
    }
  }

  /**
   * No answer.
   *
   * @param reason one sentence for people
   * @param newestAge how old the newest answer is that was too old to use, if there is one
   */
  record Unanswered(String reason, Optional<Duration> newestAge) implements KeyAnswer {
    public Unanswered {
      Objects.requireNonNull(reason, "reason");
      Objects.requireNonNull(newestAge, "newestAge");
    }
  }
}
