/** The checks behind the rules, and the one pass over a syntax tree that runs them all. */
package io.github.pysecaudit.sast.rule;
