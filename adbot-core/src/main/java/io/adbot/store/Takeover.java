package io.adbot.store;

import io.adbot.engine.Books;
import io.adbot.journal.JournalEvent;
import io.adbot.journal.SetupEvent.CredentialsSet;
import io.adbot.journal.SetupEvent.SnapshotWritten;
import io.adbot.message.ApiCredentials;
import java.util.ArrayList;
import java.util.List;

/** What an opening takes over of what an operator has changed while the engine was closed (rules M9 and S4). A pure function. */
public final class Takeover {

    private Takeover() {}

    /**
     * All that is to be journalled.
     *
     * @param books what the journal says
     * @param edits what the {@linkplain ReadableFiles#edits readable files} say otherwise
     * @param credentials what there are now
     * @throws StoreException if a session would sign in with another application than before, or with none
     */
    public static List<JournalEvent> of(Books books, List<JournalEvent> edits, List<ApiCredentials> credentials) {
        List<JournalEvent> facts = new ArrayList<>(edits);
        CredentialsSet set = CredentialsSet.of(credentials);
        if (!set.apiIds().equals(books.apiIds())) {
            facts.add(marks(facts), set);
            new PairPositions(books, facts).check();
        }
        return facts;
    }

    /**
     * The credentials come before what else was edited, for positions in that are those of the new list; and behind the marks with
     * which edits begin, or else an opening that a crash cuts off there could not be taken up again.
     */
    private static int marks(List<JournalEvent> edits) {
        int marks = 0;
        while (marks < edits.size() && edits.get(marks) instanceof SnapshotWritten) {
            marks++;
        }
        return marks;
    }
}
