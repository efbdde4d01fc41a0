/** The Maven goals, and the one adapter that knows Maven types. */
package io.github.pysecaudit.mojo;
