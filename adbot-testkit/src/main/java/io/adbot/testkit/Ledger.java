package io.adbot.testkit;

import io.adbot.journal.JournalEntry;
import io.adbot.message.SendRequest;
import io.adbot.time.EventLoop;
import io.adbot.time.Tick;
import io.adbot.value.Breach;
import io.adbot.value.DeliveryId;
import io.adbot.value.GroupId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What really reached each group, whatever the engine was told: the truth that its journal is held against.
 *
 * <p>Posts stand in the order in which Telegram accepted them; nothing is ever taken out.
 */
public final class Ledger {

    /** More of them say nothing new. */
    private static final int MOST_VIOLATIONS = 1000;

    private final List<Posted> posts = new ArrayList<>();
    private final List<Breach> violations = new ArrayList<>(0);
    private boolean countsOnly;
    private long count;

    Ledger() {}

    /**
     * A post that Telegram accepted.
     *
     * @param request what was asked for
     * @param at when it was accepted, on the axis of the {@link VirtualTime}
     * @param messageId the id of the message in its group
     */
    public record Posted(SendRequest request, Tick at, long messageId) {

        /** The delivery that it served. */
        public DeliveryId delivery() {
            return request.delivery();
        }
    }

    /**
     * Forgets the posts and keeps none from now on, only how many there were: for runs of many millions. {@link #violations()}
     * are still found.
     */
    public void keepCountsOnly() {
        countsOnly = true;
        posts.clear();
    }

    /** How many posts were accepted. */
    public long count() {
        return count;
    }

    /** How often a delivery was posted: 1 at most, if the engine is in order. */
    public int count(DeliveryId delivery) {
        return (int)
                all().stream().filter(post -> post.delivery().equals(delivery)).count();
    }

    /** The posts of one group, oldest first. */
    public List<Posted> posts(GroupId group) {
        return all().stream()
                .filter(post -> post.delivery().group().equals(group))
                .toList();
    }

    /**
     * All posts, oldest first; a view.
     *
     * @throws IllegalStateException if only counts are kept
     */
    public List<Posted> all() {
        if (countsOnly) {
            throw new IllegalStateException(
                    "this ledger keeps counts only; leave out keepCountsOnly() to see the posts");
        }
        return Collections.unmodifiableList(posts);
    }

    /**
     * What the engine did that no rule allows, as Telegram saw it at the time:
     *
     * <ul>
     *   <li>G1: it sent without having been told, since the last send of that session to that group, that it may;
     *   <li>G2: it sent during slow mode that it had been told of;
     *   <li>E1: a session's sends started less than 3 s apart, the floor of every delay;
     *   <li>E2, E3: a session, or a group for one tenant, had a second send in flight;
     *   <li>E6: a delivery was posted twice;
     *   <li>E7: a session sent during a flood wait that it had been told of.
     * </ul>
     */
    public List<Breach> violations() {
        return Collections.unmodifiableList(violations);
    }

    /** Throws an {@link AssertionError} that lists the {@link #violations()}, if there are any. */
    public void assertNoViolations() {
        assertNone("Telegram saw what no rule allows", violations);
    }

    /**
     * Where a journal and this ledger do not tell the same story; empty if they do. They do if
     *
     * <ul>
     *   <li>every delivery that the journal has as delivered was posted exactly once, with that message id;
     *   <li>every post is of a delivery that the journal has as delivered, as unknown, or as intended and open, as a crash
     *       leaves it; and there is one of it at most;
     *   <li>nothing that ended otherwise (withdrawn, refused, skipped) was posted.
     * </ul>
     *
     * @param journal all entries since this Telegram was made, of all tenants
     * @throws IllegalStateException if only counts are kept
     */
    public List<Breach> disagreements(Iterable<JournalEntry> journal) {
        return LedgerCheck.compare(all(), journal);
    }

    /** Throws an {@link AssertionError} that lists the {@link #disagreements}, if there are any. */
    public void assertAgreesWith(Iterable<JournalEntry> journal) {
        assertNone("the journal and the ledger disagree", disagreements(journal));
    }

    void add(SendRequest request, EventLoop clock, long messageId) {
        count++;
        if (!countsOnly) {
            posts.add(new Posted(request, clock.now(), messageId));
        }
    }

    void add(Breach violation) {
        if (violations.size() < MOST_VIOLATIONS) {
            violations.add(violation);
        }
    }

    private static void assertNone(String complaint, List<Breach> breaches) {
        if (!breaches.isEmpty()) {
            throw new AssertionError(breaches.stream()
                    .map(breach -> System.lineSeparator() + "  " + breach)
                    .collect(Collectors.joining("", complaint + ":", "")));
        }
    }
}
