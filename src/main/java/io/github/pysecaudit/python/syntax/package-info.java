/**
 * Decoder, lexer and parser for Python 3, and the syntax tree. {@link
 * io.github.pysecaudit.python.syntax.PythonParser} is the entry, {@link
 * io.github.pysecaudit.python.syntax.Node} tells how the tree is built.
 */
package io.github.pysecaudit.python.syntax;
