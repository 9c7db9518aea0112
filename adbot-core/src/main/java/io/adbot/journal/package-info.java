/**
 * The one stream of facts. Whatever the engine did or learned is an entry here before anything else is made of it:
 * recovery, stats, listeners and the rule checkers all read this.
 */
@NullMarked
package io.adbot.journal;

import org.jspecify.annotations.NullMarked;
