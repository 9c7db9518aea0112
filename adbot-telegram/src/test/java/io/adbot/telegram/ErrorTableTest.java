package io.adbot.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.adbot.message.SendOutcome;
import io.adbot.telegram.td.Answers.TdError;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** What each error means, row by row. */
class ErrorTableTest {

    // spotless:off
    private static final String[] ACCOUNTS = {
        "401 USER_DEACTIVATED_BAN      | account_lost",
        "400 USER_DEACTIVATED          | account_lost",
        "401 AUTH_KEY_UNREGISTERED     | account_lost",
        "401 AUTH_KEY_INVALID          | account_lost",
        "406 AUTH_KEY_DUPLICATED       | account_lost",
        "401 AUTH_KEY_PERM_EMPTY       | account_lost",
        "401 SESSION_REVOKED           | account_lost",
        "401 SESSION_EXPIRED           | account_lost",
        "401 SESSION_PASSWORD_NEEDED   | account_lost",
        "401 Unauthorized              | account_lost",
        "401 Wrong database encryption key | account_lost",
        "400 PEER_FLOOD                | account_limited",
        "406 FROZEN_METHOD_INVALID     | account_limited",
        "400 FROZEN_PARTICIPANT_MISSING | account_limited",
    };

    private static final String[] WAITS = {
        "420 SLOWMODE_WAIT_600         | slow_mode",
        "420 FLOOD_WAIT_61             | flood_wait",
        "420 FLOOD_PREMIUM_WAIT_61     | flood_wait",
        "420 FLOOD_TEST_PHONE_WAIT_61  | flood_wait",
        "429 Too Many Requests: retry after 61 | flood_wait",
        "420 SOMETHING_NEW_WAIT_61     | flood_wait",
    };

    private static final String[] CONTENTS = {
        "400 MESSAGE_TOO_LONG          | rejected",
        "400 MESSAGE_EMPTY             | rejected",
        "400 CHAT_FORWARDS_RESTRICTED  | rejected",
        "400 Message has protected content and can't be forwarded | rejected",
        "400 MESSAGE_ID_INVALID        | rejected",
        "400 MESSAGE_IDS_EMPTY         | rejected",
        "400 MEDIA_EMPTY               | rejected",
        "400 MEDIA_INVALID             | rejected",
        "400 MEDIA_CAPTION_TOO_LONG    | rejected",
        "400 ENTITY_BOUNDS_INVALID     | rejected",
        "400 ENTITIES_TOO_LONG         | rejected",
        "400 ENTITY_MENTION_USER_INVALID | rejected",
        "400 WC_CONVERT_URL_INVALID    | rejected",
        "400 QUIZ_ANSWER_MISSING       | rejected",
        "400 POLL_VOTE_REQUIRED        | rejected",
        "400 Message must be non-empty | rejected",
        "400 Message is too long       | rejected",
        "400 Message text is empty     | rejected",
        "400 Chat to forward messages from not found | source_unavailable",
        "400 Can't access the chat     | source_unavailable",
        "400 Can't access the chat to forward messages from | source_unavailable",
    };

    private static final String[] GROUPS = {
        "400 CHAT_WRITE_FORBIDDEN      | not_permitted",
        "400 CHAT_SEND_PLAIN_FORBIDDEN | not_permitted",
        "400 CHAT_SEND_ROUNDVIDEOS_FORBIDDEN | not_permitted",
        "400 CHAT_GUEST_SEND_FORBIDDEN | not_permitted",
        "400 CHAT_RESTRICTED           | not_permitted",
        "400 CHAT_ADMIN_REQUIRED       | not_permitted",
        "400 CHAT_FORBIDDEN            | not_permitted",
        "400 CHAT_ID_INVALID           | not_permitted",
        "400 CHAT_INVALID              | not_permitted",
        "400 CHAT_NOT_MODIFIED         | not_permitted",
        "400 USER_BANNED_IN_CHANNEL    | not_permitted",
        "400 USER_NOT_PARTICIPANT      | not_permitted",
        "403 USER_IS_BLOCKED           | not_permitted",
        "400 USER_IS_BOT               | not_permitted",
        "400 USER_BOT_REQUIRED         | not_permitted",
        "406 CHANNEL_PRIVATE           | not_permitted",
        "400 CHANNEL_INVALID           | not_permitted",
        "400 CHANNEL_FORUM_MISSING     | not_permitted",
        "403 PEER_ID_INVALID           | not_permitted",
        "400 INPUT_USER_DEACTIVATED    | not_permitted",
        "400 YOU_BLOCKED_USER          | not_permitted",
        "400 SEND_AS_PEER_INVALID      | not_permitted",
        "400 TOPIC_CLOSED              | not_permitted",
        "400 TOPIC_DELETED             | not_permitted",
        "400 TOPIC_ID_INVALID          | not_permitted",
        "400 ALLOW_PAYMENT_REQUIRED_50 | not_permitted",
        "400 STARS_PAYMENT_REQUIRED    | not_permitted",
        "400 BALANCE_TOO_LOW           | not_permitted",
        "406 PRIVACY_PREMIUM_REQUIRED  | not_permitted",
        "403 PREMIUM_ACCOUNT_REQUIRED  | not_permitted",
        "400 Have no write access to the chat | not_permitted",
        "400 Have no rights to send a message | not_permitted",
        "400 Not enough rights to send text messages to the chat | not_permitted",
        "400 Chat not found            | not_permitted",
        "400 Need administrator rights in the channel chat | not_permitted",
        "400 Chat to forward messages to not found | not_permitted",
        "400 The chat is not a forum   | not_permitted",
        "400 Topic not found           | not_permitted",
        "400 Message thread not found  | not_permitted",
        "400 Forum topic is closed     | not_permitted",
        "403 SOMETHING_NEW             | not_permitted",
        "400 Can't lock file \"x/td.binlog\", because it is already in use | transient",
    };

