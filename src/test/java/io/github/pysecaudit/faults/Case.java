package io.github.pysecaudit.faults;

import io.github.pysecaudit.checklist.Status;
import io.github.pysecaudit.faults.FaultyService.Flaw;
import io.github.pysecaudit.remote.Faults;
import io.github.pysecaudit.remote.Faults.Site;
import java.util.Locale;
import java.util.Optional;

/**
 * One combination.
 *
 * @param fault what every request meets, unless it is a flaw
 */
record Case(
    FaultyService service, Optional<Faults> fault, Optional<Flaw> flaw, Known known, Truth truth) {

  Case(FaultyService service, Faults fault, Known known, Truth truth) {
    this(service, Optional.of(fault), Optional.empty(), known, truth);
  }

  Case(FaultyService service, Flaw flaw, Known known) {
    this(service, Optional.empty(), Optional.of(flaw), known, Truth.WORSENED);
  }

  Site start() {
    return fault.map(Faults::start).orElseGet(() -> flaw.orElseThrow().start());
  }

  boolean isMadeOfWaiting() {
    return fault.filter(Faults::isMadeOfWaiting).isPresent();
  }

  /** The verdict that is right: what nobody could ask is known only from a usable disk. */
  Status expected() {
    if (flaw.isPresent()) {
      return flaw.get().expected(known);
    }
    if (!known.isUsable()) {
      return Status.UNKNOWN;
    }
    return truth == Truth.GOOD ? Status.PASS : Status.FAIL;
  }

  String words() {
    return fault
        .map(f -> f.name().toLowerCase(Locale.ROOT).replace('_', ' '))
        .orElseGet(() -> flaw.orElseThrow().words());
  }

  @Override
  public String toString() {
    return service.requirement().id() + ", " + words() + ", " + known.words() + ", " + truth;
  }
}
