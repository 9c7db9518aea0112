package io.adbot.store.json.line;

import io.adbot.journal.JournalEvent;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * How events of one kind are written and read.
 *
 * @param type their name in a line
 * @param kind their class
 * @param write writes the fields that they have besides those of every entry
 * @param read makes an event of what was written
 * @param <E> the events
 */
record EventForm<E extends JournalEvent>(
        String type, Class<E> kind, BiConsumer<E, FieldWriter> write, Function<EventFields, E> read) {

    void write(JournalEvent event, FieldWriter out) {
        write.accept(kind.cast(event), out);
    }
}
