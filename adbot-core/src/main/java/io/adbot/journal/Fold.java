package io.adbot.journal;

import io.adbot.time.Tick;

/**
 * Something that is made of facts: told a journal's in order, it knows what the journal says. The engine tells its folds the
 * whole journal when it opens, and then each fact as it is appended.
 */
@FunctionalInterface
public interface Fold {

    /** Takes in the next fact. Passes over those that are nothing to it, and never refuses one. */
    void apply(Tick at, JournalEvent event);
}
