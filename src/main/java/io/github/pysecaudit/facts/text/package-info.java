/** The texts of a tree, as the readers of deployment, CI and build files need them. */
package io.github.pysecaudit.facts.text;
