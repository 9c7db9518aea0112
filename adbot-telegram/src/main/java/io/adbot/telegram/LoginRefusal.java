package io.adbot.telegram;

/** What Telegram does not take for an answer, and asks once more. */
public enum LoginRefusal {
    /** It is not a phone number. */
    NOT_A_PHONE_NUMBER("Telegram does not know such a phone number: give it with + and the country's code"),
    /** It is not the code, or not that of the e-mail. */
    CODE_WRONG("that is not the code"),
    /** It was the code; the phone number is asked for again, and then there will be another code. */
    CODE_EXPIRED("the code has expired: give the phone number again, and there will be another one"),
    /** There is no other way to send the code, or it is too early for it. */
    CODE_NOT_SENT_AGAIN("the code cannot be sent once more, or not yet"),
    /** It is not the password. */
    PASSWORD_WRONG("that is not the password"),
    /** It is not an e-mail address that Telegram takes. */
    EMAIL_ADDRESS_NOT_TAKEN("Telegram does not take that e-mail address");

    private final String text;

    LoginRefusal(String text) {
        this.text = text;
    }

    /** In words, for a person. */
    public String text() {
        return text;
    }
}
