package io.adbot.store.json;

import java.io.Serializable;

/**
 * A place in a journal where something else stands than was written.
 *
 * @param file the segment
 * @param line the line in it, from 1; one more than there are if lines are missing at its end
 * @param offset how many bytes stand before that line
 * @param seq the number of the entry that should stand there
 * @param complaint what is wrong: what came, and what was expected
 */
public record JournalDamage(String file, long line, long offset, long seq, String complaint) implements Serializable {

    /** One line for a person. */
    @Override
    public String toString() {
        return file + ", line " + line + " (byte " + offset + "), where seq " + seq + " should stand: " + complaint;
    }
}
