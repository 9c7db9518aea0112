package io.adbot.telegram.td;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What requests are answered with: of each object the fields that are read here. */
public final class Answers {

    private Answers() {}

    /** Done. */
    public record Ok() {}

    /** A user. */
    public record User(long id, String firstName, @Nullable String phoneNumber) {
        /** Leaves out who it is. */
        @Override
        public String toString() {
            return "User[" + id + "]";
        }
    }

    // ---------------------------------------------------------------- authorisation

    /** What TDLib waits for. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "@type", defaultImpl = OtherState.class, visible = true)
    @JsonSubTypes({
        @JsonSubTypes.Type(WaitTdlibParameters.class),
        @JsonSubTypes.Type(WaitPhoneNumber.class),
        @JsonSubTypes.Type(WaitCode.class),
        @JsonSubTypes.Type(WaitPassword.class),
        @JsonSubTypes.Type(WaitOtherDeviceConfirmation.class),
        @JsonSubTypes.Type(WaitRegistration.class),
        @JsonSubTypes.Type(WaitEmailAddress.class),
        @JsonSubTypes.Type(WaitEmailCode.class),
        @JsonSubTypes.Type(WaitPremiumPurchase.class),
        @JsonSubTypes.Type(Ready.class),
        @JsonSubTypes.Type(LoggingOut.class),
        @JsonSubTypes.Type(Closing.class),
        @JsonSubTypes.Type(Closed.class),
    })
    public sealed interface AuthorizationState {}

    /** Its own parameters. */
    @JsonTypeName("authorizationStateWaitTdlibParameters")
    public record WaitTdlibParameters() implements AuthorizationState {}

    /** A phone number, or a QR login: nobody is logged in. */
    @JsonTypeName("authorizationStateWaitPhoneNumber")
    public record WaitPhoneNumber() implements AuthorizationState {}

    /** The code of a login. */
    @JsonTypeName("authorizationStateWaitCode")
    public record WaitCode(CodeInfo codeInfo) implements AuthorizationState {}

    /** The password of two-step verification. */
    @JsonTypeName("authorizationStateWaitPassword")
    public record WaitPassword(@Nullable String passwordHint) implements AuthorizationState {}

    /** Another device that opens this link. */
    @JsonTypeName("authorizationStateWaitOtherDeviceConfirmation")
    public record WaitOtherDeviceConfirmation(String link) implements AuthorizationState {
        /** Leaves out the link, which is a login. */
        @Override
        public String toString() {
            return "WaitOtherDeviceConfirmation[…]";
        }
    }

    /** There is no account of that number. */
    @JsonTypeName("authorizationStateWaitRegistration")
    public record WaitRegistration() implements AuthorizationState {}

    /** An e-mail address. */
    @JsonTypeName("authorizationStateWaitEmailAddress")
    public record WaitEmailAddress() implements AuthorizationState {}

    /** The code that came by e-mail. */
    @JsonTypeName("authorizationStateWaitEmailCode")
    public record WaitEmailCode(@Nullable EmailCodeInfo codeInfo) implements AuthorizationState {}

    /** Money. */
    @JsonTypeName("authorizationStateWaitPremiumPurchase")
    public record WaitPremiumPurchase() implements AuthorizationState {}

    /** Nothing: the account can be used. */
    @JsonTypeName("authorizationStateReady")
    public record Ready() implements AuthorizationState {}

    /** The login ends. */
    @JsonTypeName("authorizationStateLoggingOut")
    public record LoggingOut() implements AuthorizationState {}

    /** All is being written down. */
    @JsonTypeName("authorizationStateClosing")
    public record Closing() implements AuthorizationState {}

    /** The client is no more. */
    @JsonTypeName("authorizationStateClosed")
    public record Closed() implements AuthorizationState {}

    /** One that this TDLib has and that is not known here. */
    public record OtherState(@JsonProperty("@type") String type) implements AuthorizationState {}

    /**
     * How a code was sent.
     *
     * @param timeout seconds until it may be sent again
     */
    public record CodeInfo(CodeType type, @Nullable CodeType nextType, int timeout) {}

    /** A way to send a code; of the fields those are there that this way has. */
    public record CodeType(
            @JsonProperty("@type") String type,
            int length,
            @Nullable String firstLetter,
            @Nullable String firstWord,
            @Nullable String pattern,
            @Nullable String phoneNumberPrefix,
            @Nullable String url) {}

    /** Where a code was sent by e-mail, masked by Telegram, and how long it is. */
    public record EmailCodeInfo(@Nullable String emailAddressPattern, int length) {}

    /** An object of which the type alone matters. */
    public record Typed(@JsonProperty("@type") String type) {}

    // ---------------------------------------------------------------- chats

    /** A chat. */
    public record Chat(long id, ChatType type, String title, ChatPermissions permissions) {}

    /** What kind of chat. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "@type", defaultImpl = OtherChat.class)
    @JsonSubTypes({
        @JsonSubTypes.Type(ChatTypeSupergroup.class),
        @JsonSubTypes.Type(ChatTypeBasicGroup.class),
        @JsonSubTypes.Type(ChatTypePrivate.class),
    })
    public sealed interface ChatType {}

    /** A supergroup, or a channel. */
    @JsonTypeName("chatTypeSupergroup")
    public record ChatTypeSupergroup(long supergroupId, boolean isChannel) implements ChatType {}

