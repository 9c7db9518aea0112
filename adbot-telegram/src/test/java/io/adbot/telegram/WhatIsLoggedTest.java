package io.adbot.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import io.adbot.message.ApiCredentials;
import io.adbot.message.Post;
import io.adbot.message.SendOutcome;
import io.adbot.telegram.Login.Unfinished;
import io.adbot.telegram.loopback.Account;
import io.adbot.telegram.loopback.Group;
import io.adbot.value.SessionId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator finds in the log, and what nobody does. */
@NeedsTdlib
class WhatIsLoggedTest {

    private static final String PHONE = "+15550001111";
    private static final ApiCredentials CREDENTIALS = PortOnLoopback.CREDENTIALS;
    private static final String TEXT = "Very private words";

    @TempDir
    Path directory;

    @Test
    void noLogTellsNumbersCodesPasswordsSecretsOrTexts() {
        try (LogCapture log = new LogCapture("io.adbot", Level.INFO);
                PortOnLoopback loopback = new PortOnLoopback(directory)) {
            Account ann = loopback.telegram.account(PHONE).code("54321").password("correct horse");
            Group market = loopback.telegram.group("market");
            Group fair = loopback.telegram.group("fair");
            logIn(loopback);
            SessionId session = loopback.handOver("ann");
            assertThat(loopback.send(session, "@market", Post.text(TEXT))).isInstanceOf(SendOutcome.Delivered.class);
            loopback.telegram.fail(ann, market, 400, "CHAT_RESTRICTED");
            loopback.send(session, "@market", Post.text(TEXT));
            loopback.telegram.fail(ann, fair, 400, "NEVER_HEARD_OF_THIS");
            loopback.send(session, "@fair", Post.text(TEXT));
            loopback.telegram.ban(ann);
            loopback.send(session, "@market", Post.text(TEXT));
            Awaitility.await()
                    .untilAsserted(
                            () -> assertThat(loopback.status(session).state()).isEqualTo(AccountStatus.State.LOST));

            assertThat(log.lines())
                    .contains(
                            "INFO ann: logged in",
                            "WARN Telegram said what is not foreseen here: 400 NEVER_HEARD_OF_THIS; taken as transient",
                            "WARN ann: account_lost USER_DEACTIVATED_BAN");
            assertThat(String.join("\n", log.lines()))
                    .doesNotContain("5550001111", "54321", "horse", CREDENTIALS.apiHash(), "private", "a key");
        }
    }

    private void logIn(PortOnLoopback loopback) {
        Login login = new Login(new ThroughLoopback(loopback.telegram), Duration.ofSeconds(30));
        LoginPlace place = new LoginPlace(loopback.home("ann"), new SessionId("ann"), CREDENTIALS, Secrets.NONE);
        login.logIn(
                place,
                LoginWay.PHONE,
                Unfinished.REMOVE,
                new Scripted()
                        .phone(PHONE)
                        .code("99999")
                        .code("54321")
                        .password("another horse")
                        .password("correct horse"));
        LoginPlace otherKey = new LoginPlace(
                place.directory(), place.session(), CREDENTIALS, session -> "a key".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> login.logIn(otherKey, LoginWay.PHONE, Unfinished.KEEP, new Scripted()))
                .isInstanceOf(LoginException.class);
    }
}
