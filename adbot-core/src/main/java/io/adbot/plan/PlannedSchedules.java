package io.adbot.plan;

import io.adbot.value.SessionId;
import java.util.AbstractList;
import java.util.RandomAccess;

/** The schedules of a plan as the formulas that they are: nothing is stored for a session but its name. */
abstract sealed class PlannedSchedules extends AbstractList<SessionSchedule> implements RandomAccess {

    final SessionList sessions;
    final int groups;

    PlannedSchedules(SessionList sessions, int groups) {
        this.sessions = sessions;
        this.groups = groups;
    }

    @Override
    public final int size() {
        return sessions.size();
    }

    @Override
    public final SessionSchedule get(int index) {
        SessionId session = sessions.get(index);
        return new SessionSchedule(session, offset(index), from(index), to(index));
    }

    abstract long offset(int index);

    abstract int from(int index);

    abstract int to(int index);

    static final class Starter extends PlannedSchedules {
        private final long cycle;

        Starter(SessionList sessions, int groups, long cycle) {
            super(sessions, groups);
            this.cycle = cycle;
        }

        @Override
        long offset(int index) {
            return PlanRules.starterOffset(index, sessions.size(), cycle);
        }

        @Override
        int from(int index) {
            return 0;
        }

        @Override
        int to(int index) {
            return groups;
        }
    }

    static final class Enterprise extends PlannedSchedules {
        Enterprise(SessionList sessions, int groups) {
            super(sessions, groups);
        }

        @Override
        long offset(int index) {
            return 0;
        }

        @Override
        int from(int index) {
            return PlanRules.enterprisePartStart(index, sessions.size(), groups);
        }

        @Override
        int to(int index) {
            return PlanRules.enterprisePartStart(index + 1, sessions.size(), groups);
        }
    }
}
