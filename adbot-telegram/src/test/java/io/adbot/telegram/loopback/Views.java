package io.adbot.telegram.loopback;

import io.adbot.telegram.loopback.Group.Topic;
import io.adbot.telegram.loopback.mtproto.TlObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** How an account is shown what there is: in Telegram's words, and only what it may know. */
final class Views {

    /** When everything was made. */
    private static final int FOUNDED = 1_700_000_000;

    private static final int FOREVER = Integer.MAX_VALUE;
    private static final int MEMBERS = 10;

    private Views() {}

    static TlObject user(Account account, Account viewer) {
        boolean self = account == viewer;
        return TlObject.of(
                "user",
                "self",
                self,
                "id",
                account.id(),
                "access_hash",
                accessHash(account.id(), viewer),
                "first_name",
                account.firstName(),
                "phone",
                self ? account.phone().replaceAll("\\D", "") : null,
                "status",
                TlObject.of("userStatusEmpty"));
    }

    /** Who wants to reach something must have been shown it: each account is given other numbers for that. */
    static long accessHash(long id, Account viewer) {
        return id * 31 + viewer.id();
    }

    static TlObject peer(Chat chat) {
        return TlObject.of("peerChannel", "channel_id", chat.id());
    }

    static TlObject chat(Chat chat, Account viewer) {
        Membership membership = chat.membership(viewer);
        boolean broadcast = chat.isBroadcast();
        if (!chat.isReadableBy(viewer)) {
            return TlObject.of(
                    "channelForbidden",
                    "broadcast",
                    broadcast,
                    "megagroup",
                    !broadcast,
                    "id",
                    chat.id(),
                    "access_hash",
                    accessHash(chat.id(), viewer),
                    "title",
                    chat.title());
        }
        Group group = chat instanceof Group g ? g : null;
        return TlObject.of(
                "channel",
                "left",
                !membership.isIn(),
                "broadcast",
                broadcast,
                "megagroup",
                !broadcast,
                "noforwards",
                chat.hasProtectedContent(),
                "slowmode_enabled",
                group != null && !group.slowMode().isZero(),
                "forum",
                group != null && group.isForum(),
                "id",
                chat.id(),
                "access_hash",
                accessHash(chat.id(), viewer),
                "title",
                chat.title(),
                "username",
                chat.username().orElse(null),
                "photo",
                TlObject.of("chatPhotoEmpty"),
                "date",
                FOUNDED,
                "admin_rights",
                membership.isAdmin() ? TlObject.of("chatAdminRights", "post_messages", true, "other", true) : null,
                "banned_rights",
                membership.forbidden().isEmpty() ? null : forbidden(membership.forbidden()),
                "default_banned_rights",
                group == null ? null : forbidden(group.forbidden()),
                "participants_count",
                MEMBERS,
                "send_paid_messages_stars",
                group == null || group.price() == 0 ? null : group.price());
    }

    static TlObject chatFull(Chat chat, Account viewer) {
        Group group = chat instanceof Group g && !g.slowMode().isZero() ? g : null;
        Instant waitsUntil = chat.membership(viewer).waitsUntil();
        boolean waits = group != null && waitsUntil.isAfter(chat.now());
        return TlObject.of(
                "channelFull",
                "id",
                chat.id(),
                "about",
                "",
                "participants_count",
                MEMBERS,
                "read_inbox_max_id",
                chat.topMessage(),
                "read_outbox_max_id",
                chat.topMessage(),
                "unread_count",
                0,
                "chat_photo",
                TlObject.of("photoEmpty", "id", 0L),
                "notify_settings",
                TlObject.of("peerNotifySettings"),
                "bot_info",
                List.of(),
                "slowmode_seconds",
                group == null ? null : (int) group.slowMode().toSeconds(),
                "slowmode_next_send_date",
                waits ? (int) waitsUntil.getEpochSecond() : null,
                "pts",
                chat.changes(),
                "send_paid_messages_stars",
                chat instanceof Group priced && priced.price() > 0 ? priced.price() : null);
    }

    static TlObject participant(Chat chat, Account account) {
        Membership membership = chat.membership(account);
        TlObject peer = TlObject.of("peerUser", "user_id", account.id());
        if (!membership.forbidden().isEmpty()) {
            return TlObject.of(
                    "channelParticipantBanned",
                    "left",
                    !membership.isIn(),
                    "peer",
                    peer,
                    "kicked_by",
                    account.id(),
                    "date",
                    FOUNDED,
                    "banned_rights",
                    forbidden(membership.forbidden()));
        }
        return switch (membership.status()) {
            case ADMIN ->
                TlObject.of(
                        "channelParticipantAdmin",
                        "self",
                        true,
                        "user_id",
                        account.id(),
                        "inviter_id",
                        account.id(),
                        "promoted_by",
                        account.id(),
                        "date",
                        FOUNDED,
                        "admin_rights",
                        TlObject.of("chatAdminRights", "post_messages", true, "other", true));
            case MEMBER ->
                TlObject.of(
                        "channelParticipantSelf", "user_id", account.id(), "inviter_id", account.id(), "date", FOUNDED);
            case LEFT -> TlObject.of("channelParticipantLeft", "peer", peer);
        };
    }

    static TlObject dialog(Chat chat) {
        return dialog(peer(chat), chat.topMessage(), chat.changes());
    }

    /** The chat of an account with itself. */
    static TlObject savedMessages(Account owner) {
        return dialog(TlObject.of("peerUser", "user_id", owner.id()), owner.topSavedMessage(), null);
    }

