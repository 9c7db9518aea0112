package io.adbot.cycle;

import io.adbot.journal.JournalEvent.CycleStarted;
import io.adbot.plan.ExecutionMode;
import io.adbot.plan.ExecutionPlan;
import io.adbot.plan.GroupList;
import io.adbot.plan.SessionSchedule;
import io.adbot.value.CycleId;
import io.adbot.value.DeliveryId;
import io.adbot.value.GroupId;
import io.adbot.value.SessionId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * What a cycle has delivered or left unknown, and so what a cycle that resumes it leaves out, should it be cut short (rule E10).
 *
 * <p>Holds a bit for each delivery of the cycle's plan. Only what a cycle before it did, which it resumes, and which its own plan
 * does not have, is held by name.
 */
final class DoneDeliveries {

    private final CycleStarted started;
    private final Map<SessionId, Part> parts;

    /** Which groups are done, whoever did them: positions in the plan's list. */
    private final BitSet groups = new BitSet();

    /** What the plan does not have. */
    private Map<GroupId, Set<SessionId>> beyond = Map.of();

    DoneDeliveries(CycleStarted started) {
        this.started = started;
        ExecutionPlan plan = started.plan();
        this.parts = new LinkedHashMap<>((int) (plan.sessions().size() / 0.75f) + 1);
        for (SessionSchedule schedule : plan.sessions()) {
            parts.put(schedule.session(), new Part(schedule.from(), schedule.to()));
        }
    }

    /** The same for a cycle that resumes this one: what was done before it stays done. */
    DoneDeliveries carriedOver(CycleStarted next) {
        DoneDeliveries carried = new DoneDeliveries(next);
        carried.addAll(this);
        return carried;
    }

    CycleId cycle() {
        return started.cycle();
    }

    CycleStarted started() {
        return started;
    }

    /** In enterprise mode a group counts as done whichever session it belonged to, for the parts may be cut anew. */
    boolean contains(ExecutionMode mode, SessionId session, GroupId group) {
        int position = position(group);
        Set<SessionId> others = beyond.getOrDefault(group, Set.of());
        if (mode == ExecutionMode.ENTERPRISE) {
            return !others.isEmpty() || (position >= 0 && groups.get(position));
        }
        Part part = parts.get(session);
        return others.contains(session) || (part != null && part.has(position));
    }

    void add(DeliveryId delivery) {
        add(delivery.session(), delivery.group());
    }

    void add(SessionId session, GroupId group) {
        int position = position(group);
        Part part = parts.get(session);
        if (part != null && part.covers(position)) {
            part.done.set(position - part.from);
            groups.set(position);
        } else {
            if (beyond.isEmpty()) {
                beyond = new HashMap<>();
            }
            beyond.computeIfAbsent(group, first -> new HashSet<>()).add(session);
        }
    }

    void addAll(DoneDeliveries others) {
        others.forEachSession((session, done) -> done.forEach(group -> add(session, group)));
    }

    void remove(DeliveryId delivery) {
        int position = position(delivery.group());
        Part part = parts.get(delivery.session());
        if (part != null && part.has(position)) {
            part.done.clear(position - part.from);
            groups.set(position, parts.values().stream().anyMatch(each -> each.has(position)));
        } else if (!beyond.isEmpty()) {
            beyond.computeIfPresent(delivery.group(), (group, sessions) -> {
                sessions.remove(delivery.session());
                return sessions.isEmpty() ? null : sessions;
            });
        }
    }

    /** Tells what each session has done; a session may come twice, with other groups. */
    void forEachSession(BiConsumer<SessionId, List<GroupId>> out) {
        GroupList all = started.plan().groups();
        parts.forEach((session, part) -> {
            if (!part.done.isEmpty()) {
                out.accept(
                        session,
                        part.done.stream().mapToObj(k -> all.get(part.from + k)).toList());
            }
        });
        Map<SessionId, List<GroupId>> others = new LinkedHashMap<>();
        beyond.forEach((group, sessions) -> sessions.forEach(session ->
                others.computeIfAbsent(session, first -> new ArrayList<>()).add(group)));
        others.forEach(out);
    }

    private int position(GroupId group) {
        return started.plan().groups().indexOf(group);
    }

    /** A session's part of the plan; a plan that was recorded may say anything of where it begins and ends. */
    private static final class Part {
        private final int from;
        private final int to;
        private final BitSet done = new BitSet(0);

        Part(int from, int to) {
            this.from = from;
            this.to = to;
        }

        boolean covers(int position) {
            return position >= 0 && from <= position && position < to;
        }

        boolean has(int position) {
            return covers(position) && done.get(position - from);
        }
    }
}
