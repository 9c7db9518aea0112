package io.adbot.telegram;

import io.adbot.plan.PlanRules;
import io.adbot.telegram.td.Answers.Message;
import io.adbot.telegram.td.Answers.TdError;
import io.adbot.telegram.td.Update;
import io.adbot.time.Nanos;
import io.adbot.value.SessionId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An account's sends of which TDLib has not said yet what became of them. TDLib's numbers of temporary messages repeat from chat to chat;
 * so a send is known by both. Touched on the port's loop alone.
 */
final class Sends {

    private static final Logger log = LoggerFactory.getLogger(TelegramPort.class);

    private final SessionId session;
    private final Duration hiddenWait;
    private final Map<Key, Outgoing> pending = new HashMap<>();

    /** What TDLib has told of messages that no answer has named yet; nothing while all requests are answered. */
    private final Map<Key, Update> early = new HashMap<>();

    private int unanswered;
    private int hiddenWaits;
    private Duration longestWait = Duration.ZERO;
    private long notBefore = Long.MIN_VALUE;

    /** Sends that are on their way; read by any thread. */
    private volatile int onTheirWay;

    Sends(SessionId session, Duration hiddenWait) {
        this.session = session;
        this.hiddenWait = hiddenWait;
    }

    /** A request has gone to TDLib. */
    void handedOver() {
        unanswered++;
        count();
    }

    /** It has been answered, or never will be. */
    void answered() {
        unanswered--;
        if (unanswered == 0) {
            early.clear();
        }
        count();
    }

    /** A send waits for an update about its temporary message; perhaps that has come already. */
    void await(long chatId, long temporary, Outgoing send) {
        Key key = new Key(chatId, temporary);
        Update before = early.remove(key);
        if (before == null) {
            pending.put(key, send);
            count();
        } else {
            tell(send, before);
        }
    }

    /** It is not waited for any more. */
    void forget(long chatId, long temporary) {
        pending.remove(new Key(chatId, temporary));
        count();
    }

    void updated(Update update) {
        Key key = keyOf(update);
        if (key == null) {
            return;
        }
        Outgoing send = pending.remove(key);
        if (send != null) {
            count();
            tell(send, update);
        } else if (unanswered > 0) {
            early.put(key, update);
        }
    }

    /**
     * A send has ended, so long after it was asked for, and so long after TDLib had it. TDLib keeps waits of up to a minute to itself, and sends
     * then. If it came out late, its session's delay may be over already: the next one is held back for the shortest delay there is.
     */
    void tookSoLong(Duration sinceAsked, Duration length, long now) {
        if (sinceAsked.compareTo(hiddenWait) >= 0) {
            notBefore = Nanos.plus(now, PlanRules.MINIMUM_DELAY_NANOS);
        }
        if (length.compareTo(hiddenWait) >= 0) {
            hiddenWaits++;
            longestWait = length.compareTo(longestWait) > 0 ? length : longestWait;
            log.warn(
                    "{}: a send took {} s; Telegram made it wait, or the network did",
                    session,
                    length.toMillis() / 1000.0);
        }
    }

    int hiddenWaits() {
        return hiddenWaits;
    }

    Duration longestWait() {
        return longestWait;
    }

    /** Nothing is handed over before this time of the loop's. */
    long notBefore() {
        return notBefore;
    }

    /** Is nothing on its way? May be asked by any thread. */
    boolean isIdle() {
        return onTheirWay == 0;
    }

    private void count() {
        onTheirWay = unanswered + pending.size();
    }

    /** The client is no more. */
    void abandon() {
        List<Outgoing> left = new ArrayList<>(pending.values());
        pending.clear();
        early.clear();
        count();
        left.forEach(Outgoing::abandoned);
    }

    private static @Nullable Key keyOf(Update update) {
        if (update instanceof Update.SendSucceeded told) {
            return new Key(told.message().chatId(), told.oldMessageId());
        }
        return update instanceof Update.SendFailed told ? new Key(told.message().chatId(), told.oldMessageId()) : null;
    }

    private static void tell(Outgoing send, Update update) {
        if (update instanceof Update.SendSucceeded told) {
            send.delivered(told.message());
        } else if (update instanceof Update.SendFailed told) {
            Message message = told.message();
            TdError error = told.error();
            send.failed(message, error);
        }
    }

    private record Key(long chatId, long temporary) {}
}
