package io.adbot.telegram;

import io.adbot.telegram.td.Answers.ChatPermissions;

/** What kind of content a message is, as far as groups allow or forbid it. */
enum ContentKind {
    TEXT("texts"),
    PHOTO("photos"),
    VIDEO("videos"),
    AUDIO("music"),
    DOCUMENT("files"),
    VIDEO_NOTE("video messages"),
    VOICE_NOTE("voice messages"),
    POLL("polls"),
    PHOTO_AND_VIDEO("stories and paid media"),
    OTHER("animations, stickers and games");

    private final String plural;

    ContentKind(String plural) {
        this.plural = plural;
    }

    /** In words: what may not be posted. */
    String plural() {
        return plural;
    }

    /** Do these permissions let it be posted? */
    boolean isIn(ChatPermissions permissions) {
        return switch (this) {
            case TEXT -> permissions.canSendBasicMessages();
            case PHOTO -> permissions.canSendPhotos();
            case VIDEO -> permissions.canSendVideos();
            case AUDIO -> permissions.canSendAudios();
            case DOCUMENT -> permissions.canSendDocuments();
            case VIDEO_NOTE -> permissions.canSendVideoNotes();
            case VOICE_NOTE -> permissions.canSendVoiceNotes();
            case POLL -> permissions.canSendPolls();
            case PHOTO_AND_VIDEO -> permissions.canSendPhotos() && permissions.canSendVideos();
            case OTHER -> permissions.canSendOtherMessages();
        };
    }

    /**
     * The kind of a message by the type of its content. What is not listed (places, contacts, invoices, …) needs the right to post
     * texts, as <a href="https://core.telegram.org/tdlib/docs/classtd_1_1td__api_1_1chat_permissions.html">chatPermissions</a> says.
     */
    static ContentKind ofMessage(String type) {
        return switch (type) {
            case "messagePhoto" -> PHOTO;
            case "messageVideo" -> VIDEO;
            case "messageStory", "messagePaidMedia" -> PHOTO_AND_VIDEO;
            case "messageAudio" -> AUDIO;
            case "messageDocument" -> DOCUMENT;
            case "messageVideoNote" -> VIDEO_NOTE;
            case "messageVoiceNote" -> VOICE_NOTE;
            case "messagePoll", "messageChecklist" -> POLL;
            case "messageAnimation", "messageSticker", "messageGame", "messageDice", "messageStakeDice" -> OTHER;
            default -> TEXT;
        };
    }
}
