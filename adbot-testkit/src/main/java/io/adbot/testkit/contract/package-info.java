/** Contracts. */
@NullMarked
package io.adbot.testkit.contract;

import org.jspecify.annotations.NullMarked;
