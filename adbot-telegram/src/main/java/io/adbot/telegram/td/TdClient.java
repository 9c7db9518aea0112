package io.adbot.telegram.td;

import io.adbot.telegram.td.Answers.Closed;
import io.adbot.telegram.td.Answers.TdError;
import io.adbot.telegram.transport.Transport;
import io.adbot.telegram.transport.Transport.Connection;
import io.adbot.telegram.transport.Transport.Receiver;
import io.adbot.time.EventLoop;
import io.adbot.time.EventLoop.Alarm;
import io.adbot.time.Nanos;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/**
 * One TDLib client, typed. Each request has a limit within which it is answered: TDLib itself waits for ever for a network that is
 * not there.
 *
 * <p>Threads: requests are made on the loop; answers and updates come on the loop, in the order in which TDLib gave them.
 */
public final class TdClient {

    private static final Logger log = LoggerFactory.getLogger(TdClient.class);

    /** Who owns a client. */
    @FunctionalInterface
    public interface Listener {

        /** Takes an update, on the loop. */
        void updated(Update update);

        /** Is something on its way that would be lost if the client were closed? Asked by any thread. */
        default boolean isBusy() {
            return false;
        }
    }

    private final EventLoop loop;
    private final Listener listener;
    private final Connection connection;
    private final AtomicLong numbers = new AtomicLong();
    private final Map<Long, Asked<?>> asked = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /**
     * Opens a client. TDLib tells of it once it has been asked something.
     *
     * @param listener gets the updates
     */
    public TdClient(Transport transport, EventLoop loop, Listener listener) {
        this.loop = loop;
        this.listener = listener;
        this.connection = transport.open(new Incoming());
    }

    /**
     * Asks.
     *
     * @param limit within which the answer is to come
     * @return the answer, on the loop; fails with {@link TdException}, or with {@link NoAnswerException} if there is none in time or the
     *     client is closed
     */
    public <A> CompletionStage<A> ask(Request<A> request, Duration limit) {
        long number = numbers.incrementAndGet();
        Asked<A> asking = new Asked<>(number, TdCodec.nameOf(request.getClass()), request.answer());
        if (closed) {
            asking.answer.completeExceptionally(new NoAnswerException("the client is closed"));
            return asking.answer;
        }
        asking.alarm = loop.wakeAt(Nanos.plus(loop.now().nanos(), limit.toNanos()), asking);
        asked.put(number, asking);
        ObjectNode json = TdCodec.write(request);
        json.put("@extra", number);
        connection.send(json);
        return asking.answer;
    }

    /** How many questions are open. */
    public int open() {
        return asked.size();
    }

    private void received(ObjectNode message) {
        if (message.has("@extra")) {
            Asked<?> asking = asked.remove(message.path("@extra").asLong());
            if (asking != null) {
                asking.answered(message);
            }
            return;
        }
        Update update = read(message);
        if (update != null) {
            loop.execute(() -> tell(update));
        }
    }

    private void tell(Update update) {
        if (update instanceof Update.Authorization told && told.authorizationState() instanceof Closed) {
            close(); // First: whoever is told may end the loop.
        }
        listener.updated(update);
    }

    private static @Nullable Update read(ObjectNode message) {
        try {
            return TdCodec.read(message, Update.class);
        } catch (JacksonException e) {
            log.warn(
                    "an update of type {} is not what it should be: {}", message.path("@type"), e.getOriginalMessage());
            return null;
        }
    }

    /** What comes from TDLib, on its way to the loop. */
    private final class Incoming implements Receiver {
        @Override
        public void received(ObjectNode message) {
            TdClient.this.received(message);
        }

        @Override
        public void banned() {
            loop.execute(() -> listener.updated(new Update.AccountBanned()));
        }

        @Override
        public boolean isBusy() {
            return listener.isBusy();
        }
    }

    /** Whatever was still asked is answered by nobody. */
    private void close() {
        closed = true;
        List<Asked<?>> left = new ArrayList<>(asked.values());
        asked.clear();
        left.forEach(asking -> asking.end(new NoAnswerException("the client was closed")));
    }

    /** A request that is to be answered. */
    private final class Asked<A> implements Runnable {
        private final long number;
        private final String name;
        private final Class<A> type;
        private final CompletableFuture<A> answer = new CompletableFuture<>();
        private @Nullable Alarm alarm;

        Asked(long number, String name, Class<A> type) {
            this.number = number;
            this.name = name;
            this.type = type;
        }

        void answered(ObjectNode message) {
            if (message.path("@type").asString("").equals("error")) {
                fail(new TdException(TdCodec.read(message, TdError.class)));
                return;
            }
            try {
                A value = TdCodec.read(message, type);
                loop.execute(() -> {
                    Objects.requireNonNull(alarm).cancel();
                    answer.complete(value);
                });
            } catch (JacksonException e) {
                log.warn("the answer to {} is not what it should be: {}", name, e.getOriginalMessage());
                fail(new NoAnswerException("the answer to " + name + " could not be read"));
            }
        }

        void fail(RuntimeException failure) {
            loop.execute(() -> end(failure));
        }

        void end(RuntimeException failure) {
            Objects.requireNonNull(alarm).cancel();
            answer.completeExceptionally(failure);
        }

        /** The limit. */
        @Override
        public void run() {
            asked.remove(number);
            log.warn("TDLib has not answered {} in time", name);
            answer.completeExceptionally(new NoAnswerException("no answer to " + name + " in time"));
        }

        @Override
        public String toString() {
            return "answer to " + name;
        }
    }
}
