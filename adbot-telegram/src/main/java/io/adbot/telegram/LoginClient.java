package io.adbot.telegram;

import io.adbot.telegram.LoginException.Kind;
import io.adbot.telegram.td.Answers.AuthorizationState;
import io.adbot.telegram.td.Answers.Closed;
import io.adbot.telegram.td.NoAnswerException;
import io.adbot.telegram.td.Request;
import io.adbot.telegram.td.Requests.Close;
import io.adbot.telegram.td.TdClient;
import io.adbot.telegram.td.TdException;
import io.adbot.telegram.td.Update;
import io.adbot.telegram.transport.Transport;
import io.adbot.time.EventLoop;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A TDLib client for a thread that asks and waits for the answer. */
final class LoginClient implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(LoginClient.class);
    private static final Duration CLOSING = Duration.ofSeconds(15);

    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "adbot-login");
        thread.setDaemon(true);
        return thread;
    });
    private final EventLoop loop = EventLoop.on(executor);
    private final BlockingQueue<AuthorizationState> states = new LinkedBlockingQueue<>();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private final Path directory;
    private final TdClient client;
    private final Duration limit;

    private LoginClient(Transport tdlib, Path directory, Duration limit) {
        this.directory = directory;
        this.limit = limit;
        this.client = new TdClient(tdlib, loop, this::updated);
    }

    /**
     * Opens one, and takes the directory for it until it is closed.
     *
     * @param limit within which it answers, or says what it waits for next
     * @throws LoginException if the directory is not there, or in use
     */
    static LoginClient open(Transport tdlib, Path directory, Duration limit) {
        Path real;
        try {
            real = directory.toRealPath();
        } catch (IOException e) {
            throw new LoginException(Kind.DIRECTORY, directory + ": got no directory, expected that of a session");
        }
        if (!DirectoryClaims.claim(real)) {
            throw new LoginException(
                    Kind.DIRECTORY, directory + ": it is open already in this process; close it first");
        }
        try {
            if (Binlog.isDamaged(real)) {
                throw new LoginException(
                        Kind.DIRECTORY,
                        directory
                                + ": its td.binlog is damaged, and TDLib would throw it away; expected a copy of it in its place,"
                                + " or its directory deleted and a new login");
            }
            return new LoginClient(tdlib, real, limit);
        } catch (IOException e) {
            DirectoryClaims.release(real);
            throw new LoginException(Kind.DIRECTORY, directory + ": cannot be read: " + e);
        } catch (RuntimeException failure) {
            DirectoryClaims.release(real);
            throw failure;
        }
    }

    /**
     * Asks, and waits for the answer.
     *
     * @throws TdException if TDLib refuses it
     * @throws LoginException if there is no answer
     */
    <A> A ask(Request<A> request) {
        CompletableFuture<A> answer = new CompletableFuture<>();
        loop.execute(() -> client.ask(request, limit).whenComplete((value, failure) -> {
            if (failure == null) {
                answer.complete(value);
            } else {
                answer.completeExceptionally(failure);
            }
        }));
        try {
            return answer.get();
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof TdException refused) {
                throw refused;
            }
            if (failure.getCause() instanceof NoAnswerException) {
                throw LoginException.noAnswer();
            }
            throw new IllegalStateException(failure.getCause());
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    /**
     * What TDLib waits for next; waits until it says so.
     *
     * @throws LoginException if it does not
     */
    AuthorizationState next() {
        try {
            AuthorizationState state = states.poll(limit.toNanos(), TimeUnit.NANOSECONDS);
            if (state == null) {
                throw LoginException.noAnswer();
            }
            return state;
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    /** Waits until it is closed, whoever closes it; gives up after a while. Not to be interrupted, so that nothing is left open. */
    @Override
    public void close() {
        if (!closed.isDone()) {
            loop.execute(() -> client.ask(new Close(), CLOSING));
        }
        if (!waitUntilClosed(CLOSING)) {
            log.warn("TDLib has not closed a client within {} s", CLOSING.toSeconds());
        }
        CompletableFuture<Void> unused =
                closed.thenRun(executor::shutdown); // Not before: the directory is taken until then.
    }

    /** Waits; was it closed? */
    boolean waitUntilClosed(Duration atMost) {
        return closed.thenApply(done -> true)
                .completeOnTimeout(false, atMost.toNanos(), TimeUnit.NANOSECONDS)
                .join();
    }

    private void updated(Update update) {
        if (update instanceof Update.Authorization told) {
            states.add(told.authorizationState());
            if (told.authorizationState() instanceof Closed) {
                DirectoryClaims.release(directory);
                closed.complete(null);
            }
        }
    }

    private static LoginException interrupted() {
        Thread.currentThread().interrupt();
        return new LoginException(Kind.INTERRUPTED, "The login was interrupted.");
    }
}
