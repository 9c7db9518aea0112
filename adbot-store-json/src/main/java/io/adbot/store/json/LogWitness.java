package io.adbot.store.json;

import io.adbot.store.StoreException;
import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * Up to which entry the logs have the journal. They are written behind it, so a journal that ends before that has lost entries, and
 * with them last sends, waits and flags of which nothing else would tell.
 */
final class LogWitness {

    private final Path directory;
    private final long upTo;

    private LogWitness(Path directory, long upTo) {
        this.directory = directory;
        this.upTo = upTo;
    }

    /** What the logs in a data directory say. */
    static LogWitness of(Path directory) {
        Path logs = directory.resolve(JsonTenantLog.NAME);
        return new LogWitness(directory, new LogFiles(logs, OptionalInt.empty()).upTo());
    }

    /**
     * Refuses a journal that has lost entries.
     *
     * @param last the number of its last entry; 0 if it has none
     */
    void check(long last) {
        if (last >= upTo) {
            return;
        }
        String gone =
                "if it is gone for good and nothing that it knew of delays, flood waits and flagged sessions matters any more,"
                        + " delete logs/.upto";
        throw new StoreException(directory.resolve(JsonJournal.DIRECTORY) + ": got "
                + (last == 0 ? "no entries" : "entries up to seq " + last) + ", expected those up to seq " + upTo
                + ", which the logs tell of. "
                + (last == 0
                        ? "Put the journal back; or, " + gone
                        : "Put back what is missing; or, " + gone + ", " + UsersFile.NAME + ", " + StatsFile.NAME
                                + " and " + DefaultGroupsFile.NAME
                                + ": these three are written anew from the journal"));
    }
}
