/**
 * Runs cycles: {@link io.adbot.cycle.CycleRunner} drives them, {@link io.adbot.cycle.CycleRules} holds what is true of every
 * executed cycle, {@link io.adbot.cycle.JournalChecker} finds out whether it was.
 */
@NullMarked
package io.adbot.cycle;

import org.jspecify.annotations.NullMarked;
