package io.github.pysecaudit.badge;

/**
 * A link to a badge entry in a document.
 *
 * @param id the number of the entry
 * @param line where the link is, starting at 1
 * @param url the link, as far as it names the entry
 */
public record BadgeLink(int id, int line, String url) {}
