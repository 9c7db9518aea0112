package io.adbot.check;

import io.adbot.cycle.CycleRules;
import io.adbot.journal.JournalEntry;
import io.adbot.journal.JournalEvent;
import io.adbot.journal.JournalEvent.CycleEnded;
import io.adbot.journal.JournalEvent.CycleStarted;
import io.adbot.journal.JournalEvent.DeliverySkipped;
import io.adbot.journal.JournalEvent.EngineOpened;
import io.adbot.journal.JournalEvent.LateAnswer;
import io.adbot.journal.JournalEvent.QuestionFailed;
import io.adbot.journal.JournalEvent.SendIntended;
import io.adbot.journal.JournalEvent.SendSettled;
import io.adbot.journal.JournalEvent.SessionHeld;
import io.adbot.journal.SetupEvent.EngineClosed;
import io.adbot.message.OutcomeKind;
import io.adbot.time.Nanos;
import java.util.OptionalLong;

/** J: the journal's form, which is the order of its entries and the lengths of time in them. */
final class FormChecker {

    /**
     * An opening with which the monotonic time begins anew stands near the start of its axis: the store may have been read before
     * it, but not for longer.
     */
    private static final long LATEST_OPENING = Nanos.MINUTE;

    private final Breaches breaches;
    private boolean closed;
    private long lastSeq = Long.MIN_VALUE;
    private long lastNanos;

    FormChecker(Breaches breaches) {
        this.breaches = breaches;
    }

    void accept(JournalEntry entry) {
        checkOrder(entry);
        checkClosed(entry);
        JournalEvent event = entry.event();
        if (event instanceof SendSettled settled) {
            checkWait(settled.outcome(), settled.retryAfterNanos(), CycleRules.asksToWait(settled.outcome()));
            if (settled.outcome() == OutcomeKind.DELIVERED
                    && settled.messageId().isEmpty()) {
                breaches.add("J", "delivered comes without message_id");
            }
        } else if (event instanceof LateAnswer late) {
            checkWait(late.outcome(), late.retryAfterNanos(), late.outcome() == OutcomeKind.FLOOD_WAIT);
        } else if (event instanceof SessionHeld held) {
            checkLength("retry_after", held.retryAfterNanos());
        } else if (event instanceof QuestionFailed failed) {
            checkLength("retry_after", failed.retryAfterNanos());
        } else if (event instanceof CycleStarted started) {
            checkLength("the pause", started.pauseNanos());
        }
    }

    private void checkOrder(JournalEntry entry) {
        long nanos = entry.at().nanos();
        if (entry.seq() <= lastSeq) {
            breaches.add("J", "seq " + entry.seq() + " comes after seq " + lastSeq + ", but seq rises");
        }
        boolean anew = entry.event() instanceof EngineOpened && nanos <= LATEST_OPENING;
        if (nanos < lastNanos && !anew) {
            breaches.add(
                    "J",
                    "the monotonic time falls from " + Nanos.text(lastNanos) + " to " + Nanos.text(nanos) + " in seq "
                            + entry.seq()
                            + (entry.event() instanceof EngineOpened
                                    ? ", an opening, with which it goes on or begins anew"
                                    : ""));
        }
        lastSeq = entry.seq();
        lastNanos = nanos;
    }

    /** An engine that was closed runs no cycle before it is opened again. */
    private void checkClosed(JournalEntry entry) {
        JournalEvent event = entry.event();
        if (event instanceof EngineOpened) {
            closed = false;
        } else if (event instanceof EngineClosed) {
            closed = true;
        } else if (closed && isOfACycle(event)) {
            breaches.add(
                    "J",
                    event.type() + " in seq " + entry.seq()
                            + " comes after the engine was closed, and before it was opened again");
        }
    }

    private static boolean isOfACycle(JournalEvent event) {
        return event instanceof CycleStarted
                || event instanceof SendIntended
                || event instanceof SendSettled
                || event instanceof DeliverySkipped
                || event instanceof CycleEnded;
    }

    private void checkWait(OutcomeKind outcome, OptionalLong retryAfter, boolean needed) {
        if (retryAfter.isPresent()) {
            checkLength("retry_after", retryAfter.getAsLong());
        } else if (needed) {
            breaches.add("J", outcome.wire() + " comes without retry_after_ns");
        }
    }

    private void checkLength(String what, long nanos) {
        if (nanos < 0) {
            breaches.add("J", what + " is " + nanos + " ns, but a length of time is at least 0");
        }
    }
}
