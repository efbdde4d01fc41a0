/** A parser for Python 3: decoder, lexer, syntax tree with positions. */
package io.github.pysecaudit.python.syntax;
