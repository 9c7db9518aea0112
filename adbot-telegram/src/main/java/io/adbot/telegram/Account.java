package io.adbot.telegram;

import io.adbot.message.ApiCredentials;
import io.adbot.message.SendOutcome;
import io.adbot.message.SessionAccess;
import io.adbot.telegram.td.Answers.AuthorizationState;
import io.adbot.telegram.td.Answers.Closed;
import io.adbot.telegram.td.Answers.Closing;
import io.adbot.telegram.td.Answers.LoggingOut;
import io.adbot.telegram.td.Answers.Ready;
import io.adbot.telegram.td.Answers.WaitTdlibParameters;
import io.adbot.telegram.td.Requests.Close;
import io.adbot.telegram.td.Requests.CreatePrivateChat;
import io.adbot.telegram.td.Requests.GetMe;
import io.adbot.telegram.td.Requests.SetTdlibParameters;
import io.adbot.telegram.td.TdClient;
import io.adbot.telegram.td.Update;
import io.adbot.telegram.transport.Transport;
import io.adbot.time.EventLoop;
import io.adbot.time.EventLoop.Alarm;
import io.adbot.time.Nanos;
import io.adbot.value.SessionId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One account, open or not.
 *
 * <pre>
 *   CLOSED ──use──► OPENING ──► READY ──idle, let go, close──► CLOSING ──► CLOSED
 *                      │          │                                          ▲
 *                      └──────────┴── logged out, banned ──► LOST, closed ───┘ (until it is handed over anew)
 * </pre>
 *
 * Touched on the port's loop alone.
 */
final class Account {

    private static final Logger log = LoggerFactory.getLogger(TelegramPort.class);

    /** TDLib closes within fractions of a second; it waits for nobody. */
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(30);

    private final SessionId session;
    private final Transport transport;
    private final EventLoop loop;
    private final Secrets secrets;
    private final TelegramSettings settings;
    private SessionAccess access;

    private @Nullable Open open;
    private @Nullable SendOutcome lost;
    private boolean retired;
    private int hiddenWaits;
    private Duration longestWait = Duration.ZERO;

    Account(
            SessionId session,
            SessionAccess access,
            Transport transport,
            EventLoop loop,
            Secrets secrets,
            TelegramSettings settings) {
        this.session = session;
        this.access = access;
        this.transport = transport;
        this.loop = loop;
        this.secrets = secrets;
        this.settings = settings;
    }

    /** It is handed over, perhaps with something else; whatever it was lost for is forgotten. */
    void handedOver(SessionAccess now) {
        access = now;
        lost = null;
    }

    /** The account once it can be used: opened, if it is not; fails with {@link Failure}. */
    CompletionStage<Account> use() {
        SendOutcome trouble = trouble();
        if (trouble != null) {
            return CompletableFuture.failedFuture(new Failure(trouble));
        }
        Open now = open;
        if (now != null && now.isOutdated()) {
            now.close();
        }
        if (now != null && now.closing) {
            // Whoever waits here may have been overtaken by the account's end: so it is asked again then.
            return now.closed.thenCompose(closed -> use());
        }
        if (now == null) {
            try {
                now = opened();
            } catch (Failure refused) {
                return CompletableFuture.failedFuture(refused);
            }
        }
        now.used();
        return now.ready;
    }

    /** When the account has rested enough since a send that took long, perhaps because Telegram made it wait. */
    CompletionStage<@Nullable Void> rested() {
        long until = current().sends.notBefore();
        CompletableFuture<@Nullable Void> rested = new CompletableFuture<>();
        if (until <= loop.now().nanos()) {
            rested.complete(null);
        } else {
            loop.wakeAt(until, () -> rested.complete(null));
        }
        return rested;
    }

    /** Can what was prepared be handed over now? Not to a client that is being closed. */
    boolean isOpen() {
        Open now = open;
        return now != null && !now.closing;
    }

    /** The chat with itself. */
    CompletionStage<Group> savedMessages() {
        return client().ask(new GetMe(), settings.answerLimit())
                .thenCompose(me -> client().ask(new CreatePrivateChat(me.id(), false), settings.answerLimit()))
                .thenApply(chat -> new Group(chat.id(), chat.permissions()));
    }

    /** Closes it for good: whoever still waits for it gets no other client. Done once TDLib has let go of the directory. */
    CompletionStage<@Nullable Void> retire() {
        retired = true;
        return close();
    }

    /** Closes it; done once TDLib has let go of the directory, and fails with {@link Failure} if it does not. */
    CompletionStage<@Nullable Void> close() {
        Open now = open;
        if (now == null) {
            return CompletableFuture.completedFuture(null);
        }
        now.close();
        return now.closed;
    }

    /** What a failure before anything was sent amounts to: an account that is lost answers nothing more. */
    SendOutcome outcomeOf(Throwable failure) {
        SendOutcome outcome = Failure.outcomeOf(failure);
        learn(outcome);
        return lost == null ? outcome : lost;
    }

