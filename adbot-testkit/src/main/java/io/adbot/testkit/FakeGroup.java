package io.adbot.testkit;

import io.adbot.value.GroupId;
import io.adbot.value.TenantId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the fake Telegram knows of one group. */
final class FakeGroup {

    /** Telegram's own message numbers, as TDLib shows them, are so far apart. */
    private static final long STEP = 1L << 20;

    final GroupId id;
    final long stream;
    private @Nullable Map<TenantId, FakeSend> unansweredOfOthers;
    private @Nullable FakeSend unanswered;
    private long slowMode = -1;
    private long lastMessage;

    FakeGroup(GroupId id, long seed) {
        this.id = id;
        this.stream = Luck.stream(seed, id.value());
    }

    /** Does only a send find out that the group is in slow mode? So it is in half of those that are by chance. */
    boolean hidesSlowModeFromCheck() {
        return slowMode < 0 && Luck.draw(stream, 1, Luck.Purpose.SLOW_MODE) >= 0;
    }

    void setSlowMode(long length) {
        slowMode = length;
    }

    /** How long a session waits between two posts here. */
    long slowMode(double share, long length) {
        if (slowMode >= 0) {
            return slowMode;
        }
        return share > 0 && Luck.unit(Luck.draw(stream, 0, Luck.Purpose.SLOW_MODE)) < share ? length : 0;
    }

    long nextMessage() {
        lastMessage += STEP;
        return lastMessage;
    }

    /** Notes the latest send of a tenant, and gives the one before it unless that was answered. */
    @Nullable
    FakeSend begin(FakeSend send) {
        TenantId tenant = send.tenant();
        FakeSend before = unanswered;
        unanswered = send;
        if (before == null || before.tenant().equals(tenant)) {
            return before != null || unansweredOfOthers == null ? before : unansweredOfOthers.remove(tenant);
        }
        if (unansweredOfOthers == null) {
            unansweredOfOthers = new HashMap<>();
        }
        unansweredOfOthers.put(before.tenant(), before);
        return unansweredOfOthers.remove(tenant);
    }

    /** Lets go of a send that was answered, so that what is long over is neither kept nor looked at again. */
    void end(FakeSend send) {
        if (unanswered == send) {
            unanswered = null;
        } else if (unansweredOfOthers != null) {
            unansweredOfOthers.remove(send.tenant(), send);
        }
    }
}
