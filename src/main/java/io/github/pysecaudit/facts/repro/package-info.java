/** What is known about reproducible builds: tables of tools, what archives show, comparisons. */
package io.github.pysecaudit.facts.repro;
