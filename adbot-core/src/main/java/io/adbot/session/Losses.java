package io.adbot.session;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * When a tenant lost sessions, and when some were replaced without asking (rule S5). Bounded, however long nobody acknowledges
 * anything.
 */
final class Losses {

    /** Longer ago than any budget looks back. */
    private static final Duration FORGOTTEN = Duration.ofDays(2);

    /** In the order in which they came: the two that were closest to each other, and the last one. */
    private final List<Instant> losses = new ArrayList<>(0);

    private final List<Instant> replacements = new ArrayList<>(0);

    void lost(Instant when) {
        losses.add(when);
        if (losses.size() > 3) {
            // To any window only the closest two matter, and the last one, because the next will follow it.
            boolean firstTwo = apart(0).compareTo(apart(1)) <= 0 && apart(0).compareTo(apart(2)) <= 0;
            losses.remove(firstTwo ? 2 : 0);
        }
    }

    void replaced(Instant when) {
        replacements.removeIf(before -> before.isBefore(when.minus(FORGOTTEN)));
        replacements.add(when);
    }

    void acknowledged() {
        losses.clear();
    }

    /** Did two of the losses that are not acknowledged follow each other within this time? */
    boolean anyTwoWithin(Duration window) {
        for (int i = 0; i + 1 < losses.size(); i++) {
            if (apart(i).compareTo(window) <= 0) {
                return true;
            }
        }
        return false;
    }

    long replacedSince(Instant when) {
        return replacements.stream().filter(each -> each.isAfter(when)).count();
    }

    List<Instant> unacknowledged() {
        return losses;
    }

    List<Instant> replacements() {
        return replacements;
    }

    void recall(Troubles troubles) {
        losses.clear();
        troubles.losses().forEach(this::lost);
        replacements.clear();
        replacements.addAll(troubles.replacements());
    }

    /** The time between a loss and the one after it; none if the clock was set back meanwhile, for then nobody can tell. */
    private Duration apart(int index) {
        Duration apart = Duration.between(losses.get(index), losses.get(index + 1));
        return apart.isNegative() ? Duration.ZERO : apart;
    }
}
