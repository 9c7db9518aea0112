/** The figures of {@code docs/performance.md}, measured anew: {@code mvn -q -B -Pfigures}. */
@NullMarked
package io.adbot.figures;

import org.jspecify.annotations.NullMarked;
