/** The lines of a written journal, one JSON object each: start at {@link io.adbot.store.json.line.JournalLines}. */
@NullMarked
package io.adbot.store.json.line;

import org.jspecify.annotations.NullMarked;