    private static final String[] NOBODY_KNOWS = {
        "500 RANDOM_ID_DUPLICATE       | unknown",
        "400 RANDOM_ID_DUPLICATE       | unknown",
        "500 Request aborted           | unknown",
    };
    // spotless:on

    @ParameterizedTest
    @FieldSource({"ACCOUNTS", "WAITS", "CONTENTS", "GROUPS", "NOBODY_KNOWS"})
    void anErrorMeansOneOutcome(String example) {
        SendOutcome outcome = ErrorTable.outcome(error(example), true);

        assertThat(outcome.kind().wire()).isEqualTo(example.split("\\|", -1)[1].strip());
    }

    /** Each row, by an example of its own: one that no row above it takes. */
    @Test
    void everyRowHasAnExampleAndSaysWhereItIsDocumented() {
        Set<ErrorTable.Row> met = new HashSet<>();
        for (String[] part : new String[][] {ACCOUNTS, WAITS, CONTENTS, GROUPS, NOBODY_KNOWS}) {
            for (String example : part) {
                met.add(first(error(example)).orElseThrow());
            }
        }

        assertThat(met).containsExactlyInAnyOrderElementsOf(ErrorTable.ROWS);
        assertThat(ErrorTable.ROWS).allMatch(row -> row.source().startsWith("https://"));
    }

    @ParameterizedTest
    // spotless:off
    @CsvSource({
        "401 USER_DEACTIVATED_BAN,  true",
        "401 USER_DEACTIVATED,      true",
        "401 SESSION_REVOKED,       false",
        "401 AUTH_KEY_UNREGISTERED, false",
        "401 Whatever,              false",
    })
    // spotless:on
    void onlyADeletedAccountIsBanned(String example, boolean banned) {
        assertThat(ErrorTable.outcome(error(example), true))
                .isEqualTo(new SendOutcome.AccountLost(banned, error(example).message()));
    }

    @ParameterizedTest
    // spotless:off
    @CsvSource({
        "420 FLOOD_WAIT_3600,                         3600",
        "420 FLOOD_WAIT_0,                            1",
        "420 FLOOD_WAIT_99999999,                     99999999",
        "429 Too Many Requests: retry after 61,       61",
        "429 Too Many Requests,                       60",
        "420 SOMETHING_NEW,                           60",
    })
    // spotless:on
    void aWaitIsAsLongAsTheTextSaysAndAMinuteIfItDoesNot(String example, long seconds) {
        assertThat(ErrorTable.outcome(error(example), true))
                .isEqualTo(new SendOutcome.FloodWait(Duration.ofSeconds(seconds)));
    }

    @Test
    void slowModeSaysHowLong() {
        assertThat(ErrorTable.outcome(error("420 SLOWMODE_WAIT_600"), true))
                .isEqualTo(new SendOutcome.SlowMode(Duration.ofMinutes(10)));
    }

    @ParameterizedTest
    // spotless:off
    @CsvSource({
        "500, Whatever, unknown,   transient",
        "0,   Whatever, unknown,   transient",
        "303, Whatever, unknown,   transient",
        "400, Whatever, transient, transient",
        "404, Whatever, transient, transient",
        "406, Whatever, transient, transient",
    })
    // spotless:on
    void whatIsNotForeseenIsUnknownIfItMayHaveBeenSent(int code, String text, String handedOver, String before) {
        TdError error = new TdError(code, text);

        assertThat(ErrorTable.outcome(error, true).kind().wire()).isEqualTo(handedOver);
        assertThat(ErrorTable.outcome(error, false).kind().wire()).isEqualTo(before);
    }

    @Test
    void whatIsNotForeseenIsLoggedOnceWithItsCodeAndText() {
        try (LogCapture log = new LogCapture(TelegramPort.class.getName(), Level.WARN)) {
            ErrorTable.outcome(new TdError(400, "FOO_5"), true);
            ErrorTable.outcome(new TdError(400, "BAR_6"), true);
            ErrorTable.outcome(new TdError(400, "FOO_7"), true);
            ErrorTable.outcome(new TdError(500, "FOO_5"), true);
            ErrorTable.outcome(new TdError(400, "PEER_FLOOD"), true);

            assertThat(log.lines())
                    .containsExactly(
                            "WARN Telegram said what is not foreseen here: 400 FOO_5; taken as transient",
                            "WARN Telegram said what is not foreseen here: 400 BAR_6; taken as transient",
                            "WARN Telegram said what is not foreseen here: 500 FOO_5; taken as unknown");
        }
    }

    private static Optional<ErrorTable.Row> first(TdError error) {
        return ErrorTable.ROWS.stream().filter(row -> row.fits(error)).findFirst();
    }

    private static TdError error(String example) {
        String said = example.split("\\|", -1)[0].strip();
        return new TdError(Integer.parseInt(said.substring(0, 3)), said.substring(4));
    }
}
