package io.adbot.plan;

import io.adbot.value.Counted;
import io.adbot.value.GroupId;
import io.adbot.value.SessionId;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The complete timing of one cycle. Immutable; all times are nanoseconds from the start of the cycle.
 *
 * <p>Post k of session i is due at its offset plus k times the delay (rule T8). A plan holds O(N) and shares the group
 * list, however many posts it stands for.
 */
public final class ExecutionPlan implements PlanResult {

    private final ExecutionMode mode;
    private final long delayNanos;
    private final OptionalLong cycleNanos;
    private final long endNanos;
    private final GroupList groups;
    private final List<SessionSchedule> sessions;
    private final List<Adjustment> adjustments;

    ExecutionPlan(
            ExecutionMode mode,
            long delayNanos,
            OptionalLong cycleNanos,
            long endNanos,
            GroupList groups,
            List<SessionSchedule> sessions,
            List<Adjustment> adjustments) {
        this.mode = mode;
        this.delayNanos = delayNanos;
        this.cycleNanos = cycleNanos;
        this.endNanos = endNanos;
        this.groups = groups;
        this.sessions = sessions;
        this.adjustments = adjustments;
    }

    /**
     * A plan as somebody wrote it down. It is taken as it is: {@link PlanRules#check} says whether it obeys the rules, and
     * of one that does not, only what was recorded means anything: not its due times, runtime and number of posts.
     *
     * @param endNanos the end of the last slot: the cycle's length for starter, the common end of the slots for enterprise
     */
    public static ExecutionPlan recorded(
            ExecutionMode mode, long delayNanos, long endNanos, GroupList groups, List<SessionSchedule> sessions) {
        return new ExecutionPlan(
                Objects.requireNonNull(mode),
                delayNanos,
                mode == ExecutionMode.STARTER ? OptionalLong.of(endNanos) : OptionalLong.empty(),
                endNanos,
                groups,
                List.copyOf(sessions),
                List.of());
    }

    /** How the groups are spread over the sessions. */
    public ExecutionMode mode() {
        return mode;
    }

    /** D′: the pause between the starts of two consecutive posts of one session. */
    public long delayNanos() {
        return delayNanos;
    }

    /** C, for starter. */
    public OptionalLong cycleNanos() {
        return cycleNanos;
    }

    /** When the last slot ends. */
    public long endNanos() {
        return endNanos;
    }

    /** All groups, in configured order. */
    public GroupList groups() {
        return groups;
    }

    /** What each session does, in order. */
    public List<SessionSchedule> sessions() {
        return sessions;
    }

    /** What was changed in the request to get here. */
    public List<Adjustment> adjustments() {
        return adjustments;
    }

    /** When the slot of session {@code index} begins; the slot is {@code [slotStart, slotEnd)} (rule T12). */
    public long slotStart(int index) {
        return sessions.get(index).offsetNanos();
    }

    /** When the slot of session {@code index} ends. */
    public long slotEnd(int index) {
        return mode == ExecutionMode.STARTER && index + 1 < sessions.size()
                ? sessions.get(index + 1).offsetNanos()
                : endNanos;
    }

    /** When post {@code k} of session {@code index} is due. */
    public long due(int index, int k) {
        return sessions.get(index).offsetNanos() + k * delayNanos;
    }

    /** How long the session with the most groups is at work: G·D′ for starter, that of the largest part for enterprise. */
    public long sessionRuntimeNanos() {
        return delayNanos
                * (mode == ExecutionMode.STARTER
                        ? groups.size()
                        : sessions.get(0).groups());
    }

    /** How many posts there are. */
    public long posts() {
        return mode == ExecutionMode.STARTER ? (long) sessions.size() * groups.size() : groups.size();
    }

    /** All due times in time order, equal ones in session order. Lazy: costs memory for none of them. */
    public Stream<DuePost> duePosts() {
        return LongStream.range(0, posts()).mapToObj(this::post);
    }

    /** Hands every due time to the visitor, in the order of {@link #duePosts}; allocates nothing for a post. */
    public void forEachDue(DueVisitor visitor) {
        if (mode == ExecutionMode.STARTER) {
            // Slots do not overlap and a session finishes within its own (T6), so one after the other is time order.
            for (int i = 0; i < sessions.size(); i++) {
                SessionSchedule session = sessions.get(i);
                long due = session.offsetNanos();
                for (int group = session.from(); group < session.to(); group++, due += delayNanos) {
                    visitor.visit(i, group, due);
                }
            }
        } else {
            // All begin together and larger parts come first (T7), so round by round is time order.
            int[] starts = sessions.stream().mapToInt(SessionSchedule::from).toArray();
            int[] sizes = sessions.stream().mapToInt(SessionSchedule::groups).toArray();
            for (int k = 0; k < sizes[0]; k++) {
                long due = k * delayNanos;
                for (int i = 0; i < sizes.length && k < sizes[i]; i++) {
                    visitor.visit(i, starts[i] + k, due);
                }
            }
        }
    }

    @Override
    public <R> R fold(Function<ExecutionPlan, R> planned, Function<Infeasible, R> infeasible) {
        return planned.apply(this);
    }

    @Override
    public String toString() {
        return "ExecutionPlan[" + mode.wire() + ", " + Counted.of(sessions.size(), "session") + ", "
                + Counted.of(groups.size(), "group") + "]";
    }

    /** Session by session, or round by round, for the reasons given in {@link #forEachDue}. */
    private DuePost post(long position) {
        boolean starter = mode == ExecutionMode.STARTER;
        int width = starter ? groups.size() : sessions.size();
        int row = (int) (position / width);
        int column = (int) (position % width);
        SessionSchedule session = sessions.get(starter ? row : column);
        int k = starter ? column : row;
        return new DuePost(session.session(), groups.get(session.from() + k), session.offsetNanos() + k * delayNanos);
    }

    /**
     * One post of a plan.
     *
     * @param session who
     * @param group where
     * @param dueNanos when
     */
    public record DuePost(SessionId session, GroupId group, long dueNanos) {}

    /** Is shown the due times of a plan one by one. */
    @FunctionalInterface
    public interface DueVisitor {
        /**
         * A post is due.
         *
         * @param session position of the session in {@link ExecutionPlan#sessions()}
         * @param group position of the group in {@link ExecutionPlan#groups()}
         * @param dueNanos when
         */
        void visit(int session, int group, long dueNanos);
    }
}
