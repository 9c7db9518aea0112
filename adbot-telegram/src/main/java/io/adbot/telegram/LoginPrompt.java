package io.adbot.telegram;

import java.util.Optional;

/**
 * Who logs in: is asked for what Telegram asks for. What is answered is handed on to TDLib as it is, and neither kept nor logged.
 *
 * <p>Threads: called on the thread that logs in, one call at a time; each may block for as long as a person takes. What it throws ends the
 * login.
 */
public interface LoginPrompt {

    /** The account's phone number, with {@code +} and the country's code. */
    String phoneNumber();

    /**
     * The code that Telegram has sent.
     *
     * @return empty to have it {@linkplain SentCode#next sent once more}, another way
     */
    Optional<String> code(SentCode sent);

    /**
     * The password of two-step verification.
     *
     * @param hint what its owner has noted to remember it by
     */
    String password(Optional<String> hint);

    /** An e-mail address at which the account's owner can be reached: Telegram wants one. */
    String emailAddress();

    /** The code that Telegram has sent by e-mail. */
    String emailCode(SentEmailCode sent);

    /**
     * Shows a link, as a QR code, to be scanned with a device on which the account is logged in (Settings, Devices). It is good for half a
     * minute; then there is another one. Must not block. Whoever opens the link decides who is logged in here: it is a secret.
     */
    void showLink(String link);

    /** What was answered last was refused, and it is asked again. Must not block. */
    void refused(LoginRefusal why);
}
