package io.adbot.telegram;

import io.adbot.telegram.td.Answers.AuthorizationState;
import io.adbot.telegram.td.Answers.Closed;
import io.adbot.telegram.td.Answers.OtherState;
import io.adbot.telegram.td.Answers.Ready;
import io.adbot.telegram.td.Answers.WaitCode;
import io.adbot.telegram.td.Answers.WaitEmailAddress;
import io.adbot.telegram.td.Answers.WaitEmailCode;
import io.adbot.telegram.td.Answers.WaitOtherDeviceConfirmation;
import io.adbot.telegram.td.Answers.WaitPassword;
import io.adbot.telegram.td.Answers.WaitPhoneNumber;
import io.adbot.telegram.td.Answers.WaitPremiumPurchase;
import io.adbot.telegram.td.Answers.WaitRegistration;
import java.util.Optional;

/**
 * What a login does next. It is decided from what TDLib waits for alone, so that one that was broken off goes on where it stood.
 *
 * <pre>
 *   phone number ─► [e-mail address ─► e-mail code] ─► code ─► [password] ─► logged in
 *   link, shown until another device has opened it ──────────► [password] ─► logged in
 * </pre>
 */
sealed interface LoginStep {

    /** The person is asked. */
    record Ask(LoginQuestion question) implements LoginStep {}

    /** TDLib is asked for a link that another device can open. */
    record AskForLink() implements LoginStep {}

    /** The link is shown. */
    record Show(String link) implements LoginStep {}

    /** Nothing: TDLib is busy. */
    record Wait() implements LoginStep {}

    /** The account is logged in. */
    record Done() implements LoginStep {}

    /** There is nothing more to be done. */
    record Fail(LoginException failure) implements LoginStep {}

    /**
     * What is next.
     *
     * @param state what TDLib waits for
     * @param way how to log in
     * @param resumed whether it is what an earlier login has left, and nothing was answered in this one yet
     */
    static LoginStep at(AuthorizationState state, LoginWay way, boolean resumed) {
        if (state instanceof Ready) {
            return new Done();
        }
        if (state instanceof WaitPassword asked) {
            return new Ask(new LoginQuestion.Password(
                    Optional.ofNullable(asked.passwordHint()).filter(hint -> !hint.isEmpty())));
        }
        if (state instanceof WaitOtherDeviceConfirmation asked) {
            return new Show(asked.link());
        }
        if (state instanceof Closed) {
            return new Fail(
                    new LoginException(LoginException.Kind.CLOSED, "Telegram has ended the session: begin again."));
        }
        if (state instanceof OtherState other) {
            return new Fail(new LoginException(
                    LoginException.Kind.REFUSED, "TDLib waits for " + other.type() + ", which is not known here."));
        }
        return way == LoginWay.QR_CODE && isBeforeThePassword(state) ? new AskForLink() : byPhone(state, resumed);
    }

    private static boolean isBeforeThePassword(AuthorizationState state) {
        return state instanceof WaitPhoneNumber
                || state instanceof WaitCode
                || state instanceof WaitEmailAddress
                || state instanceof WaitEmailCode
                || state instanceof WaitRegistration
                || state instanceof WaitPremiumPurchase;
    }

    private static LoginStep byPhone(AuthorizationState state, boolean resumed) {
        if (state instanceof WaitPhoneNumber) {
            return new Ask(new LoginQuestion.PhoneNumber());
        }
        if (state instanceof WaitCode sent) {
            return new Ask(new LoginQuestion.Code(SentCode.of(sent.codeInfo())));
        }
        if (state instanceof WaitEmailAddress) {
            return new Ask(new LoginQuestion.EmailAddress());
        }
        if (state instanceof WaitEmailCode sent) {
            return new Ask(new LoginQuestion.EmailCode(SentEmailCode.of(sent.codeInfo())));
        }
        if (state instanceof WaitRegistration) {
            return resumed ? new Ask(new LoginQuestion.PhoneNumber()) : new Fail(LoginException.noAccount());
        }
        if (state instanceof WaitPremiumPurchase) {
            return resumed
                    ? new Ask(new LoginQuestion.PhoneNumber())
                    : new Fail(new LoginException(
                            LoginException.Kind.PREMIUM_NEEDED,
                            "Telegram wants Telegram Premium to be bought before it sends a code to that number, and"
                                    + " nothing here buys: log in with Telegram's own application first."));
        }
        return new Wait();
    }
}
