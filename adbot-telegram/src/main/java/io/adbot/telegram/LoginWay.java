package io.adbot.telegram;

/** How to log in. */
public enum LoginWay {
    /** With the account's phone number and the code that Telegram sends. */
    PHONE,
    /** With a link, shown as a QR code, that a device opens on which the account is logged in. */
    QR_CODE
}
