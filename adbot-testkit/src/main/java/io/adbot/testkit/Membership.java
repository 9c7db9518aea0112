package io.adbot.testkit;

import io.adbot.value.CycleId;
import io.adbot.value.DeliveryId;
import io.adbot.value.TenantId;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** What the fake Telegram knows of one session in one group. */
final class Membership {

    final Account account;
    final FakeGroup group;
    /** Its number among those of the account. */
    final int place;

    final long stream;
    private @Nullable ArrayDeque<Answer> script;

    private @Nullable String denied;
    private @Nullable String refused;
    private boolean allowed;

    int sends;
    int checks;
    private long lastPostAt = -1;
    private @Nullable TenantId lastTenant;
    private @Nullable CycleId lastCycle;
    final GroupWatch watch = new GroupWatch();

    Membership(Account account, FakeGroup group, int place) {
        this.account = account;
        this.group = group;
        this.place = place;
        this.stream = Luck.stream(account.stream, group.stream);
    }

    void deny(String reason) {
        denied = reason;
    }

    void refuse(String reason) {
        refused = reason;
    }

    void allow() {
        allowed = true;
        denied = null;
        refused = null;
    }

    /** Why the session may not post here, as a question about permission finds out; null if it may. */
    @Nullable
    String denial(double share) {
        if (denied != null) {
            return denied;
        }
        return !allowed && isDrawn(share, Luck.Purpose.DENIED) ? "not a member of the group" : null;
    }

    /** Why the session may not post here, as only a send finds out; null if it may. */
    @Nullable
    String refusal(double share) {
        if (refused != null) {
            return refused;
        }
        return !allowed && isDrawn(share, Luck.Purpose.REFUSED) ? "CHAT_WRITE_FORBIDDEN" : null;
    }

    private boolean isDrawn(double share, Luck.Purpose trouble) {
        return share > 0 && Luck.unit(Luck.draw(stream, 0, trouble)) < share;
    }

    void script(Answer answer) {
        if (script == null) {
            script = new ArrayDeque<>();
        }
        script.add(answer);
    }

    /** The next answer of the script; null if there is none. */
    @Nullable
    Answer scripted() {
        return script == null ? null : script.poll();
    }

    /** How long the session still has to wait here; 0 for not at all. */
    long slowModeLeft(long now, long slowMode) {
        return lastPostAt < 0 ? 0 : Math.max(0, lastPostAt + slowMode - now);
    }

    /** Notes a post, and says whether the same delivery was posted before: in one group a tenant and its cycle tell them apart. */
    boolean posted(DeliveryId delivery, long now) {
        boolean again = delivery.cycle().equals(lastCycle) && delivery.tenant().equals(lastTenant);
        lastCycle = delivery.cycle();
        lastTenant = delivery.tenant();
        lastPostAt = now;
        return again;
    }

    @Override
    public String toString() {
        return account.session + "→" + group.id;
    }
}
