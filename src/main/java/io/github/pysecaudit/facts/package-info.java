/** Everything that is known about the audited project: lazy, computed once, bounded, read-only. */
package io.github.pysecaudit.facts;
