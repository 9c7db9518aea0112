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

    private final String cycle;
    private final Map<GroupId, Set<SessionId>> done = new HashMap<>();
    private boolean missesSome;

    /** Nothing yet, of the cycle of this name. */
    ResumedDeliveries(String cycle) {
        this.cycle = cycle;
    }

    /** What a cycle may have delivered that began before the journal does. */
    static ResumedDeliveries unseen() {
        ResumedDeliveries unseen = new ResumedDeliveries("a cycle that began before the journal does");
        unseen.missSome();
        return unseen;
    }

    /** What was left out itself, because a cycle before had done it, stays left out. */
    void addAll(ResumedDeliveries before) {
        missesSome |= before.missesSome;
        before.done.forEach((group, sessions) -> sessions.forEach(session -> add(session, group)));
    }

    /** There may be more: the journal does not tell all. */
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

    /** Which cycle, the last of them, for a person. */
    @Override
    public String toString() {
        return cycle;
    }
}
