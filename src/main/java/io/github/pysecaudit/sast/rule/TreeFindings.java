package io.github.pysecaudit.sast.rule;

import java.util.List;
import java.util.Map;

/**
 * Everything one pass over a tree gives.
 *
 * @param hits weaknesses in the order of the source
 * @param privileges uses of privileges
 * @param extents statements, in the order of the source
 * @param imports imported modules and names with their first line
 * @param decorators qualified names of decorators with their first line
 * @param functions names of functions with their first line
 * @param calls qualified names of called functions with their first line
 * @param truncated whether there were more hits than are kept
 */
public record TreeFindings(
    List<Hit> hits,
    List<PrivilegeHit> privileges,
    List<Extent> extents,
    Map<String, Integer> imports,
    Map<String, Integer> decorators,
    Map<String, Integer> functions,
    Map<String, Integer> calls,
    boolean truncated) {}
