package io.adbot.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import io.adbot.telegram.LoginException.Kind;
import io.adbot.telegram.LoginVerdict.Again;
import io.adbot.telegram.LoginVerdict.Over;
import io.adbot.telegram.td.Answers.TdError;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoginVerdictTest {

    @ParameterizedTest
    @CsvSource({
        "400, PHONE_NUMBER_INVALID, NOT_A_PHONE_NUMBER, false",
        "406, PHONE_NUMBER_INVALID, NOT_A_PHONE_NUMBER, false",
        "400, Phone number must be non-empty, NOT_A_PHONE_NUMBER, false",
        "400, PHONE_CODE_INVALID, CODE_WRONG, false",
        "400, PHONE_CODE_EMPTY, CODE_WRONG, false",
        "400, CODE_INVALID, CODE_WRONG, false",
        "400, PHONE_CODE_EXPIRED, CODE_EXPIRED, true",
        "400, EMAIL_VERIFY_EXPIRED, CODE_EXPIRED, true",
        "406, SEND_CODE_UNAVAILABLE, CODE_NOT_SENT_AGAIN, false",
        "400, PASSWORD_HASH_INVALID, PASSWORD_WRONG, false",
        "400, EMAIL_NOT_ALLOWED, EMAIL_ADDRESS_NOT_TAKEN, false",
    })
    void asksAgain(int code, String text, LoginRefusal refusal, boolean byNumber) {
        assertThat(LoginVerdict.of(new TdError(code, text))).isEqualTo(new Again(refusal, byNumber));
    }

    @ParameterizedTest
    @CsvSource({
        "429, Too Many Requests: retry after 3600, FLOOD_WAIT, 3600",
        "420, FLOOD_WAIT_17, FLOOD_WAIT, 17",
        "400, PHONE_NUMBER_FLOOD, TRIED_TOO_OFTEN,",
        "406, PHONE_PASSWORD_FLOOD, TRIED_TOO_OFTEN,",
        "400, PHONE_NUMBER_BANNED, BANNED,",
        "401, USER_DEACTIVATED_BAN, BANNED,",
        "400, PHONE_NUMBER_UNOCCUPIED, NO_ACCOUNT,",
        "400, API_ID_INVALID, CREDENTIALS_REFUSED,",
        "400, API_ID_PUBLISHED_FLOOD, CREDENTIALS_REFUSED,",
        "406, UPDATE_APP_TO_LOGIN, LIBRARY_TOO_OLD,",
        "401, Wrong database encryption key, WRONG_KEY,",
        "400, Can't lock file \"/a/td.binlog\", DIRECTORY,",
        "400, SOMETHING_NEW, REFUSED,",
        "500, Request aborted, REFUSED,",
    })
    void isOver(int code, String text, Kind kind, Integer seconds) {
        LoginException failure = ((Over) LoginVerdict.of(new TdError(code, text))).failure();

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.retryAfter()).isEqualTo(Optional.ofNullable(seconds).map(Duration::ofSeconds));
    }
}
