package io.adbot.store.json;

import io.adbot.journal.JournalException;

/** A journal is damaged where it was durable, so it is not opened; nothing on the disk was changed. */
public final class DamagedJournalException extends JournalException {

    private static final long serialVersionUID = 1L;

    private final JournalDamage damage;

    DamagedJournalException(JournalDamage damage, String directory) {
        super(damage + ". Nothing was changed; `adbot doctor " + directory
                + "` shows all of the damage and repairs what can be repaired into a copy");
        this.damage = damage;
    }

    /** Where, and what. */
    public JournalDamage damage() {
        return damage;
    }
}
