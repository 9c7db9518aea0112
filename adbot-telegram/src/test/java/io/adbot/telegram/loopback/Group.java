package io.adbot.telegram.loopback;

import io.adbot.telegram.loopback.Membership.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A supergroup. Every account is a member and may post, unless a test says otherwise. */
public final class Group extends Chat {

    private final Map<Integer, Topic> topics = new LinkedHashMap<>();
    private Set<Right> forbidden = Set.of();
    private Duration slowMode = Duration.ZERO;
    private long price;

    Group(World world, long id, String title, String username) {
        super(world, id, title, username, Status.MEMBER);
    }

    /** An account is a member with all rights that members have. */
    public Group member(Account account) {
        change(() -> put(account, Membership.of(Status.MEMBER)));
        return this;
    }

    /** An account may do everything. */
    public Group admin(Account account) {
        change(() -> put(account, Membership.of(Status.ADMIN)));
        return this;
    }

    /** An account is no longer in it. */
    public Group left(Account account) {
        change(() -> put(account, Membership.of(Status.LEFT)));
        return this;
    }

    /** An account was thrown out for good. */
    public Group banned(Account account) {
        change(() -> put(account, Membership.of(Status.LEFT).forbidden(Set.of(Right.VIEW_MESSAGES))));
        return this;
    }

    /** An account is a member that may not do these things. */
    public Group restricted(Account account, Right... rights) {
        change(() -> put(account, Membership.of(Status.MEMBER).forbidden(Set.of(rights))));
        return this;
    }

    /** No member but admins may do these things. */
    public Group forbid(Right... rights) {
        change(() -> forbidden = Set.of(rights));
        return this;
    }

    /** After a post a member waits so long for the next; none for zero. */
    public Group slowMode(Duration wait) {
        change(() -> slowMode = wait);
        return this;
    }

    /** Slow mode lets an account post from then on. */
    public Group waits(Account account, Instant until) {
        change(() -> put(account, membership(account).waitsUntil(until)));
        return this;
    }

    /** Makes it a forum with this topic. */
    public Group topic(int id, String name) {
        change(() -> topics.put(id, new Topic(id, name, false)));
        return this;
    }

    /** Nobody but admins may post to a topic any more. */
    public Group closeTopic(int id) {
        change(() -> topics.computeIfPresent(id, (key, topic) -> new Topic(id, topic.name(), true)));
        return this;
    }

    /** From now on nothing may be forwarded from here. */
    public Group noForwards() {
        protectContent();
        return this;
    }

    /** A post costs so many stars. */
    public Group price(long stars) {
        change(() -> price = stars);
        return this;
    }

    Set<Right> forbidden() {
        return forbidden;
    }

    Duration slowMode() {
        return slowMode;
    }

    long price() {
        return price;
    }

    boolean isForum() {
        return !topics.isEmpty();
    }

    List<Topic> topics() {
        return List.copyOf(topics.values());
    }

    @Override
    boolean isBroadcast() {
        return false;
    }

    /**
     * A topic of a forum.
     *
     * @param id the number of the message that it began with
     */
    record Topic(int id, String name, boolean closed) {}
}
