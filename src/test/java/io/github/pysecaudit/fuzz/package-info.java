/**
 * Fuzz targets for every reader of foreign bytes. In an ordinary build each target reads its seeds,
 * which hold what earlier fuzzing has found; the profile {@code fuzz} searches for more.
 */
package io.github.pysecaudit.fuzz;
