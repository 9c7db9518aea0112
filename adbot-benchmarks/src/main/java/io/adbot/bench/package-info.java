/** Compares this library with what a user would pick instead, and writes {@code docs/benchmarks.md}: {@code mvn -B -Pbench verify}. */
@NullMarked
package io.adbot.bench;

import org.jspecify.annotations.NullMarked;
