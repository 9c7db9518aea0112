package io.adbot;

import io.adbot.journal.Fold;
import io.adbot.journal.JournalEvent;
import io.adbot.time.Tick;
import java.util.List;

/** Hands on facts to those who act on what happens, from the moment at which they are there; what was before is history. */
final class Relay implements Fold {

    private volatile List<Fold> listening = List.of();

    void to(Fold... folds) {
        listening = List.of(folds);
    }

    @Override
    public void apply(Tick at, JournalEvent event) {
        for (Fold fold : listening) {
            fold.apply(at, event);
        }
    }
}
