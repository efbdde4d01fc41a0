/** The words everything else speaks: requirements, verdicts, findings and places. */
package io.github.pysecaudit.checklist;
