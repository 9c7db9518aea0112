package io.adbot.telegram.loopback;

/** What members of a group may be forbidden to do. */
public enum Right {
    /** Anything at all: who may not see messages is banned. */
    VIEW_MESSAGES,
    /** To post anything. */
    SEND_MESSAGES,
    /** To post text. */
    SEND_PLAIN,
    /** To post photos, videos and the like. */
    SEND_MEDIA,
    /** To post photos. */
    SEND_PHOTOS,
    /** To post links with a preview. */
    EMBED_LINKS;

    /** What it is called in {@code chatBannedRights}. */
    String field() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
