package io.adbot.plan;

import io.adbot.time.Nanos;
import io.adbot.value.GroupId;
import io.adbot.value.SessionId;
import java.util.List;

/** Something that the plan does otherwise than it was asked to, and says so. */
public sealed interface Adjustment {

    /** One sentence for a person. */
    String message();

    /**
     * The delay was below the floor (rule T3).
     *
     * @param askedNanos what was asked for
     * @param effectiveNanos the floor, which is used
     */
    record DelayRaised(long askedNanos, long effectiveNanos) implements Adjustment {
        @Override
        public String message() {
            return "delay_between_posts raised from " + Nanos.text(askedNanos) + " to the minimum of "
                    + Nanos.text(effectiveNanos);
        }
    }

    /**
     * Sessions were named more than once (rule T2).
     *
     * @param dropped the later occurrences, in order
     */
    record DuplicateSessions(List<SessionId> dropped) implements Adjustment {
        @Override
        public String message() {
            return "sessions named twice are used once: " + Lists.shortened(dropped);
        }
    }

    /**
     * Groups were named more than once (rule T2).
     *
     * @param dropped the later occurrences, in order
     */
    record DuplicateGroups(List<GroupId> dropped) implements Adjustment {
        @Override
        public String message() {
            return "groups named twice are used once: " + Lists.shortened(dropped);
        }
    }
}
