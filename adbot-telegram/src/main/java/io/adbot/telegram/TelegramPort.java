package io.adbot.telegram;

import io.adbot.message.MessagingPort;
import io.adbot.message.Permission;
import io.adbot.message.Post;
import io.adbot.message.SendOutcome;
import io.adbot.message.SendRequest;
import io.adbot.message.SessionAccess;
import io.adbot.telegram.Outgoing.Desk;
import io.adbot.telegram.transport.TdJson;
import io.adbot.telegram.transport.TdLibrary;
import io.adbot.telegram.transport.Transport;
import io.adbot.time.EventLoop;
import io.adbot.time.EventLoop.Alarm;
import io.adbot.time.Nanos;
import io.adbot.value.GroupId;
import io.adbot.value.SessionId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Telegram, through TDLib.
 *
 * <pre>{@code
 * try (TelegramPort telegram = TelegramPort.builder().open();
 *         AdBot bot = AdBot.builder(telegram, JsonStore.at(directory)).open()) {
 *     …
 * }
 * }</pre>
 *
 * <p>Each session is an account of its own, kept in its own directory, which {@code adbot login} makes. An account is opened when it is first
 * used. What the port knows of a group is asked once and kept current by Telegram's updates; a post is refused before it is sent if the
 * account is not a member, may not post such content, is in slow mode, or would have to pay.
 *
 * <p>A send is {@linkplain SendOutcome.Delivered delivered} when Telegram has given the message its number. Once a request has been handed to
 * TDLib, a cancel keeps it from being sent if it was not sent yet, but cannot tell whether it was: so it ends as withdrawn if the request had
 * not been handed over, and else with what Telegram says, or with nothing.
 *
 * <p>Threads: methods may be called from any. The port decides on a loop of its own, one thread for all accounts, that it closes.
 *
 * <p>Durability: logins, and the names that were looked up, are kept in the sessions' directories; nothing that is on its way survives the
 * process, so nothing is sent after a restart that was asked for before it.
 */
