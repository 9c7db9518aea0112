package io.adbot.store.json;

/** To come. */
public final class JsonJournal {
    private JsonJournal() {}
}
