/**
 * Python version rules: PEP 440 versions and specifiers, PEP 503 names, PEP 508 requirements and
 * markers.
 */
package io.github.pysecaudit.python.version;
