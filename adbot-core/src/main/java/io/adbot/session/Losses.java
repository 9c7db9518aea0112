package io.adbot.session;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** When a tenant lost sessions, and when some were replaced without asking (rule S5). */
final class Losses {

    private final List<Instant> losses = new ArrayList<>(0);
    private final List<Instant> replacements = new ArrayList<>(0);

    void lost(Instant when) {
        losses.add(when);
    }

    void replaced(Instant when) {
        // Only those of a day count; the rest need not be kept.
        replacements.removeIf(before -> before.isBefore(when.minus(Duration.ofDays(2))));
        replacements.add(when);
    }

    void acknowledged() {
        losses.clear();
    }

    /** Were two of the losses that are not acknowledged no further apart than this? Clocks may have been set back. */
    boolean anyTwoWithin(Duration window) {
        List<Instant> inOrder = losses.stream().sorted().toList();
        for (int i = 1; i < inOrder.size(); i++) {
            if (Duration.between(inOrder.get(i - 1), inOrder.get(i)).compareTo(window) <= 0) {
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
        losses.addAll(troubles.losses());
        replacements.clear();
        replacements.addAll(troubles.replacements());
    }
}
