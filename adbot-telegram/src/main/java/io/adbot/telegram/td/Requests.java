package io.adbot.telegram.td;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.adbot.telegram.td.Answers.AuthorizationState;
import io.adbot.telegram.td.Answers.Chat;
import io.adbot.telegram.td.Answers.Message;
import io.adbot.telegram.td.Answers.MessageProperties;
import io.adbot.telegram.td.Answers.Messages;
import io.adbot.telegram.td.Answers.Ok;
import io.adbot.telegram.td.Answers.Supergroup;
import io.adbot.telegram.td.Answers.SupergroupFullInfo;
import io.adbot.telegram.td.Answers.User;
import io.adbot.telegram.td.Types.ChatList;
import io.adbot.telegram.td.Types.InputMessageContent;
import io.adbot.telegram.td.Types.MessageSendOptions;
import io.adbot.telegram.td.Types.MessageTopic;
import io.adbot.telegram.td.Types.PhoneNumberAuthenticationSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All requests that are made. A test asks the real library about each field of each. */
public final class Requests {

    private Requests() {}

    /** Answered with ok, once it is done. */
    interface Done extends Request<Ok> {
        @Override
        @JsonIgnore
        default Class<Ok> answer() {
            return Ok.class;
        }
    }

    // ---------------------------------------------------------------- the client

    /** {@code database_encryption_key} is in Base64, and empty for a database that is not encrypted. */
    public record SetTdlibParameters(
            boolean useTestDc,
            String databaseDirectory,
            String filesDirectory,
            String databaseEncryptionKey,
            boolean useFileDatabase,
            boolean useChatInfoDatabase,
            boolean useMessageDatabase,
            boolean useSecretChats,
            int apiId,
            String apiHash,
            String systemLanguageCode,
            String deviceModel,
            String systemVersion,
            String applicationVersion)
            implements Done {
        /** Leaves out the key and the hash. */
        @Override
        public String toString() {
            return "SetTdlibParameters[" + databaseDirectory + "]";
        }
    }

    /** Writes all down and closes; the answer comes before it is closed. */
    public record Close() implements Done {}

    /** Ends the login at Telegram, too. */
    public record LogOut() implements Done {}

    /** What the account is asked for, or that it is ready. */
    public record GetAuthorizationState() implements Request<AuthorizationState> {
        @Override
        public Class<AuthorizationState> answer() {
            return AuthorizationState.class;
        }
    }

    // ---------------------------------------------------------------- login

    /** With {@code +} and the country's code. */
    public record SetAuthenticationPhoneNumber(String phoneNumber, PhoneNumberAuthenticationSettings settings)
            implements Done {}

    /** The code that came as {@code authorizationStateWaitCode} says. */
    public record CheckAuthenticationCode(String code) implements Done {
        /** Leaves out the code. */
        @Override
        public String toString() {
            return "CheckAuthenticationCode[…]";
        }
    }

    /** Sends the code again, another way. */
    public record ResendAuthenticationCode() implements Done {}

    /** The password of two-step verification. */
    public record CheckAuthenticationPassword(String password) implements Done {
        /** Leaves out the password. */
        @Override
        public String toString() {
            return "CheckAuthenticationPassword[…]";
        }
    }

    /** The address that Telegram asks for in place of a code. */
    public record SetAuthenticationEmailAddress(String emailAddress) implements Done {}

    /** The code that came by e-mail. */
    public record CheckAuthenticationEmailCode(Types.EmailAddressAuthentication code) implements Done {}

    /** Another device is to confirm. */
    public record RequestQrCodeAuthentication(List<Long> otherUserIds) implements Done {}

    /** Whose account it is. */
    public record GetMe() implements Request<User> {
        @Override
        public Class<User> answer() {
            return User.class;
        }
    }

    // ---------------------------------------------------------------- chats

    /** Makes TDLib know more of the account's chats; answered with error 404 once it knows them all. */
    public record LoadChats(ChatList chatList, int limit) implements Done {}

    /** A chat that TDLib knows. */
    public record GetChat(long chatId) implements Request<Chat> {
        @Override
        public Class<Chat> answer() {
            return Chat.class;
        }
    }

    /** A chat by its public name, without the @; asks Telegram. */
    public record SearchPublicChat(String username) implements Request<Chat> {
        @Override
        public Class<Chat> answer() {
            return Chat.class;
        }
    }

    /** The chat of a supergroup or channel that TDLib knows of, if only from before a restart. */
    public record CreateSupergroupChat(long supergroupId, boolean force) implements Request<Chat> {
        @Override
        public Class<Chat> answer() {
            return Chat.class;
        }
    }

    /** The chat with a user; with oneself, Saved Messages. */
    public record CreatePrivateChat(long userId, boolean force) implements Request<Chat> {
        @Override
        public Class<Chat> answer() {
            return Chat.class;
        }
    }

    /** A supergroup or channel that TDLib knows. */
    public record GetSupergroup(long supergroupId) implements Request<Supergroup> {
        @Override
        public Class<Supergroup> answer() {
            return Supergroup.class;
        }
    }

    /** More about it; TDLib asks Telegram if it has not lately. */
    public record GetSupergroupFullInfo(long supergroupId) implements Request<SupergroupFullInfo> {
        @Override
        public Class<SupergroupFullInfo> answer() {
            return SupergroupFullInfo.class;
        }
    }

    /** A basic group that TDLib knows. */
    public record GetBasicGroup(long basicGroupId) implements Request<Answers.BasicGroup> {
        @Override
        public Class<Answers.BasicGroup> answer() {
            return Answers.BasicGroup.class;
        }
    }

    // ---------------------------------------------------------------- messages

    /** A message; after it TDLib has it loaded. */
    public record GetMessage(long chatId, long messageId) implements Request<Message> {
        @Override
        public Class<Message> answer() {
            return Message.class;
        }
    }

    /** What may be done with a message that is loaded. */
    public record GetMessageProperties(long chatId, long messageId) implements Request<MessageProperties> {
        @Override
        public Class<MessageProperties> answer() {
            return MessageProperties.class;
        }
    }

    /** Forwards; answered with temporary messages. */
    public record ForwardMessages(
            long chatId,
            @Nullable MessageTopic topicId,
            long fromChatId,
            List<Long> messageIds,
            MessageSendOptions options,
            boolean sendCopy,
            boolean removeCaption)
            implements Request<Messages> {
        @Override
        public Class<Messages> answer() {
            return Messages.class;
        }
    }

    /** Sends; answered with the temporary message. */
    public record SendMessage(
            long chatId,
            @Nullable MessageTopic topicId,
            MessageSendOptions options,
            InputMessageContent inputMessageContent)
            implements Request<Message> {
        @Override
        public Class<Message> answer() {
            return Message.class;
        }
    }

    /** Deletes for all; of one that is being sent, calls it off as far as that can be done. */
    public record DeleteMessages(long chatId, List<Long> messageIds, boolean revoke) implements Done {}

    /** Says what kind of link it is; needs no network. */
    public record GetInternalLinkType(@JsonProperty("link") String link) implements Request<Answers.InternalLinkType> {
        @Override
        public Class<Answers.InternalLinkType> answer() {
            return Answers.InternalLinkType.class;
        }
    }
}
