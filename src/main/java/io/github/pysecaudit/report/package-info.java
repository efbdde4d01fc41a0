/** One class per report format. */
package io.github.pysecaudit.report;
