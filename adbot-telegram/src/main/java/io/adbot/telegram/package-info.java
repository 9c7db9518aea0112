/** Telegram, reached through TDLib: the messaging port, the accounts behind it, and how to log in. */
@NullMarked
package io.adbot.telegram;

import org.jspecify.annotations.NullMarked;
