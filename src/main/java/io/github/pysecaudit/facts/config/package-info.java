/** The project's own configuration, {@code audit.toml}, reviewed like code. */
package io.github.pysecaudit.facts.config;