    /** Takes from what a send ended in what concerns the account as a whole. */
    void learn(SendOutcome outcome) {
        if (outcome instanceof SendOutcome.AccountLost) {
            lose(outcome);
        }
    }

    TdClient client() {
        return current().client;
    }

    Groups groups() {
        return current().groups;
    }

    Sources sources() {
        return current().sources;
    }

    Sends sends() {
        return current().sends;
    }

    AccountStatus status() {
        Open now = open;
        AccountStatus.State state;
        if (lost != null) {
            state = AccountStatus.State.LOST;
        } else if (now == null) {
            state = AccountStatus.State.CLOSED;
        } else if (now.closing) {
            state = AccountStatus.State.CLOSING;
        } else {
            state = now.ready.isDone() ? AccountStatus.State.READY : AccountStatus.State.OPENING;
        }
        Duration longest = now == null || now.sends.longestWait().compareTo(longestWait) < 0
                ? longestWait
                : now.sends.longestWait();
        return new AccountStatus(
                session,
                state,
                now != null && now.frozen,
                hiddenWaits + (now == null ? 0 : now.sends.hiddenWaits()),
                longest,
                now == null ? 0 : now.names.lookups());
    }

    private Open current() {
        return Objects.requireNonNull(open, "the account is closed");
    }

    private @Nullable SendOutcome trouble() {
        if (lost != null) {
            return lost;
        }
        if (retired) {
            return new SendOutcome.Transient("the session was let go of");
        }
        return open != null && open.frozen ? new SendOutcome.AccountLimited("Telegram has frozen the account") : null;
    }

    private void lose(SendOutcome outcome) {
        if (lost == null) {
            lost = outcome;
            log.warn("{}: {} {}", session, outcome.kind().wire(), outcome.reason());
        }
        Open now = open;
        if (now != null) {
            now.ready.completeExceptionally(new Failure(lost));
            now.close();
        }
    }

    private Open opened() {
        Path files = access.files().orElse(null);
        ApiCredentials credentials = access.credentials().orElse(null);
        if (files == null || credentials == null) {
            throw new Failure(new SendOutcome.Transient(
                    files == null ? "the session has no files here" : "the session has no API credentials"));
        }
        byte[] key = key();
        Path directory = claimed(files);
        try {
            open = new Open(directory, access);
        } catch (RuntimeException failure) {
            DirectoryClaims.release(directory);
            log.warn("{}: no client could be opened", session, failure);
            throw new Failure(new SendOutcome.Transient(
                    "no client could be opened: " + failure.getClass().getSimpleName()));
        }
        open.begin(Parameters.of(directory, credentials, key));
        return open;
    }

    private byte[] key() {
        try {
            return Objects.requireNonNull(secrets.databaseKey(session));
        } catch (RuntimeException failure) {
            log.warn(
                    "{}: there is no key for its database: {}",
                    session,
                    failure.getClass().getSimpleName());
            throw new Failure(new SendOutcome.Transient("there is no key for its database"));
        }
    }

    /** The session's directory, which is nobody else's then. */
    private Path claimed(Path files) {
        if (!Files.isDirectory(files, LinkOption.NOFOLLOW_LINKS)) {
            throw new Failure(new SendOutcome.AccountLost(
                    false,
                    Files.exists(files)
                            ? "its file is another library's, and needs a login here"
                            : "its files are gone"));
        }
        try {
            Path directory = files.toRealPath();
            if (Files.getFileStore(directory).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
            }
            if (Binlog.isDamaged(directory)) {
                throw new Failure(new SendOutcome.AccountLost(
                        false, "its td.binlog is damaged: expected a copy of it in its place, or a login"));
            }
            if (!DirectoryClaims.claim(directory)) {
                throw new Failure(new SendOutcome.Transient("its directory is open already in this process"));
            }
            return directory;
        } catch (IOException e) {
            throw new Failure(new SendOutcome.Transient(
                    "its directory cannot be opened: " + e.getClass().getSimpleName()));
        }
    }

    /** A TDLib client on the account's directory, from its opening to its end. */
    private final class Open {
        private final Path directory;
        private final SessionAccess access;
        private final TdClient client;
        private final NameBook names;
        private final Groups groups;
        private final Sources sources;
        private final Sends sends;
        private final CompletableFuture<Account> ready = new CompletableFuture<>();
        private final CompletableFuture<@Nullable Void> closed = new CompletableFuture<>();
        private final long openedAt = loop.now().nanos();
        private boolean frozen;
        private boolean closing;
        private long lastUse;
        private @Nullable Alarm idle;
        private @Nullable Alarm unclosed;

        Open(Path directory, SessionAccess access) {
            this.directory = directory;
            this.access = access;
            this.names = new NameBook(directory, settings.lookupsPerDay());
            this.sends = new Sends(session, settings.hiddenWait());
            this.client = new TdClient(transport, loop, new Listener());
            Chats chats = new Chats(client, loop, settings.answerLimit(), names);
            this.groups = new Groups(client, loop, settings.answerLimit(), chats);
            this.sources = new Sources(client, settings.answerLimit(), chats);
        }

