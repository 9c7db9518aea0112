/** Kills an engine again and again, and looks at what it left. */
@NullMarked
package io.adbot.store.json.crash;

import org.jspecify.annotations.NullMarked;
