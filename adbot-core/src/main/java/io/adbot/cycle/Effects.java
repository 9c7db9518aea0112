package io.adbot.cycle;

import io.adbot.journal.JournalEvent;
import io.adbot.journal.JournalEvent.SendIntended;
import io.adbot.message.MessagingPort.Sending;
import io.adbot.message.Permission;
import io.adbot.message.Post;
import io.adbot.message.SendRequest;
import io.adbot.time.Tick;
import io.adbot.value.DeliveryId;
import org.jspecify.annotations.Nullable;

/**
 * What a cycle asks of the world. The answers come back through the cycle's own methods, with the lane and the question that
 * they belong to; those that are there at once are returned, so that the common case costs no detour.
 */
interface Effects {

    /** Journals a fact that nothing waits for. */
    void append(Tick now, JournalEvent event);

    /** Journals an intent; the time if it is durable already, which is later than {@code now} if that took long, else
     * {@link Cycle#intentDurable} follows. */
    @Nullable
    Tick intend(Tick now, SendIntended intent, Lane lane);

    /** Is it on record that the tenant may post there (rule G4)? */
    boolean isOnRecord(DeliveryId delivery, Tick now);

    /**
     * Asks about permission; the answer if it is there already, else {@link Cycle#permissionAnswered} follows, or, once the
     * lane has given up, {@link Cycle#latePermission}.
     */
    @Nullable
    Permission check(Lane lane, DeliveryId delivery, Post post);

    /** Sends; {@link Cycle#sendAnswered} follows, or, once the lane has given up, {@link Consequences#late}. */
    Sending send(Lane lane, SendRequest request);

    /** Asks that a send be taken back. */
    void cancel(Sending sending);
}