        Account account() {
            return Account.this;
        }

        void begin(SetTdlibParameters parameters) {
            client.ask(parameters, settings.answerLimit()).whenComplete((done, failure) -> {
                if (failure != null) {
                    notOpened(failure);
                }
            });
        }

        /** Was something else handed over since, or is it open for long enough; and is nothing on its way that would be lost? */
        boolean isOutdated() {
            boolean isOld = settings.reopenAfter()
                    .map(age -> loop.now().nanos() - openedAt >= age.toNanos())
                    .orElse(false);
            return (isOld || !access.equals(Account.this.access)) && sends.isIdle();
        }

        void used() {
            lastUse = loop.now().nanos();
            if (idle == null && settings.closeIdle().isPresent()) {
                sleepLater();
            }
        }

        void close() {
            if (!closing) {
                closing = true;
                client.ask(new Close(), settings.answerLimit());
                unclosed = loop.wakeAt(Nanos.plus(loop.now().nanos(), CLOSE_LIMIT.toNanos()), new Unclosed(this));
            }
        }

        private void sleepLater() {
            long after = settings.closeIdle().orElseThrow().toNanos();
            idle = loop.wakeAt(Nanos.plus(lastUse, after), new Idle(this, after));
        }

        private void told(Update update) {
            if (update instanceof Update.Authorization told) {
                authorized(told.authorizationState());
            } else if (update instanceof Update.FreezeState told) {
                frozen = told.isFrozen();
            } else if (update instanceof Update.AccountBanned) {
                lose(new SendOutcome.AccountLost(true, "USER_DEACTIVATED_BAN"));
            } else {
                sends.updated(update);
                groups.updated(update);
            }
        }

        private void authorized(AuthorizationState state) {
            if (state instanceof Closing) {
                closing = true; // Perhaps because the process ends.
            } else if (state instanceof Ready) {
                log.info("{}: logged in", session);
                ready.complete(Account.this);
            } else if (state instanceof Closed) {
                gone();
            } else if (state instanceof LoggingOut) {
                lose(new SendOutcome.AccountLost(false, "logged out"));
            } else if (!(state instanceof WaitTdlibParameters)) {
                lose(new SendOutcome.AccountLost(false, "it needs a login"));
            }
        }

        private void gone() {
            closing = true;
            if (idle != null) {
                idle.cancel();
            }
            if (unclosed != null) {
                unclosed.cancel();
            }
            hiddenWaits += sends.hiddenWaits();
            longestWait = sends.longestWait().compareTo(longestWait) > 0 ? sends.longestWait() : longestWait;
            DirectoryClaims.release(directory);
            open = null;
            ready.completeExceptionally(new Failure(new SendOutcome.Transient("the account was closed")));
            sends.abandon();
            closed.complete(null);
        }

        /** What its client tells. */
        private final class Listener implements TdClient.Listener {
            @Override
            public void updated(Update update) {
                told(update);
            }

            @Override
            public boolean isBusy() {
                return !sends.isIdle();
            }
        }

        private void notOpened(Throwable failure) {
            SendOutcome outcome = Failure.outcomeOf(failure);
            if (outcome instanceof SendOutcome.AccountLost) {
                // TDLib says 401 for a wrong key, too.
                lose(new SendOutcome.AccountLost(false, outcome.reason()));
            } else {
                ready.completeExceptionally(new Failure(new SendOutcome.Transient(outcome.reason())));
                close();
            }
        }
    }

    /** Nobody waits for ever for a client that does not close. Its directory stays taken until it does. */
    private record Unclosed(Open open) implements Runnable {
        @Override
        public void run() {
            Account account = open.account();
            if (open.closed.completeExceptionally(new Failure(
                    new SendOutcome.Transient("TDLib has not closed it in " + CLOSE_LIMIT.toSeconds() + " s")))) {
                log.error("{}: TDLib has not closed it in {} s", account.session, CLOSE_LIMIT.toSeconds());
            }
        }

        @Override
        public String toString() {
            return "session " + open.account().session + " to be closed";
        }
    }

    /** Closes an account that has not been used for a while. */
    private record Idle(Open open, long after) implements Runnable {
        @Override
        public void run() {
            open.idle = null;
            Account account = open.account();
            boolean isUnused = account.loop.now().nanos() - open.lastUse >= after;
            if (isUnused && open.sends.isIdle() && !open.closing) {
                log.info("{}: closed, for it is idle", account.session);
                open.close();
            } else if (!open.closing) {
                open.lastUse = isUnused ? account.loop.now().nanos() : open.lastUse;
                open.sleepLater();
            }
        }

        @Override
        public String toString() {
            return "session " + open.account().session + " to be idle";
        }
    }
}
