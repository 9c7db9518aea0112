package io.adbot.telegram.td;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;

/** What TDLib tells without being asked; those updates that are read here. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "@type", defaultImpl = Update.Other.class, visible = true)
@JsonSubTypes({
    @JsonSubTypes.Type(Update.Authorization.class),
    @JsonSubTypes.Type(Update.PermissionsOfChat.class),
    @JsonSubTypes.Type(Update.OfSupergroup.class),
    @JsonSubTypes.Type(Update.FullInfoOfSupergroup.class),
    @JsonSubTypes.Type(Update.OfBasicGroup.class),
    @JsonSubTypes.Type(Update.SendSucceeded.class),
    @JsonSubTypes.Type(Update.SendFailed.class),
    @JsonSubTypes.Type(Update.FreezeState.class),
})
public sealed interface Update {

    /** The client waits for something else now. */
    @JsonTypeName("updateAuthorizationState")
    record Authorization(Answers.AuthorizationState authorizationState) implements Update {}

    /** What members may send has changed. */
    @JsonTypeName("updateChatPermissions")
    record PermissionsOfChat(long chatId, Answers.ChatPermissions permissions) implements Update {}

    /** A supergroup, or what the account is in it, has changed. */
    @JsonTypeName("updateSupergroup")
    record OfSupergroup(Answers.Supergroup supergroup) implements Update {}

    /** More is known of a supergroup. */
    @JsonTypeName("updateSupergroupFullInfo")
    record FullInfoOfSupergroup(long supergroupId, Answers.SupergroupFullInfo supergroupFullInfo) implements Update {}

    /** A basic group, or what the account is in it, has changed. */
    @JsonTypeName("updateBasicGroup")
    record OfBasicGroup(Answers.BasicGroup basicGroup) implements Update {}

    /** A message has been sent, and this is what it is now. */
    @JsonTypeName("updateMessageSendSucceeded")
    record SendSucceeded(Answers.Message message, long oldMessageId) implements Update {}

    /** A message could not be sent. */
    @JsonTypeName("updateMessageSendFailed")
    record SendFailed(Answers.Message message, long oldMessageId, Answers.TdError error) implements Update {}

    /** The account has been frozen, or is no more. */
    @JsonTypeName("updateFreezeState")
    record FreezeState(boolean isFrozen) implements Update {}

    /** Telegram has banned the account. No update of TDLib's, which has none for it, but told by its log. */
    record AccountBanned() implements Update {}

    /** One that is not read here. */
    record Other(@JsonProperty("@type") String type) implements Update {}
}
