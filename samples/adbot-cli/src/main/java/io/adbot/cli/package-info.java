/** The command line tool {@code adbot}: plans, simulates, verifies. Start at {@link io.adbot.cli.Main}. */
@NullMarked
package io.adbot.cli;

import org.jspecify.annotations.NullMarked;
