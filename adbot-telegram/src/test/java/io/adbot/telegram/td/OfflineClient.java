package io.adbot.telegram.td;

import io.adbot.message.ApiCredentials;
import io.adbot.telegram.TdLibraryForTests;
import io.adbot.telegram.td.Answers.AuthorizationState;
import io.adbot.telegram.td.Answers.Closed;
import io.adbot.telegram.td.Requests.Close;
import io.adbot.telegram.td.Requests.SetTdlibParameters;
import io.adbot.telegram.transport.OfflineTransport;
import io.adbot.telegram.transport.TdJson;
import io.adbot.telegram.transport.Transport;
import io.adbot.time.EventLoop;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A client of the real TDLib that reaches no network, and where it stands. */
final class OfflineClient implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final EventLoop LOOP = EventLoop.on(Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "offline-clients");
        thread.setDaemon(true);
        return thread;
    }));

    private final List<Update> updates = new CopyOnWriteArrayList<>();
    private final Map<Class<?>, CompletableFuture<AuthorizationState>> states = new ConcurrentHashMap<>();
    private final TdClient client;

    OfflineClient() {
        this(TdJson.load(TdLibraryForTests.path()));
    }

    OfflineClient(Transport tdlib) {
        client = new TdClient(new OfflineTransport(tdlib), LOOP, this::updated);
    }

    /** One whose database is there, encrypted with a key in Base64. */
    static OfflineClient in(Path directory, String key) {
        OfflineClient client = new OfflineClient();
        client.ask(parameters(directory, key));
        return client;
    }

    /** As they are for accounts. */
    static SetTdlibParameters parameters(Path directory, String key) {
        ApiCredentials credentials = new ApiCredentials(1, "hash");
        String place = directory.toString();
        return new SetTdlibParameters(
                false,
                place,
                place,
                key,
                true,
                true,
                false,
                false,
                credentials.apiId(),
                credentials.apiHash(),
                "en",
                "AdBot",
                "",
                "0");
    }

    /** Asks, and does not look at the answer. */
    void tell(Request<?> request) {
        LOOP.execute(() -> client.ask(request, LIMIT));
    }

    /** Begins to ask. */
    <A> CompletableFuture<A> begin(Request<A> request) {
        CompletableFuture<A> answer = new CompletableFuture<>();
        LOOP.execute(() -> client.ask(request, LIMIT).whenComplete((value, failure) -> {
            if (failure == null) {
                answer.complete(value);
            } else {
                answer.completeExceptionally(failure);
            }
        }));
        return answer;
    }

    /** Asks; throws what the answer fails with. */
    <A> A ask(Request<A> request) {
        return get(begin(request));
    }

    /** Waits until it is there, or has been. */
    void await(Class<? extends AuthorizationState> state) {
        get(reached(state));
    }

    List<Update> updates() {
        return updates;
    }

    @Override
    public void close() {
        if (!reached(Closed.class).isDone()) {
            tell(new Close());
            await(Closed.class);
        }
    }

    private CompletableFuture<AuthorizationState> reached(Class<?> state) {
        return states.computeIfAbsent(state, any -> new CompletableFuture<>());
    }

    private void updated(Update update) {
        updates.add(update);
        if (update instanceof Update.Authorization told) {
            reached(told.authorizationState().getClass()).complete(told.authorizationState());
        }
    }

    private static <A> A get(CompletableFuture<A> future) {
        try {
            return future.get(LIMIT.toSeconds() * 2, TimeUnit.SECONDS);
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new AssertionError(failure);
        } catch (InterruptedException | TimeoutException failure) {
            throw new AssertionError(failure);
        }
    }
}
