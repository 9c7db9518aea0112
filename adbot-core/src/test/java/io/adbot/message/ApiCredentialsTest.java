package io.adbot.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.adbot.value.Counted;
import io.adbot.value.InvalidValueException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiCredentialsTest {

    @Test
    void keepsWhatTelegramGave() {
        ApiCredentials pair = new ApiCredentials(12345, "0123456789abcdef0123456789abcdef");

        assertThat(pair.apiId()).isEqualTo(12345);
        assertThat(pair.apiHash()).isEqualTo("0123456789abcdef0123456789abcdef");
    }

    @Test
    void showsTheNumberAndNeverTheSecret() {
        assertThat(new ApiCredentials(12345, "hush")).hasToString("ApiCredentials[12345, ***]");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void refusesANumberThatIsNone(int apiId) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> new ApiCredentials(apiId, "hush"))
                .withMessage("api_id: got " + apiId + ", expected a whole number from 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "hush hush", "hush\n", "hüsch"})
    void refusesASecretWithoutShowingIt(String apiHash) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> new ApiCredentials(1, apiHash))
                .withMessage("api_hash: got a value of " + Counted.of(apiHash.length(), "character")
                        + ", expected 1 to 256 characters without spaces, as Telegram gave it");
    }

    @Test
    void refusesASecretThatIsTooLong() {
        assertThat(new ApiCredentials(1, "x".repeat(256)).apiHash()).hasSize(256);
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> new ApiCredentials(1, "x".repeat(257)))
                .withMessageContaining("a value of 257 characters");
    }
}
