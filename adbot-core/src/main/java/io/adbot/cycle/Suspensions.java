package io.adbot.cycle;

import io.adbot.journal.CheckpointEvent;
import io.adbot.journal.CheckpointEvent.RefusalsRecalled;
import io.adbot.plan.ExecutionMode;
import io.adbot.value.GroupId;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Which groups are left out for which of a tenant's sessions, because they refused them in several of its cycles in a row. A cycle
 * in which the group was not tried says nothing; one in which it was and did not refuse ends the row. Holds only the pairs that were
 * refused.
 */
final class Suspensions {

    private final Map<SessionGroup, Refusals> refusals = new HashMap<>();

    boolean leavesOut(SessionId session, GroupId group) {
        Refusals pair = find(session, group);
        return pair != null && pair.cyclesLeft > 0;
    }

    /** In how many cycles in a row the group refused the session. */
    int inRow(SessionId session, GroupId group) {
        Refusals pair = find(session, group);
        return pair == null ? 0 : pair.inRow;
    }

    void refused(SessionId session, GroupId group) {
        refusals.computeIfAbsent(new SessionGroup(session, group), pair -> new Refusals()).inRow++;
    }

    /** A cycle in which the group was tried and did not refuse: there is no row any more. */
    void notRefused(SessionId session, GroupId group) {
        if (!refusals.isEmpty()) {
            refusals.remove(new SessionGroup(session, group));
        }
    }

    /** The same of all that a cycle has delivered or left unknown, which a crash did not let it say of each. */
    void notRefused(DoneDeliveries done) {
        if (!refusals.isEmpty()) {
            refusals.keySet().removeIf(pair -> done.contains(ExecutionMode.STARTER, pair.session(), pair.group()));
        }
    }

    void suspended(SessionId session, GroupId group, int cycles) {
        refusals.computeIfAbsent(new SessionGroup(session, group), pair -> new Refusals()).cyclesLeft = cycles;
    }

    void leftOut(SessionId session, GroupId group) {
        Refusals pair = find(session, group);
        if (pair != null && pair.cyclesLeft > 0) {
            pair.cyclesLeft--;
        }
    }

    /** The session is gone. */
    void forget(SessionId session) {
        if (!refusals.isEmpty()) {
            refusals.keySet().removeIf(pair -> pair.session().equals(session));
        }
    }

    void recalled(RefusalsRecalled told) {
        Refusals pair = new Refusals();
        pair.inRow = told.inRow();
        pair.cyclesLeft = told.cyclesLeft();
        refusals.put(new SessionGroup(told.session(), told.group()), pair);
    }

    void checkpoint(TenantId tenant, Consumer<? super CheckpointEvent> out) {
        refusals.forEach((pair, count) ->
                out.accept(new RefusalsRecalled(tenant, pair.session(), pair.group(), count.inRow, count.cyclesLeft)));
    }

    private @Nullable Refusals find(SessionId session, GroupId group) {
        return refusals.isEmpty() ? null : refusals.get(new SessionGroup(session, group));
    }

    private static final class Refusals {
        private int inRow;
        private int cyclesLeft;
    }
}
