/** What names, constants and data in a syntax tree stand for. */
package io.github.pysecaudit.sast.name;
