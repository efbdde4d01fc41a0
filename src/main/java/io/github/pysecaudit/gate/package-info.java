/** The only place that turns verdicts into pass or fail. */
package io.github.pysecaudit.gate;
