/** The embedded scanner: which files, in parallel, with a cache, to one report. */
package io.github.pysecaudit.sast.scan;
