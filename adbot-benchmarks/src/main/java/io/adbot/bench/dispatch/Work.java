package io.adbot.bench.dispatch;

import io.adbot.plan.PlanRules;
import java.util.concurrent.TimeUnit;

/**
 * The same work for every contender: session i sends for the first time at its time, and again so many times, each {@link #GAP}
 * after the start of the one before. That is rule E1: who is late is late for all that follows, and never closes up. So a send is
 * due when the one before has started and the gap has passed, and its lateness is counted from there.
 *
 * <p>All is handed over at once, a while before the first session is due, so that at the beginning all of them are pending, and
 * what it takes to hand over makes nobody late.
 *
 * @param sessions how many are pending
 * @param sends how often each sends
 * @param lead from the handing over to the first send
 * @param spread the time over which the first sends are spread evenly
 */
record Work(int sessions, int sends, long lead, long spread) {

    /** Between two sends of one session: the floor of the delay. */
    static final long GAP = PlanRules.MINIMUM_DELAY_NANOS;

    static Work of(int sessions, int sends, long leadMillis, long spreadMillis) {
        return new Work(
                sessions,
                sends,
                TimeUnit.MILLISECONDS.toNanos(leadMillis),
                TimeUnit.MILLISECONDS.toNanos(spreadMillis));
    }

    /** How many sends there are in all. */
    int all() {
        return sessions * sends;
    }

    /** When a session sends for the first time, from the handing over. */
    long first(int session) {
        return lead + session * (spread / sessions);
    }

    /** How long it takes if nothing is late. */
    long span() {
        return first(sessions - 1) + (sends - 1) * GAP;
    }
}
