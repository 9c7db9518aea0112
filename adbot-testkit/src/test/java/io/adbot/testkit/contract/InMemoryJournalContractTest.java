package io.adbot.testkit.contract;

import io.adbot.journal.InMemoryJournal;
import io.adbot.journal.Journal;

class InMemoryJournalContractTest extends JournalContract {

    @Override
    protected Journal open() {
        return new InMemoryJournal();
    }

    @Override
    protected Journal reopen(Journal journal) {
        return ((InMemoryJournal) journal).afterCrash(0);
    }

    @Override
    protected void failNext(Journal journal) {
        ((InMemoryJournal) journal).failNext(1);
    }
}
