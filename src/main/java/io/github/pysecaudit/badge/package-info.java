/** The OpenSSF Best Practices badge. */
package io.github.pysecaudit.badge;
