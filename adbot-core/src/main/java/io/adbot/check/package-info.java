/**
 * Finds out whether a journal obeys the rules, whoever wrote it: {@link io.adbot.check.JournalChecker}. It decides nothing
 * itself: the rules are those of {@link io.adbot.plan.PlanRules} and {@link io.adbot.cycle.CycleRules}, here they are held
 * against what was journalled.
 */
@NullMarked
package io.adbot.check;

import org.jspecify.annotations.NullMarked;
