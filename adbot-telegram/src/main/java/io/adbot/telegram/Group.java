package io.adbot.telegram;

import io.adbot.telegram.td.Answers.BasicGroup;
import io.adbot.telegram.td.Answers.ChatPermissions;
import io.adbot.telegram.td.Answers.Supergroup;
import io.adbot.telegram.td.Answers.SupergroupFullInfo;
import io.adbot.time.Nanos;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What an account knows of a chat that it posts to; kept current by TDLib's updates. Touched on the port's loop alone. */
final class Group {

    private final long chatId;
    private ChatPermissions permissions;
    private @Nullable Supergroup supergroup;
    private @Nullable BasicGroup basic;
    private long slowModeDelay;

    /** By the account's own posts, of which TDLib may not have heard yet. */
    private long postedUntil;

    /** As TDLib told last. It takes its own attempts for posts until it asks Telegram again. */
    private long toldUntil;

    Group(long chatId, ChatPermissions permissions) {
        this.chatId = chatId;
        this.permissions = permissions;
    }

    long chatId() {
        return chatId;
    }

    void update(ChatPermissions now) {
        permissions = now;
    }

    void update(Supergroup now) {
        supergroup = now;
        if (!now.isSlowModeEnabled()) {
            slowModeDelay = 0;
            toldUntil = 0;
        }
    }

    void update(BasicGroup now) {
        basic = now;
    }

    /** What is told at a time about slow mode. */
    void update(SupergroupFullInfo info, long now) {
        slowModeDelay = Duration.ofSeconds(info.slowModeDelay()).toNanos();
        toldUntil = slowModeDelay == 0 ? 0 : Nanos.plus(now, nanos(info.slowModeDelayExpiresIn()));
    }

    /** A post of the account's has arrived. */
    void posted(long now) {
        if (isSlow()) {
            postedUntil = Nanos.plus(now, slowModeDelay);
        }
    }

    /** Telegram asks to wait before the next post here. */
    void wait(Duration length, long now) {
        postedUntil = Math.max(postedUntil, Nanos.plus(now, length.toNanos()));
    }

    /** Is it in slow mode, as far as this account is concerned? */
    boolean isSlow() {
        Supergroup known = supergroup;
        return known != null && known.isSlowModeEnabled() && !Rights.isPrivileged(known.status());
    }

    /** Does it have topics? */
    boolean isForum() {
        Supergroup known = supergroup;
        return known != null && known.isForum();
    }

    /** Has more to be asked about slow mode before it can be said how long it lasts? */
    boolean needsFullInfo() {
        return isSlow() && slowModeDelay == 0;
    }

    /** How long slow mode still lasts for this account; zero if it may post. */
    Duration slowModeLeft(long now) {
        long until = Math.max(postedUntil, toldUntil);
        return isSlow() && until > now ? Duration.ofNanos(until - now) : Duration.ZERO;
    }

    /** Why the account may not post this here; empty if it may. */
    String reasonAgainst(ContentKind kind) {
        Supergroup known = supergroup;
        if (known != null) {
            return Rights.against(known, permissions, kind);
        }
        BasicGroup small = basic;
        return small == null ? "it is not a group" : Rights.against(small, permissions, kind);
    }

    private static long nanos(double seconds) {
        return (long) Math.min(seconds * 1e9, Long.MAX_VALUE / 2.0);
    }
}
