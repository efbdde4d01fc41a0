/** Known vulnerabilities by the OSV schema, online and from a local copy. */
package io.github.pysecaudit.advisory;
