package io.adbot.message;

import io.adbot.value.InvalidValueException;

/**
 * What an application signs in to Telegram's API with. A pair serves at most {@link #MOST_SESSIONS} sessions (rule S4).
 *
 * @param apiId the application's number, more than 0
 * @param apiHash its secret, as Telegram gave it; never shown
 */
public record ApiCredentials(int apiId, String apiHash) {

    /** How many sessions a pair serves at most. */
    public static final int MOST_SESSIONS = 7;

    /** Checks the form; throws {@link InvalidValueException} that does not show the secret. */
    public ApiCredentials {
        if (apiId <= 0) {
            throw new InvalidValueException("api_id", apiId, "a whole number from 1");
        }
        if (apiHash.isBlank() || apiHash.length() > 256 || !apiHash.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw InvalidValueException.secret(
                    "api_hash", apiHash, "1 to 256 characters without spaces, as Telegram gave it");
        }
    }

    /** The pair without its secret. */
    @Override
    public String toString() {
        return "ApiCredentials[" + apiId + ", ***]";
    }
}
