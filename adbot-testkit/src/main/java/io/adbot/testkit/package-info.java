/** Testkit. */
@NullMarked
package io.adbot.testkit;

import org.jspecify.annotations.NullMarked;
