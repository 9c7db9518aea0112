/**
 * Runs cycles: {@link io.adbot.cycle.CycleRunner} drives them, {@link io.adbot.cycle.CycleRules} holds what is true of every
 * executed cycle, {@code io.adbot.check.JournalChecker} finds out whether it was.
 */
@NullMarked
package io.adbot.cycle;

import org.jspecify.annotations.NullMarked;
