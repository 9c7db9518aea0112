package io.adbot.telegram;

import io.adbot.telegram.td.Answers.Ok;
import io.adbot.telegram.td.Request;
import io.adbot.telegram.td.Requests.CheckAuthenticationCode;
import io.adbot.telegram.td.Requests.CheckAuthenticationEmailCode;
import io.adbot.telegram.td.Requests.CheckAuthenticationPassword;
import io.adbot.telegram.td.Requests.ResendAuthenticationCode;
import io.adbot.telegram.td.Requests.SetAuthenticationEmailAddress;
import io.adbot.telegram.td.Requests.SetAuthenticationPhoneNumber;
import io.adbot.telegram.td.Types.EmailAddressAuthenticationCode;
import io.adbot.telegram.td.Types.PhoneNumberAuthenticationSettings;
import java.util.Optional;

/** What a login needs to know from who logs in. */
sealed interface LoginQuestion {

    /** Asks; gives what TDLib is to be told then. */
    Request<Ok> ask(LoginPrompt prompt);

    /** Which account. */
    record PhoneNumber() implements LoginQuestion {

        /** We are not on the phone, and see no calls. */
        private static final PhoneNumberAuthenticationSettings NO_CALLS =
                new PhoneNumberAuthenticationSettings(false, false, false);

        @Override
        public Request<Ok> ask(LoginPrompt prompt) {
            return new SetAuthenticationPhoneNumber(prompt.phoneNumber(), NO_CALLS);
        }
    }

    /** Whether it is one's own. */
    record Code(SentCode sent) implements LoginQuestion {
        @Override
        public Request<Ok> ask(LoginPrompt prompt) {
            Optional<String> code = prompt.code(sent);
            return code.isPresent() ? new CheckAuthenticationCode(code.get().strip()) : new ResendAuthenticationCode();
        }
    }

    /** The second step. */
    record Password(Optional<String> hint) implements LoginQuestion {
        @Override
        public Request<Ok> ask(LoginPrompt prompt) {
            return new CheckAuthenticationPassword(prompt.password(hint));
        }
    }

    /** Where Telegram may write to. */
    record EmailAddress() implements LoginQuestion {
        @Override
        public Request<Ok> ask(LoginPrompt prompt) {
            return new SetAuthenticationEmailAddress(prompt.emailAddress().strip());
        }
    }

    /** Whether that is one's own. */
    record EmailCode(SentEmailCode sent) implements LoginQuestion {
        @Override
        public Request<Ok> ask(LoginPrompt prompt) {
            return new CheckAuthenticationEmailCode(
                    new EmailAddressAuthenticationCode(prompt.emailCode(sent).strip()));
        }
    }
}
