package io.adbot.store.json;

import io.adbot.journal.Journal;
import io.adbot.testkit.contract.JournalContract;

/** The port's contract, on a disk that forgets all that it may forget when the process ends. */
class JsonJournalOnSimulatedDiskTest extends JournalContract {

    private SimulatedDisk disk = OpenJournal.disk();
    private FailingDisk failing;

    @Override
    protected Journal open() {
        failing = new FailingDisk(disk);
        return OpenJournal.on(failing, 1_000);
    }

    @Override
    protected Journal reopen(Journal journal) {
        disk = disk.afterCrash();
        return open();
    }

    @Override
    protected void failNext(Journal journal) {
        failing.failNext();
    }
}
