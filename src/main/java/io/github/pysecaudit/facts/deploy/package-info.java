/**
 * What is deployed and with which rights: readers of container files, manifests, units, scripts and
 * sources, and the observations they make.
 */
package io.github.pysecaudit.facts.deploy;
