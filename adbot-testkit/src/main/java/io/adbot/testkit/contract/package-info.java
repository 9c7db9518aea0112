/**
 * The contract of each port as an abstract JUnit test: whoever writes an adapter extends it, and passes. The testkit's own
 * fakes do.
 */
@NullMarked
package io.adbot.testkit.contract;

import org.jspecify.annotations.NullMarked;
