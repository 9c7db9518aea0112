package io.adbot.store;

import io.adbot.value.TenantId;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** What happened to each tenant, a line an event, a file a day in UTC (rule M6). A view of the journal. */
public interface TenantLog {

    /**
     * The last lines of a tenant's log, oldest first. Its cost depends on the lines asked for, not on the length of the log.
     *
     * @param count how many at most
     */
    CompletionStage<List<String>> last(TenantId tenant, int count);

    /**
     * How many files lack lines because they cannot be written, as far as is known; 0 for logs that cannot fail. The journal has
     * what should stand in them, and the lines are written when that can be, at the latest at an opening.
     */
    default int incomplete() {
        return 0;
    }
}
