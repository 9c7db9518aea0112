package io.adbot.telegram;

import io.adbot.telegram.LoginException.Kind;
import io.adbot.telegram.td.Answers.TdError;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an error means for a login: asked again, or over. Telegram's errors are told apart by their texts; the codes differ between
 * versions of its API.
 */
sealed interface LoginVerdict {

    /**
     * What was answered is refused; there is another try.
     *
     * @param byNumber whether it begins with the phone number
     */
    record Again(LoginRefusal refusal, boolean byNumber) implements LoginVerdict {}

    /** The login is over. */
    record Over(LoginException failure) implements LoginVerdict {}

    /** What an error means. */
    static LoginVerdict of(TdError error) {
        Matcher wait = Table.WAIT.matcher(error.message());
        if (wait.find()) {
            return new Over(LoginException.floodWait(Duration.ofSeconds(Long.parseLong(wait.group(1)))));
        }
        LoginVerdict known = Table.KNOWN.get(error.message());
        if (known != null) {
            return known;
        }
        if (error.message().startsWith("Can't lock file")) {
            return over(Kind.DIRECTORY, "Another process has the session's directory open: end it first.");
        }
        return over(Kind.REFUSED, "Telegram does not let this account log in: " + error.code() + " " + error.message());
    }

    private static LoginVerdict again(LoginRefusal refusal) {
        return new Again(refusal, false);
    }

    private static LoginVerdict over(Kind kind, String message) {
        return new Over(new LoginException(kind, message));
    }

    /** What is known. */
    final class Table {

        /** TDLib's words for a wait, and Telegram's own. */
        private static final Pattern WAIT = Pattern.compile("(?:retry after |FLOOD_WAIT_)(\\d{1,9})");

        private static final LoginVerdict BANNED = over(
                Kind.BANNED,
                "Telegram has banned this number: see https://telegram.org/faq_spam for what can be done.");
        private static final LoginVerdict OFTEN = over(
                Kind.TRIED_TOO_OFTEN,
                "Telegram takes no more tries with this number for now: wait at least a day, and try once.");
        private static final LoginVerdict CREDENTIALS = over(
                Kind.CREDENTIALS_REFUSED,
                "Telegram does not take the API credentials: expected an api_id and api_hash of one application at"
                        + " https://my.telegram.org.");
        private static final LoginVerdict NO_ACCOUNT = new Over(LoginException.noAccount());

        private static final Map<String, LoginVerdict> KNOWN = Map.ofEntries(
                // https://core.telegram.org/method/auth.sendCode
                Map.entry("PHONE_NUMBER_INVALID", again(LoginRefusal.NOT_A_PHONE_NUMBER)),
                Map.entry("PHONE_NUMBER_BANNED", BANNED),
                Map.entry("PHONE_NUMBER_FLOOD", OFTEN),
                Map.entry("PHONE_PASSWORD_FLOOD", OFTEN),
                Map.entry("PHONE_PASSWORD_PROTECTED", OFTEN),
                Map.entry("PHONE_NUMBER_APP_SIGNUP_FORBIDDEN", NO_ACCOUNT),
                Map.entry("API_ID_INVALID", CREDENTIALS),
                Map.entry("API_ID_PUBLISHED_FLOOD", CREDENTIALS),
                Map.entry(
                        "UPDATE_APP_TO_LOGIN",
                        over(Kind.LIBRARY_TOO_OLD, "Telegram wants a newer TDLib: install the newest one.")),
                // https://core.telegram.org/method/auth.signIn
                Map.entry("PHONE_CODE_EMPTY", again(LoginRefusal.CODE_WRONG)),
                Map.entry("PHONE_CODE_INVALID", again(LoginRefusal.CODE_WRONG)),
                Map.entry("PHONE_CODE_EXPIRED", new Again(LoginRefusal.CODE_EXPIRED, true)),
                Map.entry("PHONE_CODE_HASH_EMPTY", new Again(LoginRefusal.CODE_EXPIRED, true)),
                Map.entry("PHONE_NUMBER_UNOCCUPIED", NO_ACCOUNT),
                Map.entry("USER_DEACTIVATED", BANNED),
                Map.entry("USER_DEACTIVATED_BAN", BANNED),
                // https://core.telegram.org/method/auth.resendCode
                Map.entry("SEND_CODE_UNAVAILABLE", again(LoginRefusal.CODE_NOT_SENT_AGAIN)),
                Map.entry("Authentication code can't be resend", again(LoginRefusal.CODE_NOT_SENT_AGAIN)),
                // https://core.telegram.org/method/auth.checkPassword
                Map.entry("PASSWORD_HASH_INVALID", again(LoginRefusal.PASSWORD_WRONG)),
                // https://core.telegram.org/method/account.sendVerifyEmailCode, account.verifyEmail
                Map.entry("EMAIL_INVALID", again(LoginRefusal.EMAIL_ADDRESS_NOT_TAKEN)),
                Map.entry("EMAIL_NOT_ALLOWED", again(LoginRefusal.EMAIL_ADDRESS_NOT_TAKEN)),
                Map.entry("EMAIL_HASH_EXPIRED", new Again(LoginRefusal.CODE_EXPIRED, true)),
                Map.entry("EMAIL_VERIFY_EXPIRED", new Again(LoginRefusal.CODE_EXPIRED, true)),
                Map.entry("CODE_INVALID", again(LoginRefusal.CODE_WRONG)),
                Map.entry("EMAIL_CODE_INVALID", again(LoginRefusal.CODE_WRONG)),
                // TDLib itself, from td/telegram/AuthManager.cpp and TdDb.cpp
                Map.entry("Phone number must be non-empty", again(LoginRefusal.NOT_A_PHONE_NUMBER)),
                Map.entry("Email address must be non-empty", again(LoginRefusal.EMAIL_ADDRESS_NOT_TAKEN)),
                Map.entry(
                        "Wrong database encryption key",
                        over(
                                Kind.WRONG_KEY,
                                "The session's database is encrypted with another key: give the key that it was made"
                                        + " with.")));

        private Table() {}
    }
}
