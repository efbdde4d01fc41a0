/**
 * Fuzz targets for every reader of foreign bytes. In an ordinary build each target reads its seeds,
 * which hold what earlier fuzzing has found, and damaged copies of them; the profile {@code fuzz}
 * searches for more. A target that needs to see what only a package sees lies in that package.
 */
package io.github.pysecaudit.fuzz;
