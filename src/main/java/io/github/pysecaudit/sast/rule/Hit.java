package io.github.pysecaudit.sast.rule;

import io.github.pysecaudit.sast.Weakness.Grade;

/**
 * A weakness as a check saw it, with lines of the text that was parsed.
 *
 * @param rule id of the rule
 * @param line line of the construct
 * @param column its column
 * @param lastLine the last line on which a marker may stand for it
 * @param severity how bad
 * @param confidence how sure
 * @param message what was seen
 */
public record Hit(
    String rule,
    int line,
    int column,
    int lastLine,
    Grade severity,
    Grade confidence,
    String message) {}
