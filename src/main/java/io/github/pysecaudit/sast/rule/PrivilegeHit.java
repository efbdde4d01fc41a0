package io.github.pysecaudit.sast.rule;

import io.github.pysecaudit.sast.PrivilegeUse;

/**
 * A use of privileges, with a line of the text that was parsed.
 *
 * @param kind what is done
 * @param line its line
 * @param text the construct
 */
public record PrivilegeHit(PrivilegeUse.Kind kind, int line, String text) {}
