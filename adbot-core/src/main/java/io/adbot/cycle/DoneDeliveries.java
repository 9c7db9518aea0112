package io.adbot.cycle;

import io.adbot.plan.ExecutionMode;
import io.adbot.value.CycleId;
import io.adbot.value.DeliveryId;
import io.adbot.value.GroupId;
import io.adbot.value.SessionId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a cycle that was cut short has delivered or left unknown, and so what a cycle that resumes it leaves out (rule E10).
 */
final class DoneDeliveries {

    private final CycleId cycle;
    private final Set<SessionGroup> pairs = new HashSet<>();
    private final Map<GroupId, Integer> groups = new HashMap<>();

    DoneDeliveries(CycleId cycle) {
        this.cycle = cycle;
    }

    /** The same for the cycle that resumes this one: what was done before it stays done. */
    DoneDeliveries carriedOver(CycleId next) {
        DoneDeliveries carried = new DoneDeliveries(next);
        carried.pairs.addAll(pairs);
        carried.groups.putAll(groups);
        return carried;
    }

    CycleId cycle() {
        return cycle;
    }

    /** In enterprise mode a group counts as done whichever session it belonged to, for the parts may be cut anew. */
    boolean contains(ExecutionMode mode, SessionId session, GroupId group) {
        return mode == ExecutionMode.ENTERPRISE
                ? groups.containsKey(group)
                : pairs.contains(new SessionGroup(session, group));
    }

    void add(SessionId session, GroupId group) {
        if (pairs.add(new SessionGroup(session, group))) {
            groups.merge(group, 1, Integer::sum);
        }
    }

    void addAll(DoneDeliveries others) {
        others.pairs.forEach(pair -> add(pair.session(), pair.group()));
    }

    void add(DeliveryId delivery) {
        add(delivery.session(), delivery.group());
    }

    /** What each session has done. */
    Map<SessionId, List<GroupId>> bySession() {
        Map<SessionId, List<GroupId>> sessions = new LinkedHashMap<>();
        pairs.forEach(pair -> sessions.computeIfAbsent(pair.session(), first -> new ArrayList<>())
                .add(pair.group()));
        return sessions;
    }

    void remove(DeliveryId delivery) {
        if (pairs.remove(new SessionGroup(delivery.session(), delivery.group()))) {
            groups.computeIfPresent(delivery.group(), (group, sessions) -> sessions == 1 ? null : sessions - 1);
        }
    }
}
