package io.adbot.testkit;

import io.adbot.value.DeliveryId;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** What the fake Telegram knows of one session in one group. */
final class Membership {

    final Account account;
    final FakeGroup group;
    final long stream;
    private final double deniedLuck;
    private final double refusedLuck;
    private final ArrayDeque<Answer> script = new ArrayDeque<>(0);

    private @Nullable String denied;
    private @Nullable String refused;
    private boolean allowed;

    long sends;
    long checks;
    long lastPostAt = -1;

    @Nullable
    DeliveryId lastPosted;

    final GroupWatch watch = new GroupWatch();

    Membership(Account account, FakeGroup group) {
        this.account = account;
        this.group = group;
        this.stream = Luck.stream(account.stream, group.stream);
        this.deniedLuck = Luck.unit(Luck.draw(stream, 0, Luck.Purpose.DENIED));
        this.refusedLuck = Luck.unit(Luck.draw(stream, 0, Luck.Purpose.REFUSED));
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
        return !allowed && deniedLuck < share ? "not a member of the group" : null;
    }

    /** Why the session may not post here, as only a send finds out; null if it may. */
    @Nullable
    String refusal(double share) {
        if (refused != null) {
            return refused;
        }
        return !allowed && refusedLuck < share ? "CHAT_WRITE_FORBIDDEN" : null;
    }

    void script(Answer answer) {
        script.add(answer);
    }

    /** The next answer of the script; null if there is none. */
    @Nullable
    Answer scripted() {
        return script.poll();
    }

    /** How long the session still has to wait here; 0 for not at all. */
    long slowModeLeft(long now, long slowMode) {
        return lastPostAt < 0 ? 0 : Math.max(0, lastPostAt + slowMode - now);
    }

    @Override
    public String toString() {
        return account.session + "→" + group.id;
    }
}