    /** A basic group. */
    @JsonTypeName("chatTypeBasicGroup")
    public record ChatTypeBasicGroup(long basicGroupId) implements ChatType {}

    /** One user. */
    @JsonTypeName("chatTypePrivate")
    public record ChatTypePrivate(long userId) implements ChatType {}

    /** A secret chat, and whatever there will be. */
    public record OtherChat() implements ChatType {}

    /** What members may send who have no rights of their own. */
    public record ChatPermissions(
            boolean canSendBasicMessages,
            boolean canSendAudios,
            boolean canSendDocuments,
            boolean canSendPhotos,
            boolean canSendVideos,
            boolean canSendVideoNotes,
            boolean canSendVoiceNotes,
            boolean canSendPolls,
            boolean canSendOtherMessages) {}

    /** A supergroup or channel, and what the account is in it. */
    public record Supergroup(
            long id,
            ChatMemberStatus status,
            boolean isSlowModeEnabled,
            boolean isChannel,
            boolean isForum,
            long paidMessageStarCount,
            @Nullable Usernames usernames) {
        /** Is this one of its public names? */
        public boolean isNamed(String name) {
            return usernames != null && usernames.activeUsernames().stream().anyMatch(name::equalsIgnoreCase);
        }
    }

    /** Its public names, without the @. */
    public record Usernames(List<String> activeUsernames) {}

    /**
     * More about it.
     *
     * @param slowModeDelay seconds; 0 for none
     * @param slowModeDelayExpiresIn seconds
     */
    public record SupergroupFullInfo(int slowModeDelay, double slowModeDelayExpiresIn) {}

    /** A basic group, and what the account is in it. */
    public record BasicGroup(long id, ChatMemberStatus status, boolean isActive, long upgradedToSupergroupId) {}

    /** What the account is in a group. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "@type", defaultImpl = OtherMember.class)
    @JsonSubTypes({
        @JsonSubTypes.Type(Creator.class),
        @JsonSubTypes.Type(Administrator.class),
        @JsonSubTypes.Type(Member.class),
        @JsonSubTypes.Type(Restricted.class),
        @JsonSubTypes.Type(Left.class),
        @JsonSubTypes.Type(Banned.class),
    })
    public sealed interface ChatMemberStatus {}

    /** Whose group it is. */
    @JsonTypeName("chatMemberStatusCreator")
    public record Creator(boolean isMember) implements ChatMemberStatus {}

    /** Has rights of its own. */
    @JsonTypeName("chatMemberStatusAdministrator")
    public record Administrator(AdministratorRights rights) implements ChatMemberStatus {}

    /** A member like others. */
    @JsonTypeName("chatMemberStatusMember")
    public record Member() implements ChatMemberStatus {}

    /** May do less than others. */
    @JsonTypeName("chatMemberStatusRestricted")
    public record Restricted(boolean isMember, ChatPermissions permissions) implements ChatMemberStatus {}

    /** Not a member. */
    @JsonTypeName("chatMemberStatusLeft")
    public record Left() implements ChatMemberStatus {}

    /** Thrown out. */
    @JsonTypeName("chatMemberStatusBanned")
    public record Banned() implements ChatMemberStatus {}

    /** What will be invented yet. */
    public record OtherMember() implements ChatMemberStatus {}

    /** In channels, posting is a right of its own. */
    public record AdministratorRights(boolean canPostMessages) {}

    // ---------------------------------------------------------------- messages

    /**
     * A message.
     *
     * @param sendingState null once it is sent
     * @param content of which only the type is read, never what it says
     */
    public record Message(
            long id, long chatId, @Nullable SendingState sendingState, boolean isChannelPost, Typed content) {}

    /** Messages; null stands for one that is not there. */
    public record Messages(List<@Nullable Message> messages) {}

    /** What may be done with a message. */
    public record MessageProperties(boolean canBeForwarded, boolean canBeCopied) {}

    /** Where the sending of a message stands. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "@type", defaultImpl = Pending.class)
    @JsonSubTypes({@JsonSubTypes.Type(Pending.class), @JsonSubTypes.Type(Failed.class)})
    public sealed interface SendingState {}

    /** Being sent. */
    @JsonTypeName("messageSendingStatePending")
    public record Pending() implements SendingState {}

    /**
     * Not sent.
     *
     * @param retryAfter seconds; 0 if there is nothing to wait for
     */
    @JsonTypeName("messageSendingStateFailed")
    public record Failed(TdError error, double retryAfter) implements SendingState {}

    /** An error. */
    public record TdError(int code, String message) {}

    /** A kind of link. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "@type", defaultImpl = OtherLink.class)
    @JsonSubTypes(@JsonSubTypes.Type(MessageLinkType.class))
    public sealed interface InternalLinkType {}

    /** To a message. */
    @JsonTypeName("internalLinkTypeMessage")
    public record MessageLinkType(String url) implements InternalLinkType {}

    /** To anything else. */
    public record OtherLink() implements InternalLinkType {}
}
