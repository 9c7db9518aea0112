package io.adbot.store.json;

import java.util.Optional;

/**
 * What a repair saved, and what it could not.
 *
 * @param entries how many facts the copy has
 * @param lastSeq the number of the last line that was copied; 0 if none was
 * @param bytesCopied how much was copied
 * @param bytesLost how much was not: the first damaged line and all behind it, or the unfinished tail
 * @param from the first damaged place; empty if there was none
 */
public record JournalRepair(
        long entries, long lastSeq, long bytesCopied, long bytesLost, Optional<JournalDamage> from) {}
