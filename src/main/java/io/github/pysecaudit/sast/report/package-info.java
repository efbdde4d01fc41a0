/**
 * Reports of other scanners: read as hostile input, matched to the sources, and brought together
 * with what the embedded scanner saw.
 */
package io.github.pysecaudit.sast.report;
