/** Readers of Python packaging files, one per format. They read text and never run anything. */
package io.github.pysecaudit.python.metadata;
