/** Fuzz harnesses, by what code imports and uses. */
package io.github.pysecaudit.facts.fuzz;
