package io.adbot.check;

import io.adbot.plan.ExecutionMode;
import io.adbot.value.GroupId;
import io.adbot.value.SessionId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** E10: what cycles that were cut short may have delivered, so that the cycle that resumes them leaves it out. */
final class ResumedDeliveries {

    private final Map<GroupId, Set<SessionId>> done = new HashMap<>();
    private boolean missesSome;

    /** What was left out itself, because a cycle before had done it, stays left out. */
    void addAll(ResumedDeliveries before) {
        missesSome |= before.missesSome;
        before.done.forEach((group, sessions) -> sessions.forEach(session -> add(session, group)));
    }

    /** There is more: the first of the cycles began before the journal does. */
    void missSome() {
        missesSome = true;
    }

    void add(SessionId session, GroupId group) {
        done.computeIfAbsent(group, first -> new HashSet<>()).add(session);
    }

    /** In enterprise mode a group is done whichever session did it, for the parts may be cut anew. */
    boolean contains(ExecutionMode mode, SessionId session, GroupId group) {
        Set<SessionId> sessions = done.get(group);
        return sessions != null && (mode == ExecutionMode.ENTERPRISE || sessions.contains(session));
    }

    /** The same as far as anybody can tell. */
    boolean mayContain(ExecutionMode mode, SessionId session, GroupId group) {
        return missesSome || contains(mode, session, group);
    }
}
