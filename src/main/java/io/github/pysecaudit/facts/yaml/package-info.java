/** The one reader of YAML: documents as values with lines, safe and bounded. */
package io.github.pysecaudit.facts.yaml;
