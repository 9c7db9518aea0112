package io.adbot.check;

import io.adbot.journal.CycleStatus;
import io.adbot.journal.SkipReason;
import io.adbot.message.OutcomeKind;

/**
 * What in a cycle says how it may end: as failed only if something failed it (E8), as completed only if it was not cut short
 * (E9). A stop may leave nothing behind, if it comes when all is done.
 */
final class EndingSigns {

    private boolean refused;
    private boolean unseen;
    private boolean cutShort;

    void settled(OutcomeKind outcome) {
        refused |= outcome == OutcomeKind.REJECTED;
        unseen |= outcome == OutcomeKind.SOURCE_UNAVAILABLE;
    }

    void skipped(SkipReason reason) {
        refused |= reason == SkipReason.CONTENT_REJECTED;
        unseen |= reason == SkipReason.SOURCE_UNAVAILABLE;
        cutShort |= reason == SkipReason.STOPPED;
    }

    /** A stop that comes when all is done stops nothing, and the cycle may complete. */
    void stopRequested(boolean somethingWasOpen) {
        cutShort |= somethingWasOpen;
    }

    /** Holds the status against what happened, every delivery having its end. */
    void check(CycleChecker cycle, CycleStatus status, Breaches breaches) {
        String ends = cycle + " ends as " + status.wire();
        switch (status) {
            case COMPLETED -> {
                if (refused) {
                    breaches.add("E8", ends + " although the content was refused");
                }
                if (cycle.isSourceUnseen()) {
                    breaches.add("E8", ends + " although none of its sessions could see the source, so that it failed");
                }
                if (cutShort) {
                    breaches.add("E9", ends + " although it was stopped");
                }
            }
            case FAILED -> {
                if (!refused && !unseen) {
                    breaches.add("E8", ends + ", but neither was the content refused nor was its source unavailable");
                }
            }
            case STOPPED, INTERRUPTED -> {}
        }
    }
}
