package io.github.pysecaudit.python.syntax;

/**
 * A comment from the token stream; a {@code #} inside a string is none.
 *
 * @param line line, counted from 1
 * @param column column of the {@code #}, counted from 1
 * @param text the comment from its {@code #} to the end of the line, which is not included
 * @param standsAlone whether nothing but white space precedes it on its line
 */
public record Comment(int line, int column, String text, boolean standsAlone) {}
