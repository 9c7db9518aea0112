package io.adbot;

import io.adbot.cycle.CycleOrder;
import io.adbot.cycle.StartRefusedException.Kind;
import io.adbot.cycle.StartRefusedException.Reason;
import io.adbot.value.SessionId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The sessions with which preflights are asking Telegram. A session answers one question at a time, so nobody else begins
 * anything with them meanwhile. Touched on the loop alone.
 */
final class Questioned {

    private final Set<SessionId> sessions = new HashSet<>();

    /** A preflight begins to ask with these. */
    void begin(Collection<SessionId> asked) {
        sessions.addAll(asked);
    }

    /** It has all its answers. */
    void end(Collection<SessionId> asked) {
        sessions.removeAll(asked);
    }

    /** What stands in the way of whoever wants to carry out the order. */
    List<Reason> reasonsAgainst(CycleOrder order) {
        List<SessionId> busy =
                order.request().sessions().stream().filter(sessions::contains).toList();
        return busy.isEmpty()
                ? List.of()
                : List.of(new Reason(
                        Kind.PREFLIGHT,
                        "A preflight is asking Telegram with " + busy + ". Try again once it is done."));
    }
}
