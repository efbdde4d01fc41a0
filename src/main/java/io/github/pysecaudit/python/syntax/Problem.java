package io.github.pysecaudit.python.syntax;

/**
 * Something in a source that could not be read, so that the file is not fully scanned.
 *
 * @param line line where it was noticed, counted from 1
 * @param column column where it was noticed, counted from 1
 * @param reason what is wrong, in a sentence without the position
 */
public record Problem(int line, int column, String reason) {}
