package io.adbot.telegram;

import io.adbot.message.ApiCredentials;
import io.adbot.message.MessagingPort;
import io.adbot.message.SessionAccess;
import io.adbot.telegram.loopback.Account;
import io.adbot.telegram.loopback.Group;
import io.adbot.telegram.loopback.Logins;
import io.adbot.telegram.loopback.LoopbackTelegram;
import io.adbot.testkit.contract.MessagingPortContract;
import io.adbot.value.GroupId;
import io.adbot.value.SessionId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The real TDLib at a Telegram on loopback does what every messaging port does. */
@NeedsTdlib
class TelegramPortContractTest extends MessagingPortContract {

    private static final SessionId SESSION = new SessionId("ann");

    @TempDir
    Path directory;

    private final LoopbackTelegram telegram = LoopbackTelegram.start();
    private final Account ann = telegram.account("+15550001111");
    private final Map<GroupId, Group> groups = Map.of(
            new GroupId("@market"), telegram.group("market"),
            new GroupId("@closed"), telegram.group("closed").left(ann),
            new GroupId("@slowly"), telegram.group("slowly").slowMode(Duration.ofHours(1)));
    private TelegramPort port;

    @BeforeEach
    void logIn() {
        Logins.logIn(telegram, ann, directory);
        port = TelegramPort.builder().transport(new ThroughLoopback(telegram)).open();
        port.handOver(
                SESSION,
                new SessionAccess(
                        Optional.of(directory),
                        Optional.of(new ApiCredentials(12345, "0123456789abcdef0123456789abcdef"))));
    }

    @AfterEach
    void close() {
        port.close();
        telegram.close();
    }

    @Override
    protected MessagingPort port() {
        return port;
    }

    @Override
    protected SessionId session() {
        return SESSION;
    }

    @Override
    protected GroupId group() {
        return new GroupId("@market");
    }

    @Override
    protected GroupId forbiddenGroup() {
        return new GroupId("@closed");
    }

    @Override
    protected GroupId slowGroup() {
        return new GroupId("@slowly");
    }

    @Override
    protected void banSession() {
        telegram.ban(ann);
    }

    @Override
    protected <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }

    /** A question that is asked after all that was sent is answered after it, too. */
    @Override
    protected void settle() {
        await(port.check(SESSION, new GroupId("t.me/nobody_is_called_so"), post()));
    }

    @Override
    protected int messagesIn(GroupId group) {
        return groups.get(group).messages().size();
    }
}
