package io.adbot.cycle;

import io.adbot.journal.CycleStatus;
import io.adbot.journal.JournalEvent.CycleStarted;
import io.adbot.message.OutcomeKind;
import io.adbot.plan.ExecutionPlan;
import io.adbot.plan.SessionSchedule;
import io.adbot.value.CycleId;
import io.adbot.value.TenantId;
import java.util.Arrays;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Counts one cycle while it runs: how each delivery ended, and how late the sends were. */
final class CycleTally {

    private static final byte OPEN = 0;

    private final ExecutionPlan plan;
    private final byte[] @Nullable [] endings;
    private final long[] counts = new long[Ending.codes()];
    private long open;
    private long floodWaits;

    private long firstStart = Long.MAX_VALUE;
    private long lastStart = Long.MIN_VALUE;
    private long starts;
    private long[] late = new long[0];
    private int lateStarts;

    CycleTally(ExecutionPlan plan) {
        this.plan = plan;
        this.endings = new byte[plan.sessions().size()][];
        this.open = plan.posts();
    }

    void ended(Lane lane, int group, Ending ending) {
        byte[] ofLane = endings[lane.index];
        if (ofLane == null) {
            ofLane = new byte[lane.groups];
            endings[lane.index] = ofLane;
        }
        if (ofLane[group - lane.from] != OPEN) {
            throw new IllegalStateException("E8: delivery of " + lane.session + " to group " + group + " ended twice");
        }
        ofLane[group - lane.from] = ending.code();
        counts[ending.code()]++;
        open--;
    }

    void floodWait() {
        floodWaits++;
    }

    void started(long now, long due, boolean firstAttempt) {
        firstStart = Math.min(firstStart, now);
        lastStart = now;
        if (!firstAttempt) {
            return;
        }
        starts++;
        if (now > due) {
            if (lateStarts == late.length) {
                late = Arrays.copyOf(late, Math.max(16, 2 * late.length));
            }
            late[lateStarts++] = now - due;
        }
    }

    boolean allEnded() {
        return open == 0;
    }

    boolean anyStarted() {
        return lastStart != Long.MIN_VALUE;
    }

    /** When the last send of the cycle started. */
    long lastStart() {
        return lastStart;
    }

    /** Did this session deliver anything? */
    boolean delivered(Lane lane) {
        byte[] ofLane = endings[lane.index];
        if (ofLane != null) {
            for (byte code : ofLane) {
                if (code == Ending.settled(OutcomeKind.DELIVERED).code()) {
                    return true;
                }
            }
        }
        return false;
    }

    /** What is done and must not be done again by a cycle that resumes this one. */
    DoneDeliveries done(CycleStarted started) {
        DoneDeliveries done = new DoneDeliveries(started);
        for (int i = 0; i < endings.length; i++) {
            byte[] ofLane = endings[i];
            SessionSchedule session = plan.sessions().get(i);
            for (int k = 0; ofLane != null && k < ofLane.length; k++) {
                if (ofLane[k] != OPEN && CycleRules.isDone(Ending.ofCode(ofLane[k]))) {
                    done.add(session.session(), plan.groups().get(session.from() + k));
                }
            }
        }
        return done;
    }

    CycleReport report(TenantId tenant, CycleId cycle, CycleStatus status, long cycleStart, long cycleEnd) {
        long[] lateness = Arrays.copyOf(late, lateStarts);
        Arrays.sort(lateness);
        return new CycleReport(
                tenant,
                cycle,
                status,
                plan,
                cycleStart,
                cycleEnd,
                new CycleReport.Counts(counts, endings, floodWaits),
                anyStarted() ? OptionalLong.of(firstStart) : OptionalLong.empty(),
                anyStarted() ? OptionalLong.of(lastStart) : OptionalLong.empty(),
                lateness.length == 0 ? 0 : lateness[lateness.length - 1],
                percentile99(lateness));
    }

    /** The smallest lateness that at least 99 % of the sends did not exceed; those that were on time are not in the list. */
    private long percentile99(long[] lateness) {
        long rank = (starts * 99 + 99) / 100;
        long position = rank - (starts - lateness.length) - 1;
        return position < 0 ? 0 : lateness[(int) position];
    }
}
