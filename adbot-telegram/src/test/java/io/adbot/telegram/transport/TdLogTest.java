package io.adbot.telegram.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TdLogTest {

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
