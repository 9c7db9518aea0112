package io.adbot.telegram;

import io.adbot.message.ApiCredentials;
import io.adbot.message.MessagingPort.Sending;
import io.adbot.message.Permission;
import io.adbot.message.Post;
import io.adbot.message.SendOutcome;
import io.adbot.message.SendRequest;
import io.adbot.message.SessionAccess;
import io.adbot.telegram.loopback.Account;
import io.adbot.telegram.loopback.Logins;
import io.adbot.telegram.loopback.LoopbackTelegram;
import io.adbot.value.CycleId;
import io.adbot.value.DeliveryId;
import io.adbot.value.GroupId;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** A port at a Telegram on loopback, and the directories of its sessions. */
final class PortOnLoopback implements AutoCloseable {

    static final ApiCredentials CREDENTIALS = new ApiCredentials(12345, "0123456789abcdef0123456789abcdef");

    final LoopbackTelegram telegram = LoopbackTelegram.start();
    private final Path directory;
    private TelegramPort port;
    private int cycles;

    PortOnLoopback(Path directory) {
        this(directory, TelegramSettings.DEFAULT);
    }

    PortOnLoopback(Path directory, TelegramSettings settings) {
        this.directory = directory;
        open(settings);
    }

    void open(TelegramSettings settings) {
        port = TelegramPort.builder()
                .transport(new ThroughLoopback(telegram))
                .settings(settings)
                .open();
    }

    TelegramPort port() {
        return port;
    }

    /** An account that is logged in and handed over. */
    SessionId logIn(String name, Account account) {
        Path home = home(name);
        try {
            Files.createDirectories(home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Logins.logIn(telegram, account, home);
        return handOver(name);
    }

    SessionId handOver(String name) {
        SessionId session = new SessionId(name);
        port.handOver(session, new SessionAccess(Optional.of(home(name)), Optional.of(CREDENTIALS)));
        return session;
    }

    Path home(String name) {
        return directory.resolve(name);
    }

    Permission check(SessionId session, String group, Post post) {
        return await(port.check(session, new GroupId(group), post));
    }

    SendOutcome send(SessionId session, String group, Post post) {
        return await(begin(session, group, post).outcome());
    }

    Sending begin(SessionId session, String group, Post post) {
        CycleId cycle = new CycleId("cycle-" + ++cycles);
        DeliveryId delivery = new DeliveryId(new TenantId("tenant"), cycle, session, new GroupId(group));
        return port.send(new SendRequest(delivery, 1, post));
    }

    AccountStatus status(SessionId session) {
        return await(port.accounts()).stream()
                .filter(status -> status.session().equals(session))
                .findFirst()
                .orElseThrow();
    }

    static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        port.close();
        telegram.close();
    }
}
