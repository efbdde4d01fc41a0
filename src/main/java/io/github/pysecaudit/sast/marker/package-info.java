/**
 * Comments that tell a scanner to be silent: what they name, what they cover, what they explain.
 */
package io.github.pysecaudit.sast.marker;
