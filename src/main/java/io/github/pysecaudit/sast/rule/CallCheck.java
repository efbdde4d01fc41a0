package io.github.pysecaudit.sast.rule;

import io.github.pysecaudit.sast.Rule;

/** Looks at one call that has one of the names of a rule. */
@FunctionalInterface
interface CallCheck {
  void look(CallSite call, Rule rule);
}
