package io.adbot.store.json;

import io.adbot.value.Counted;

/**
 * The end of a journal that a crash left unfinished: past what was known to be durable, so nothing of it was promised to
 * anybody. It is cut off before the journal is appended to.
 *
 * @param file the segment
 * @param line the first line that is cut, from 1
 * @param offset how many bytes stand before it, and stay
 * @param bytes how many bytes are cut
 * @param complaint what is wrong with that line
 */
public record TailCut(String file, long line, long offset, long bytes, String complaint) {

    /** One line for a person. */
    @Override
    public String toString() {
        return file + ", line " + line + " (byte " + offset + "): an unfinished tail of " + Counted.of(bytes, "byte")
                + ": " + complaint;
    }
}
