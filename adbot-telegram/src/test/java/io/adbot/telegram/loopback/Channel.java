package io.adbot.telegram.loopback;

import io.adbot.telegram.loopback.Membership.Status;

/** A channel: its owner posts, everybody else reads. No account follows it or may post to it unless a test says so. */
public final class Channel extends Chat {

    Channel(World world, long id, String title, String username) {
        super(world, id, title, username, Status.LEFT);
    }

    /** Posts something under a number of the test's choice, which is above all that were there. */
    public Channel post(int messageId, String text) {
        change(() -> add(new Posted(messageId, null, now(), text, false, 0, null, false)));
        return this;
    }

    /** An account follows it; a private one is known to nobody else. */
    public Channel follower(Account account) {
        change(() -> put(account, Membership.of(Status.MEMBER)));
        return this;
    }

    /** An account may post. */
    public Channel admin(Account account) {
        change(() -> put(account, Membership.of(Status.ADMIN)));
        return this;
    }

    /** From now on nothing may be forwarded from here. */
    public Channel noForwards() {
        protectContent();
        return this;
    }

    @Override
    boolean isBroadcast() {
        return true;
    }
}
