/**
 * The static analyser for Python source, its rules and markers, and the readers of other scanners'
 * reports.
 */
package io.github.pysecaudit.sast;
