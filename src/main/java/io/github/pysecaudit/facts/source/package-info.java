/** Lexers for shell and Java that see words and strings, so that comments decide nothing. */
package io.github.pysecaudit.facts.source;
