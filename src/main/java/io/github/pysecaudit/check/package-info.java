/** One class per group of the checklist: facts in, verdicts out. */
package io.github.pysecaudit.check;
