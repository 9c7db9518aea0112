/** The written journal: one JSON object a line. Start at {@link io.adbot.cli.journal.JournalReader}. */
@NullMarked
package io.adbot.cli.journal;

import org.jspecify.annotations.NullMarked;
