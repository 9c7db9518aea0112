package io.adbot.cycle;

import io.adbot.journal.CycleStatus;
import io.adbot.journal.SkipReason;
import io.adbot.message.OutcomeKind;
import io.adbot.plan.ExecutionPlan;
import io.adbot.plan.SessionSchedule;
import io.adbot.value.Counted;
import io.adbot.value.CycleId;
import io.adbot.value.GroupId;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What became of a cycle, delivery by delivery. Immutable. The counts add up: {@code planned = delivered + failed + unknown
 * + skipped}, where a withdrawn send counts as skipped.
 *
 * <p>Times are nanoseconds since the engine's opening, as in the journal.
 */
public final class CycleReport {

    private final TenantId tenant;
    private final CycleId cycle;
    private final CycleStatus status;
    private final ExecutionPlan plan;
    private final long startedNanos;
    private final long endedNanos;
    private final Counts counts;
    private final OptionalLong firstSendNanos;
    private final OptionalLong lastSendNanos;
    private final long maxLatenessNanos;
    private final long p99LatenessNanos;

    CycleReport(
            TenantId tenant,
            CycleId cycle,
            CycleStatus status,
            ExecutionPlan plan,
            long startedNanos,
            long endedNanos,
            Counts counts,
            OptionalLong firstSendNanos,
            OptionalLong lastSendNanos,
            long maxLatenessNanos,
            long p99LatenessNanos) {
        this.tenant = tenant;
        this.cycle = cycle;
        this.status = status;
        this.plan = plan;
        this.startedNanos = startedNanos;
        this.endedNanos = endedNanos;
        this.counts = counts;
        this.firstSendNanos = firstSendNanos;
        this.lastSendNanos = lastSendNanos;
        this.maxLatenessNanos = maxLatenessNanos;
        this.p99LatenessNanos = p99LatenessNanos;
    }

    /** Whose cycle. */
    public TenantId tenant() {
        return tenant;
    }

    /** Which cycle. */
    public CycleId cycle() {
        return cycle;
    }

    /** How it ended. */
    public CycleStatus status() {
        return status;
    }

    /** What was planned. */
    public ExecutionPlan plan() {
        return plan;
    }

    /** When it started. */
    public long startedNanos() {
        return startedNanos;
    }

    /** When it ended. */
    public long endedNanos() {
        return endedNanos;
    }

    /** How many deliveries there were. */
    public long planned() {
        return plan.posts();
    }

    /** How many were accepted by Telegram. */
    public long delivered() {
        return counts.of(Ending.settled(OutcomeKind.DELIVERED));
    }

    /** How many may have been posted. */
    public long unknown() {
        return counts.of(Ending.settled(OutcomeKind.UNKNOWN));
    }

    /** How many sends were taken back; they are among {@link #skipped}. */
    public long withdrawn() {
        return counts.of(Ending.settled(OutcomeKind.WITHDRAWN));
    }

    /** How many failed. */
    public long failed() {
        return failedByKind().values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many failed, by kind; kinds that did not occur are not in it. */
    public Map<OutcomeKind, Long> failedByKind() {
        Map<OutcomeKind, Long> failures = new EnumMap<>(OutcomeKind.class);
        for (OutcomeKind kind : OutcomeKind.values()) {
            long count = counts.of(Ending.settled(kind));
            if (kind.isFailure() && count > 0) {
                failures.put(kind, count);
            }
        }
        return failures;
    }

    /** How many were not sent: skips and withdrawn sends. */
    public long skipped() {
        return withdrawn()
                + skippedByReason().values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many were skipped, by reason; reasons that did not occur are not in it, nor are withdrawn sends. */
    public Map<SkipReason, Long> skippedByReason() {
        Map<SkipReason, Long> skips = new EnumMap<>(SkipReason.class);
        for (SkipReason reason : SkipReason.values()) {
            long count = counts.of(Ending.skipped(reason));
            if (count > 0) {
                skips.put(reason, count);
            }
        }
        return skips;
    }

    /** How often Telegram asked a session to wait. */
    public long floodWaits() {
        return counts.floodWaits;
    }

    /** When the first send started. */
    public OptionalLong firstSendNanos() {
        return firstSendNanos;
    }

    /** When the last send started. */
    public OptionalLong lastSendNanos() {
        return lastSendNanos;
    }

    /** By how much the latest delivery was first tried after its due time. */
    public long maxLatenessNanos() {
        return maxLatenessNanos;
    }

    /** By how much 99 % of the deliveries were at most late. */
    public long p99LatenessNanos() {
        return p99LatenessNanos;
    }

    /** How the delivery of a session to a group ended; empty if the plan has none, or if it is still open. */
    public Optional<Ending> ending(SessionId session, GroupId group) {
        int position = plan.groups().indexOf(group);
        for (int i = 0; i < plan.sessions().size(); i++) {
            SessionSchedule schedule = plan.sessions().get(i);
            if (schedule.session().equals(session)) {
                return position < schedule.from() || position >= schedule.to()
                        ? Optional.empty()
                        : counts.ending(i, position - schedule.from());
            }
        }
        return Optional.empty();
    }

    /** Shows every delivery with how it ended, session by session in plan order; those still open are left out. */
    public void forEach(DeliveryVisitor visitor) {
        for (int i = 0; i < plan.sessions().size(); i++) {
            SessionSchedule schedule = plan.sessions().get(i);
            for (int k = 0; k < schedule.groups(); k++) {
                GroupId group = plan.groups().get(schedule.from() + k);
                counts.ending(i, k).ifPresent(ending -> visitor.visit(schedule.session(), group, ending));
            }
        }
    }

    @Override
    public String toString() {
        return "cycle " + tenant + "/" + cycle + " " + status.wire() + ": " + planned() + " planned, " + delivered()
                + " delivered, " + failed() + " failed, " + unknown() + " unknown, " + skipped() + " skipped, "
                + Counted.of(floodWaits(), "flood wait");
    }

    /** Is shown the deliveries of a report one by one. */
    @FunctionalInterface
    public interface DeliveryVisitor {
        /** A delivery that ended. */
        void visit(SessionId session, GroupId group, Ending ending);
    }

    /** The numbers, taken over from the tally, which changes them no more. */
    static final class Counts {
        private final long[] byCode;
        private final byte[] @Nullable [] endings;
        private final long floodWaits;

        Counts(long[] byCode, byte[] @Nullable [] endings, long floodWaits) {
            this.byCode = byCode;
            this.endings = endings;
            this.floodWaits = floodWaits;
        }

        long of(Ending ending) {
            return byCode[ending.code()];
        }

        Optional<Ending> ending(int session, int k) {
            byte[] ofSession = endings[session];
            return ofSession == null || ofSession[k] == 0 ? Optional.empty() : Optional.of(Ending.ofCode(ofSession[k]));
        }
    }
}
