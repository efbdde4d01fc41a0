package io.github.pysecaudit.python.syntax;

import java.util.List;

/**
 * What could be read of one source file.
 *
 * @param module the syntax tree; empty if nothing could be read, never null
 * @param comments all comments in the order of the file
 * @param problems everything that could not be read, in the order of detection; at most {@link
 *     PythonParser#MAX_PROBLEMS}
 * @param lineCount number of physical lines
 * @param encoding Java name of the encoding the bytes were decoded with; {@code UTF-8} for text
 */
public record ParsedSource(
    Module module, List<Comment> comments, List<Problem> problems, int lineCount, String encoding) {

  public ParsedSource {
    comments = List.copyOf(comments);
    problems = List.copyOf(problems);
  }

  /**
   * Was every statement read? If not, silence about this file proves nothing: rules have seen only
   * a part of it.
   */
  public boolean isComplete() {
    return problems.isEmpty();
  }
}
