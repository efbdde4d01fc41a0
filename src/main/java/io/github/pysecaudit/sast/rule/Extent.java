package io.github.pysecaudit.sast.rule;

/**
 * The lines a marker on a statement covers: the whole of a simple statement, the header of a
 * compound one.
 *
 * @param first first line, decorators included
 * @param last last line that surely belongs to it
 * @param reach last line on which code of it can stand: for a header the line before its block
 */
public record Extent(int first, int last, int reach) {}
