package io.adbot.telegram.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TdLogTest {

    /** As TDLib 1.8.67 says it. */
    @Test
    void aBanIsToldOfItsClient() {
        String ban =
                "[ 1][t 4][1795860123.850963115][AuthManager.cpp:1431][#37][!AuthManager]\tYour account was banned for"
                        + " suspicious activity. If you think that this is a mistake, please try to log in from an official mobile"
                        + " app and send an email to recover the account by following instructions provided by the app";

        assertThat(TdLog.bannedIn(ban)).hasValue(37);
        assertThat(TdLog.bannedIn(ban.replace("[#37]", ""))).isEmpty();
        assertThat(TdLog.bannedIn(ban.replace("banned", "loved"))).isEmpty();
        assertThat(TdLog.bannedIn(ban.replace("[#37]", "[#12345678901]"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Can't send message {text = hello {x}} to a chat | Can't send message {…}
            {text = hello}                                  | {…}
            Lost connection                                 | Lost connection
            """)
    void ofAnErrorNoObjectsAreTold(String said, String told) {
        assertThat(TdLog.withoutObjects(said)).isEqualTo(told);
    }

    @Test
    void ofALongErrorTheBeginningIsTold() {
        assertThat(TdLog.withoutObjects("x".repeat(301))).isEqualTo("x".repeat(300) + "…");
        assertThat(TdLog.withoutObjects("x".repeat(300))).hasSize(300);
        assertThat(TdLog.withoutObjects("x".repeat(299) + "{text = hello}")).isEqualTo("x".repeat(299) + "{…");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            phone +15550001111 is unknown         | phone *** is unknown
            phone_number:"15550001111"            | phone_number:"***"
            code 12345 was wrong                  | code *** was wrong
            chat -1001234567890, user id 99887766 | chat -***, user id ***
            15550001111                           | ***
            phone15550001111                      | phone***
            [AuthManager.cpp:1042] error 400      | [AuthManager.cpp:1042] error 400
            Query 0x7f00123456789 timed out       | Query 0x7f00123456789 timed out
            """)
    void masksWhatMayBeSomebodysNumber(String said, String told) {
        assertThat(TdLog.masked(said)).isEqualTo(told);
    }
}
