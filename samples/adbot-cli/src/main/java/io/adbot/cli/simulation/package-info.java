/** What {@code simulate} runs: cycles in virtual time, at a fake Telegram. */
@NullMarked
package io.adbot.cli.simulation;

import org.jspecify.annotations.NullMarked;