public final class TelegramPort implements MessagingPort, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(TelegramPort.class);
    private static final SendOutcome CLOSED = new SendOutcome.Transient("the port is closed");

    /** As long as the engine waits for the end of a send (rule E6). */
    private static final Duration SEND_LIMIT = Duration.ofSeconds(90);

    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(15);

    private final Transport transport;
    private final Secrets secrets;
    private final TelegramSettings settings;
    private final EventLoop loop;
    private final @Nullable ScheduledExecutorService own;

    // Touched on the loop alone.
    private final Map<SessionId, Account> accounts = new LinkedHashMap<>();

    /** Nothing is taken any more; a loop of its own then runs nothing more either. */
    private final AtomicBoolean closed = new AtomicBoolean();

    private TelegramPort(Builder builder, Transport transport, EventLoop loop, @Nullable ScheduledExecutorService own) {
        this.transport = transport;
        this.secrets = builder.secrets;
        this.settings = builder.settings;
        this.loop = loop;
        this.own = own;
    }

    /** Begins to put a port together. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public boolean needsCredentials() {
        return true;
    }

    @Override
    public void handOver(SessionId session, SessionAccess access) {
        if (closed.get()) {
            return;
        }
        loop.execute(() -> {
            Account known = accounts.get(session);
            if (known == null) {
                accounts.put(session, new Account(session, access, transport, loop, secrets, settings));
            } else {
                known.handedOver(access);
            }
        });
    }

    @Override
    public CompletionStage<Void> letGo(SessionId session) {
        if (closed.get()) {
            return CompletableFuture.completedFuture(null);
        }
        return ask(() -> {
            Account account = accounts.remove(session);
            return account == null ? CompletableFuture.completedStage(null) : account.retire();
        });
    }

    @Override
    public CompletionStage<Permission> check(SessionId session, GroupId group, Post post) {
        if (closed.get()) {
            return CompletableFuture.completedFuture(Permission.unclear(CLOSED));
        }
        return ask(() -> permission(session, group, post)
                .handle((permission, failure) ->
                        failure == null ? permission : Failure.permissionOf(outcomeOf(session, failure))));
    }

    @Override
    public Sending send(SendRequest request) {
        Outgoing send = new Outgoing(loop, request.post());
        if (closed.get()) {
            send.end(CLOSED);
            return send;
        }
        loop.execute(() -> {
            try {
                prepare(send, request.delivery().session(), request.delivery().group());
            } catch (RuntimeException failure) {
                send.end(Failure.outcomeOf(failure));
            }
        });
        return send;
    }

    /**
     * Sends a text to the account's own Saved Messages, where nobody else sees it: to find out whether the account works. Completes within
     * 90 s, whatever Telegram does.
     *
     * @param session one that was handed over
     * @param text 1 to 4096 characters that are not all blank
     */
    public CompletionStage<SendOutcome> sendToItself(SessionId session, String text) {
        Post.Text post = new Post.Text(text);
        Outgoing send = new Outgoing(loop, post);
        if (closed.get()) {
            send.end(CLOSED);
            return send.outcome();
        }
        loop.execute(() -> toItself(send, session, post));
        return send.outcome();
    }

    /** Where every account stands that the engine has handed over. */
    public CompletionStage<List<AccountStatus>> accounts() {
        if (closed.get()) {
            return CompletableFuture.completedFuture(List.of());
        }
        return ask(() -> CompletableFuture.completedStage(
                accounts.values().stream().map(Account::status).toList()));
    }

    /**
     * Closes all accounts and waits until TDLib has let go of them, 15 s at most. What is on its way ends as unknown. Idempotent. Not to be
     * called on the loop.
     */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        CompletionStage<Void> all = ask(() -> {
            List<CompletableFuture<@Nullable Void>> closing = new ArrayList<>();
            accounts.values().forEach(account -> closing.add(account.retire().toCompletableFuture()));
            return CompletableFuture.allOf(closing.toArray(CompletableFuture<?>[]::new));
        });
        try {
            all.toCompletableFuture().get(CLOSE_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            log.warn("not every account could be closed in {} s", CLOSE_LIMIT.toSeconds());
        } finally {
            if (own != null) {
                own.shutdown();
            }
        }
    }

    // ---------------------------------------------------------------- on the loop

    private CompletionStage<Account> account(SessionId session) {
        Account account = accounts.get(session);
        if (account == null || closed.get()) {
            return CompletableFuture.failedFuture(new Failure(
                    account == null ? new SendOutcome.Transient("the session was not handed over") : CLOSED));
        }
        return account.use();
    }

    private CompletionStage<Permission> permission(SessionId session, GroupId group, Post post) {
        Destination destination = Destination.of(group);
        if (destination == null) {
            return CompletableFuture.completedStage(
                    Permission.denied("it is not a group: expected " + Destination.ACCEPTED));
        }
        return account(session)
                .thenCompose(account -> kind(account, post)
                        .thenCombine(
                                account.groups().find(destination.chat()),
                                (kind, found) -> permission(kind, found, destination)));
    }

    private Permission permission(ContentKind kind, Group group, Destination destination) {
        String reason = group.reasonAgainst(kind);
        if (reason.isEmpty() && destination.topic().isPresent() && !group.isForum()) {
            reason = "the group has no topics: expected it without one";
        }
        if (!reason.isEmpty()) {
            return Permission.denied(reason);
        }
        Duration slow = group.slowModeLeft(loop.now().nanos());
        return slow.isZero() ? Permission.granted() : Permission.slowMode(slow);
    }

    private static CompletionStage<ContentKind> kind(Account account, Post post) {
        return post instanceof Post.Forward forward
                ? account.sources().kind(forward.link())
                : CompletableFuture.completedStage(ContentKind.TEXT);
    }

    private void toItself(Outgoing send, SessionId session, Post.Text post) {
        Alarm limit = loop.wakeAt(Nanos.plus(loop.now().nanos(), SEND_LIMIT.toNanos()), () -> {
            send.cancel();
            send.end(new SendOutcome.Unknown("no word of it from Telegram in " + SEND_LIMIT.toSeconds() + " s"));
        });
        send.outcome().whenComplete((outcome, failure) -> loop.execute(limit::cancel));
        account(session)
                .thenCompose(account -> account.savedMessages().thenApply(chat -> {
                    send.sendText(new Desk(account, chat, settings), post, OptionalInt.empty());
                    return chat;
                }))
                .whenComplete((chat, failure) -> {
                    if (failure != null) {
                        send.end(outcomeOf(session, failure));
                    }
                });
    }

    private void prepare(Outgoing send, SessionId session, GroupId group) {
        Destination destination = Destination.of(group);
        if (destination == null) {
            send.end(new SendOutcome.NotPermitted("it is not a group: expected " + Destination.ACCEPTED));
            return;
        }
        account(session)
                .thenCompose(account -> account.rested().thenCompose(rested -> account.use()))
                .thenCompose(account -> account.groups()
                        .find(destination.chat())
                        .thenCompose(found -> go(send, new Desk(account, found, settings), destination)))
                .whenComplete((handedOver, failure) -> {
                    if (failure != null) {
                        send.end(outcomeOf(session, failure));
                    }
                });
    }

    /**
     * Slow mode is asked about anew before each send where there is any: what TDLib says after a send that failed is the same for slow mode and
     * for a flood wait, so what is not known before is taken for the wait that holds more.
     */
    private CompletionStage<@Nullable Void> go(Outgoing send, Desk desk, Destination destination) {
        return desk.account().groups().slowModeNow(desk.group()).thenCompose(left -> handOver(send, desk, destination));
    }

    private CompletionStage<@Nullable Void> handOver(Outgoing send, Desk desk, Destination destination) {
        if (send.post() instanceof Post.Text text) {
            check(desk, ContentKind.TEXT, destination);
            if (!send.isOver()) {
                send.sendText(desk, text, destination.topic());
            }
            return CompletableFuture.completedFuture(null);
        }
        Post.Forward forward = (Post.Forward) send.post();
        return desk.account().sources().load(forward.link()).thenApply(source -> {
            check(desk, source.kind(), destination);
            if (!send.isOver()) {
                send.forward(desk, source, destination.topic());
            }
            return null;
        });
    }

    /** Whatever may have changed while a send was prepared. */
    private void check(Desk desk, ContentKind kind, Destination destination) {
        if (!desk.account().isOpen()) {
            throw new Failure(new SendOutcome.Transient("the account is being closed"));
        }
        Permission permission = permission(kind, desk.group(), destination);
        if (permission instanceof Permission.Denied denied) {
            throw Failure.denied(denied.reason());
        }
        if (permission instanceof Permission.SlowMode slow) {
            throw new Failure(new SendOutcome.SlowMode(slow.remaining()));
        }
    }

    private SendOutcome outcomeOf(SessionId session, Throwable failure) {
        Account account = accounts.get(session);
        return account == null ? Failure.outcomeOf(failure) : account.outcomeOf(failure);
    }

    private <T extends @Nullable Object> CompletionStage<T> ask(
            java.util.function.Supplier<CompletionStage<T>> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        loop.execute(() -> {
            try {
                question.get().whenComplete((value, failure) -> {
                    if (failure == null) {
                        answer.complete(value);
                    } else {
                        answer.completeExceptionally(
                                failure instanceof CompletionException && failure.getCause() != null
                                        ? failure.getCause()
                                        : failure);
                    }
                });
            } catch (RuntimeException failure) {
                answer.completeExceptionally(failure);
            }
        });
        return answer;
    }

    /** Collects what a port needs. */
    public static final class Builder {
        private @Nullable Transport transport;
        private @Nullable EventLoop loop;
        private Secrets secrets = Secrets.NONE;
        private TelegramSettings settings = TelegramSettings.DEFAULT;

        private Builder() {}

        /** Another way to TDLib than its JSON interface as {@link TdLibrary} finds it. */
        public Builder transport(Transport way) {
            this.transport = Objects.requireNonNull(way);
            return this;
        }

        /** Where the port decides; a thread of its own if not set. */
        public Builder loop(EventLoop where) {
            this.loop = Objects.requireNonNull(where);
            return this;
        }

        /** Where the keys of the accounts' databases come from; {@link Secrets#NONE} if not set. */
        public Builder secrets(Secrets from) {
            this.secrets = Objects.requireNonNull(from);
            return this;
        }

        /** How the port bears itself; {@link TelegramSettings#DEFAULT} if not set. */
        public Builder settings(TelegramSettings how) {
            this.settings = Objects.requireNonNull(how);
            return this;
        }

        /**
         * Opens the port. No account is opened yet.
         *
         * @throws io.adbot.telegram.transport.TdLibraryException if TDLib is needed and not there; says what to install
         */
        public TelegramPort open() {
            Transport way =
                    transport == null ? TdJson.load(TdLibrary.ofThisMachine().find()) : transport;
            EventLoop given = loop;
            if (given != null) {
                return new TelegramPort(this, way, given, null);
            }
            ScheduledThreadPoolExecutor own =
                    new ScheduledThreadPoolExecutor(1, task -> new Thread(task, "adbot-telegram"));
            // A limit that is still to come keeps no process alive.
            own.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
            return new TelegramPort(this, way, EventLoop.on(own), own);
        }
    }
}
