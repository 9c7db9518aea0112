package io.adbot.check;

import io.adbot.cycle.CycleRules;
import io.adbot.message.OutcomeKind;

/** E6, E8: what became of each delivery of a session's part: one byte for each, from the first that is touched on. */
final class PartOutcomes {

    private static final byte[] UNTOUCHED = {};

    private static final int OPEN = 1;
    private static final int ARRIVED = 2;
    private static final int ENDED = 4;
    private static final int STARTED = 8;

    private final int size;
    private byte[] marks = UNTOUCHED;
    private int ended;
    private boolean arrived;

    PartOutcomes(int size) {
        this.size = size;
    }

    /** Is a send in flight? */
    boolean isOpen(int position) {
        return has(position, OPEN);
    }

    /** Is it delivered, or unknown? */
    boolean mayHaveArrived(int position) {
        return has(position, ARRIVED);
    }

    /** Is any delivered, or unknown? */
    boolean mayAnyHaveArrived() {
        return arrived;
    }

    boolean hasEnded(int position) {
        return has(position, ENDED);
    }

    /** Has a send started and settled, whatever came of it? */
    boolean wasTried(int position) {
        return has(position, STARTED);
    }

    void intended(int position) {
        mark(position, OPEN);
    }

    void settled(int position, OutcomeKind outcome, boolean isFinal) {
        if (isOpen(position)) {
            marks[position] &= ~OPEN;
        }
        if (CycleRules.hasStart(outcome)) {
            mark(position, STARTED);
        }
        if (CycleRules.mayHaveArrived(outcome)) {
            mark(position, ARRIVED);
            arrived = true;
        }
        if (isFinal) {
            ended(position);
        }
    }

    void ended(int position) {
        if (!hasEnded(position)) {
            mark(position, ENDED);
            ended++;
        }
    }

    /** How many deliveries there are. */
    int size() {
        return size;
    }

    /** How many have not ended. */
    int missing() {
        return size - ended;
    }

    /** The position of the first that has not ended; there is one. */
    int firstMissing() {
        int position = 0;
        while (hasEnded(position)) {
            position++;
        }
        return position;
    }

    private boolean has(int position, int mark) {
        return marks.length > 0 && (marks[position] & mark) != 0;
    }

    private void mark(int position, int mark) {
        if (marks.length == 0) {
            marks = new byte[size];
        }
        marks[position] |= (byte) mark;
    }
}
