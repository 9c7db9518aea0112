package io.adbot.telegram;

import io.adbot.telegram.td.Answers.Message;
import io.adbot.telegram.td.Answers.TdError;
import io.adbot.telegram.td.Update;
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

    Sends(SessionId session, Duration hiddenWait) {
        this.session = session;
        this.hiddenWait = hiddenWait;
    }

    /** A request has gone to TDLib. */
    void handedOver() {
        unanswered++;
    }

    /** It has been answered, or never will be. */
    void answered() {
        unanswered--;
        if (unanswered == 0) {
            early.clear();
        }
    }

    /** A send waits for an update about its temporary message; perhaps that has come already. */
    void await(long chatId, long temporary, Outgoing send) {
        Key key = new Key(chatId, temporary);
        Update before = early.remove(key);
        if (before == null) {
            pending.put(key, send);
        } else {
            tell(send, before);
        }
    }

    void updated(Update update) {
        Key key = keyOf(update);
        if (key == null) {
            return;
        }
        Outgoing send = pending.remove(key);
        if (send != null) {
            tell(send, update);
        } else if (unanswered > 0) {
            early.put(key, update);
        }
    }

    /** A send has arrived after so long. TDLib keeps waits of up to a minute to itself, and sends then. */
    void tookSoLong(Duration length) {
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

    boolean isIdle() {
        return unanswered == 0 && pending.isEmpty();
    }

    /** The client is no more. */
    void abandon() {
        List<Outgoing> left = new ArrayList<>(pending.values());
        pending.clear();
        early.clear();
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
