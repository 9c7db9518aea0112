package io.adbot.testkit;

import io.adbot.testkit.Luck.Purpose;
import io.adbot.value.CycleId;
import io.adbot.value.DeliveryId;
import io.adbot.value.GroupId;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * What the fake Telegram knows of one session in one group. There is one for each pair, so it keeps what nearly all of them
 * need, and leaves the rest to be drawn or made when it is asked for.
 */
final class Membership {

    final Account account;
    final FakeGroup group;
    /** Its number among those of the account. */
    final int place;

    int sends;
    int checks;
    private long lastPostAt = -1;
    private @Nullable TenantId lastTenant;
    private @Nullable CycleId lastCycle;
    private @Nullable Script script;

    // What the session was told, as far as the rules of its next send here ask:
    private boolean mayPost;
    private @Nullable ToldWait slowMode;

    Membership(Account account, FakeGroup group, int place) {
        this.account = account;
        this.group = group;
        this.place = place;
    }

    /** Is it the membership in this very group? Where it says no, it may still be that of an equal id. */
    @SuppressWarnings("ReferenceEquality")
    boolean isIn(GroupId id) {
        return group.id == id;
    }

    /** Likewise of the session. */
    @SuppressWarnings("ReferenceEquality")
    boolean isOf(SessionId id) {
        return account.session == id;
    }

    /** The stream of draws that belongs to this session in this group. */
    long stream() {
        return Luck.stream(account.stream, group.stream);
    }

    /** What a test says of it. */
    Script script() {
        if (script == null) {
            script = new Script();
        }
        return script;
    }

    /** The answer that a test wants the next send to get; null if it does not care. */
    @Nullable
    Answer scripted() {
        return script == null ? null : script.next();
    }

    /** Why the session may not post here, as a question about permission finds out; null if it may. */
    @Nullable
    String denial(double share) {
        if (script != null && script.denied != null) {
            return script.denied;
        }
        return isDrawn(share, Purpose.DENIED) ? "not a member of the group" : null;
    }

    /** Why the session may not post here, as only a send finds out; null if it may. */
    @Nullable
    String refusal(double share) {
        if (script != null && script.refused != null) {
            return script.refused;
        }
        return isDrawn(share, Purpose.REFUSED) ? "CHAT_WRITE_FORBIDDEN" : null;
    }

    private boolean isDrawn(double share, Purpose trouble) {
        return share > 0 && (script == null || !script.allowed) && Luck.unit(Luck.draw(stream(), 0, trouble)) < share;
    }

    /** How long the session still has to wait here; 0 for not at all. */
    long slowModeLeft(long now, long length) {
        return lastPostAt < 0 ? 0 : Math.max(0, lastPostAt + length - now);
    }

    /** Notes a post, and says whether the same delivery was posted before: in one group a tenant and its cycle tell them apart. */
    boolean posted(DeliveryId delivery, long now) {
        boolean again = delivery.cycle().equals(lastCycle) && delivery.tenant().equals(lastTenant);
        lastCycle = delivery.cycle();
        lastTenant = delivery.tenant();
        lastPostAt = now;
        return again;
    }

    // ---------------------------------------------------------------- what the session was told

    void tellPermission(boolean granted) {
        mayPost = granted;
        if (granted) {
            slowMode = null; // Whatever it had been told before, it is now told that it may.
        }
    }

    /** May it post? Once told, it may for one send. */
    boolean usePermission() {
        boolean may = mayPost;
        mayPost = false;
        return may;
    }

    void tellToWait(long now, long length) {
        slowMode = new ToldWait(now, now + length);
    }

    void forgetWhatItWasTold() {
        mayPost = false;
        slowMode = null;
    }

    /** How much of slow mode is left that it has been told of; 0 for nothing. */
    long toldToWait(long now) {
        return ToldWait.left(slowMode, now);
    }

    @Override
    public String toString() {
        return account.session + "→" + group.id;
    }
}
