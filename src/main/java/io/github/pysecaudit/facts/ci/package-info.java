/**
 * What the continuous integration of the project runs, followed through the indirections people
 * use, and with which rights.
 */
package io.github.pysecaudit.facts.ci;
