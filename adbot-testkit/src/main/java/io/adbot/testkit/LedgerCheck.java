package io.adbot.testkit;

import io.adbot.journal.JournalEntry;
import io.adbot.journal.JournalEvent;
import io.adbot.message.OutcomeKind;
import io.adbot.testkit.Ledger.Posted;
import io.adbot.value.Breach;
import io.adbot.value.DeliveryId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Holds a journal against what was really posted. */
final class LedgerCheck {

    /** What the journal says of a delivery, as far as it matters for whether it may have been posted. */
    private enum Story {
        /** Intended, and not settled. */
        OPEN,
        DELIVERED,
        UNKNOWN,
        /** Settled, or skipped, as something that is certain not to have been posted. */
        NOT_POSTED
    }

    private static final class Told {
        private Story story = Story.NOT_POSTED;
        private String word = "";
        private OptionalLong messageId = OptionalLong.empty();
        private int posts;
    }

    private final Map<DeliveryId, Told> deliveries = new LinkedHashMap<>();
    private final List<Breach> breaches = new ArrayList<>(0);

    private LedgerCheck() {}

    static List<Breach> compare(List<Posted> posts, Iterable<JournalEntry> journal) {
        LedgerCheck check = new LedgerCheck();
        journal.forEach(entry -> check.hear(entry.event()));
        posts.forEach(check::see);
        check.missing();
        return check.breaches;
    }

    private void hear(JournalEvent event) {
        if (event instanceof JournalEvent.SendIntended intended) {
            tell(intended.delivery(), Story.OPEN, "intended");
        } else if (event instanceof JournalEvent.SendSettled settled) {
            Told told = tell(
                    settled.delivery(),
                    story(settled.outcome()),
                    settled.outcome().wire());
            told.messageId = settled.messageId();
        } else if (event instanceof JournalEvent.DeliverySkipped skipped
                && !deliveries.containsKey(skipped.delivery())) {
            tell(skipped.delivery(), Story.NOT_POSTED, "skipped");
        } else if (event instanceof JournalEvent.LateAnswer late) {
            Story story = story(late.outcome());
            if (story != Story.UNKNOWN) {
                Told told = tell(
                        late.delivery(), story, "late answer " + late.outcome().wire());
                told.messageId = late.messageId();
            }
        }
    }

    /** Once something may have been posted, no later entry makes that impossible: only an answer does, and it is late. */
    private Told tell(DeliveryId delivery, Story story, String word) {
        Told told = deliveries.computeIfAbsent(delivery, first -> new Told());
        if (told.story == Story.DELIVERED) {
            return told;
        }
        told.story = story;
        told.word = word;
        return told;
    }

    private static Story story(OutcomeKind outcome) {
        return switch (outcome) {
            case DELIVERED -> Story.DELIVERED;
            case UNKNOWN -> Story.UNKNOWN;
            default -> Story.NOT_POSTED;
        };
    }

    private void see(Posted post) {
        Told told = deliveries.get(post.delivery());
        if (told == null) {
            breaches.add(new Breach("E10", post.delivery() + " was posted, but the journal has no intent of it"));
            return;
        }
        if (++told.posts > 1) {
            breaches.add(new Breach("E6", post.delivery() + " was posted " + told.posts + " times"));
        }
        if (told.story == Story.NOT_POSTED) {
            breaches.add(new Breach("E8", post.delivery() + " was posted, but the journal has it as " + told.word));
        }
        if (told.story == Story.DELIVERED && !told.messageId.equals(OptionalLong.of(post.messageId()))) {
            breaches.add(new Breach(
                    "E8",
                    post.delivery() + " is message " + post.messageId() + ", but the journal has "
                            + (told.messageId.isPresent()
                                    ? "message " + told.messageId.getAsLong()
                                    : "no message id")));
        }
    }

    private void missing() {
        deliveries.forEach((delivery, told) -> {
            if (told.story == Story.DELIVERED && told.posts == 0) {
                breaches.add(new Breach("E8", delivery + " is delivered in the journal, but was never posted"));
            }
        });
    }
}
