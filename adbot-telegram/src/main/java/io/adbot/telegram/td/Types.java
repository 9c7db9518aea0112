package io.adbot.telegram.td;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;

/** What requests are made of. */
public final class Types {

    private Types() {}

    /** One of an account's lists of chats. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "@type")
    @JsonSubTypes({@JsonSubTypes.Type(ChatListMain.class), @JsonSubTypes.Type(ChatListArchive.class)})
    public sealed interface ChatList permits ChatListMain, ChatListArchive {}

    /** What is not archived. */
    @JsonTypeName("chatListMain")
    public record ChatListMain() implements ChatList {}

    /** What is archived. */
    @JsonTypeName("chatListArchive")
    public record ChatListArchive() implements ChatList {}

    /** A topic of a chat. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "@type")
    @JsonSubTypes(@JsonSubTypes.Type(MessageTopicForum.class))
    public sealed interface MessageTopic permits MessageTopicForum {}

    /** A topic of a forum, by its number: that of its first message. */
    @JsonTypeName("messageTopicForum")
    public record MessageTopicForum(int forumTopicId) implements MessageTopic {}

    /**
     * How to send.
     *
     * @param paidMessageStarCount what may be paid for each message: nothing
     */
    public record MessageSendOptions(boolean disableNotification, long paidMessageStarCount) {}

    /** Text without or with marks. */
    public record FormattedText(String text) {
        /** Leaves out the text. */
        @Override
        public String toString() {
            return "FormattedText[" + text.length() + " characters]";
        }
    }

    /** What is sent. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "@type")
    @JsonSubTypes(@JsonSubTypes.Type(InputMessageText.class))
    public sealed interface InputMessageContent permits InputMessageText {}

    /** A text. */
    @JsonTypeName("inputMessageText")
    public record InputMessageText(FormattedText text) implements InputMessageContent {}

    /** How the code of a login may come. */
    public record PhoneNumberAuthenticationSettings(
            boolean allowFlashCall, boolean allowMissedCall, boolean isCurrentPhoneNumber) {}

    /** What proves that an e-mail address is the account's. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "@type")
    @JsonSubTypes(@JsonSubTypes.Type(EmailAddressAuthenticationCode.class))
    public sealed interface EmailAddressAuthentication permits EmailAddressAuthenticationCode {}

    /** The code that came by e-mail. */
    @JsonTypeName("emailAddressAuthenticationCode")
    public record EmailAddressAuthenticationCode(String code) implements EmailAddressAuthentication {
        /** Leaves out the code. */
        @Override
        public String toString() {
            return "EmailAddressAuthenticationCode[…]";
        }
    }
}
