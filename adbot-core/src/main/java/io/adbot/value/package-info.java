/** The names by which everything refers to everything, and the one error that a bad value gets. */
@NullMarked
package io.adbot.value;

import org.jspecify.annotations.NullMarked;
