/** The network, bounded: one HTTP client, answers that can be absent, and their cache. */
package io.github.pysecaudit.remote;
