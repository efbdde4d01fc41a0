package io.github.pysecaudit.python.metadata;

/**
 * A part of a text and what takes its place.
 *
 * @param start index of its first character
 * @param end index after its last character
 */
record PinEdit(int start, int end, String replacement) {}