    private static TlObject dialog(TlObject peer, int top, Integer changes) {
        return TlObject.of(
                "dialog",
                "peer",
                peer,
                "top_message",
                top,
                "read_inbox_max_id",
                top,
                "read_outbox_max_id",
                top,
                "unread_count",
                0,
                "unread_mentions_count",
                0,
                "unread_reactions_count",
                0,
                "unread_poll_votes_count",
                0,
                "notify_settings",
                TlObject.of("peerNotifySettings"),
                "pts",
                changes);
    }

    /** A message by its number; {@code messageEmpty} if there is none. */
    static TlObject message(Chat chat, int id, Account viewer) {
        if (id == Chat.CREATION) {
            return service(chat, id, TlObject.of("messageActionChannelCreate", "title", chat.title()));
        }
        if (chat instanceof Group group) {
            for (Topic topic : group.topics()) {
                if (topic.id() == id) {
                    return service(
                            chat,
                            id,
                            TlObject.of("messageActionTopicCreate", "title", topic.name(), "icon_color", 0x6fb9f0));
                }
            }
        }
        return chat.message(id)
                .map(posted -> message(chat, posted, viewer))
                .orElseGet(() -> TlObject.of("messageEmpty", "id", id));
    }

    static TlObject message(Chat chat, Posted posted, Account viewer) {
        return TlObject.of(
                "message",
                "out",
                posted.by() == viewer,
                "silent",
                posted.silent(),
                "post",
                chat.isBroadcast(),
                "id",
                posted.id(),
                "from_id",
                posted.by() == null
                        ? null
                        : TlObject.of("peerUser", "user_id", posted.by().id()),
                "peer_id",
                peer(chat),
                "fwd_from",
                origin(posted),
                "reply_to",
                posted.topic() == 0
                        ? null
                        : TlObject.of("messageReplyHeader", "forum_topic", true, "reply_to_msg_id", posted.topic()),
                "date",
                (int) posted.at().getEpochSecond(),
                "message",
                posted.text());
    }

    static TlObject savedMessage(Posted posted, Account owner) {
        TlObject self = TlObject.of("peerUser", "user_id", owner.id());
        return TlObject.of(
                "message",
                "out",
                true,
                "silent",
                posted.silent(),
                "id",
                posted.id(),
                "from_id",
                self,
                "peer_id",
                self,
                "fwd_from",
                origin(posted),
                "date",
                (int) posted.at().getEpochSecond(),
                "message",
                posted.text());
    }

    static TlObject newMessage(Chat chat, Posted posted, Account viewer) {
        return TlObject.of(
                "updateNewChannelMessage",
                "message",
                message(chat, posted, viewer),
                "pts",
                chat.changes(),
                "pts_count",
                1);
    }

    static TlObject topic(Group group, Topic topic) {
        int top = group.messages().stream()
                .filter(message -> message.topic() == topic.id())
                .mapToInt(Posted::id)
                .max()
                .orElse(topic.id());
        return TlObject.of(
                "forumTopic",
                "closed",
                topic.closed(),
                "id",
                topic.id(),
                "date",
                FOUNDED,
                "peer",
                peer(group),
                "title",
                topic.name(),
                "icon_color",
                0x6fb9f0,
                "top_message",
                top,
                "read_inbox_max_id",
                top,
                "read_outbox_max_id",
                top,
                "unread_count",
                0,
                "unread_mentions_count",
                0,
                "unread_reactions_count",
                0,
                "unread_poll_votes_count",
                0,
                "from_id",
                peer(group),
                "notify_settings",
                TlObject.of("peerNotifySettings"));
    }

    /** Updates, with everybody and everything that they may name. */
    static TlObject updates(World world, Account viewer, List<TlObject> updates, Chat... chats) {
        return TlObject.of(
                "updates",
                "updates",
                updates,
                "users",
                posters(viewer, chats).stream()
                        .map(account -> user(account, viewer))
                        .toList(),
                "chats",
                Stream.of(chats).distinct().map(chat -> chat(chat, viewer)).toList(),
                "date",
                world.now(),
                "seq",
                0);
    }

    /** Whom an account must be shown together with chats: who posted there, and itself. */
    static List<Account> posters(Account viewer, Chat... chats) {
        List<Account> posters = new ArrayList<>();
        posters.add(viewer);
        for (Chat chat : chats) {
            chat.messages().stream()
                    .map(Posted::by)
                    .filter(by -> by != null && !posters.contains(by))
                    .forEach(posters::add);
        }
        return posters;
    }

    private static TlObject service(Chat chat, int id, TlObject action) {
        return TlObject.of(
                "messageService",
                "post",
                chat.isBroadcast(),
                "id",
                id,
                "peer_id",
                peer(chat),
                "date",
                FOUNDED,
                "action",
                action);
    }

    private static TlObject origin(Posted posted) {
        if (posted.origin() == null) {
            return null;
        }
        return TlObject.of(
                "messageFwdHeader",
                "from_id",
                peer(posted.origin().channel()),
                "date",
                FOUNDED,
                "channel_post",
                posted.origin().id());
    }

    private static TlObject forbidden(Set<Right> rights) {
        Object[] fields = Stream.concat(
                        rights.stream().flatMap(right -> Stream.of(right.field(), true)),
                        Stream.of("until_date", FOREVER))
                .toArray();
        return TlObject.of("chatBannedRights", fields);
    }
}
