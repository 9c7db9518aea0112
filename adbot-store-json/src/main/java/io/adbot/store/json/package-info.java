/** The embedded store: start at {@link io.adbot.store.json.JsonJournal}. */
@NullMarked
package io.adbot.store.json;

import org.jspecify.annotations.NullMarked;
