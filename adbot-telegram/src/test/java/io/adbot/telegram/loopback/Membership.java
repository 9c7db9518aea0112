package io.adbot.telegram.loopback;

import java.time.Instant;
import java.util.Set;

/**
 * What an account is in a chat.
 *
 * @param status whether it is in it, and as what
 * @param forbidden what it may not do there
 * @param waitsUntil when slow mode lets it post again
 */
record Membership(Status status, Set<Right> forbidden, Instant waitsUntil) {

    enum Status {
        ADMIN,
        MEMBER,
        LEFT
    }

    static Membership of(Status status) {
        return new Membership(status, Set.of(), Instant.EPOCH);
    }

    boolean isIn() {
        return status != Status.LEFT && !isBanned();
    }

    boolean isAdmin() {
        return status == Status.ADMIN;
    }

    boolean isBanned() {
        return forbidden.contains(Right.VIEW_MESSAGES);
    }

    Membership forbidden(Set<Right> rights) {
        return new Membership(status, rights, waitsUntil);
    }

    Membership waitsUntil(Instant time) {
        return new Membership(status, forbidden, time);
    }
}
