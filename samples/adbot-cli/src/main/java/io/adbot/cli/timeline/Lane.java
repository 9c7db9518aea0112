package io.adbot.cli.timeline;

import io.adbot.journal.SkipReason;
import io.adbot.message.OutcomeKind;
import io.adbot.value.GroupId;
import io.adbot.value.SessionId;
import java.util.ArrayList;
import java.util.List;

/** What one session did, in the order in which it did it. */
final class Lane {

    final SessionId session;
    final List<Span> slots = new ArrayList<>();
    final List<Send> sends = new ArrayList<>();
    final List<Span> floodWaits = new ArrayList<>();
    final List<Span> slowModes = new ArrayList<>();
    final List<Skips> skips = new ArrayList<>();
    private long planned;
    private long delivered;

    Lane(SessionId session) {
        this.session = session;
    }

    void slot(Span slot, int posts) {
        slots.add(slot);
        planned += posts;
    }

    void send(Send send) {
        sends.add(send);
        if (send.outcome == OutcomeKind.DELIVERED) {
            delivered++;
        }
    }

    /** Adds a skip to those of the same moment and reason. */
    void skip(long at, SkipReason reason) {
        int last = skips.size() - 1;
        if (last >= 0 && skips.get(last).at == at && skips.get(last).reason == reason) {
            skips.set(last, new Skips(at, reason, skips.get(last).count + 1));
        } else {
            skips.add(new Skips(at, reason, 1));
        }
    }

    long planned() {
        return planned;
    }

    long delivered() {
        return delivered;
    }

    /**
     * A send.
     *
     * @param group where to
     * @param span from its start to its answer
     * @param outcome what became of it
     */
    record Send(GroupId group, Span span, OutcomeKind outcome) {}

    /**
     * Deliveries that were skipped at once.
     *
     * @param at when
     * @param reason why
     * @param count how many
     */
    record Skips(long at, SkipReason reason, long count) {}
}
