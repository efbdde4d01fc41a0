/** Runs scanners that are installed on the machine, at arm's length. */
package io.github.pysecaudit.sast.external;
