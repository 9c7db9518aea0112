package io.adbot.telegram.loopback;

import io.adbot.telegram.loopback.Group.Topic;
import io.adbot.telegram.loopback.Methods.Caller;
import io.adbot.telegram.loopback.Posted.Origin;
import io.adbot.telegram.loopback.mtproto.RpcError;
import io.adbot.telegram.loopback.mtproto.TlObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Messages: reading them, and posting them.
 *
 * @see <a href="https://core.telegram.org/method/messages.sendMessage">messages.sendMessage</a>
 * @see <a href="https://core.telegram.org/method/messages.forwardMessages">messages.forwardMessages</a>
 */
final class MessageMethods {

    /** How long a text may be. */
    static final int LONGEST = 4096;

    private final World world;
    private final Peers peers;
    private final Set<List<Long>> randomIds = new HashSet<>();

    MessageMethods(World world, Peers peers, Methods methods) {
        this.world = world;
        this.peers = peers;
        methods.accounts("channels.getMessages", this::messages);
        methods.accounts("messages.getHistory", this::history);
        methods.accounts("messages.sendMessage", this::send);
        methods.accounts("messages.forwardMessages", this::forward);
        methods.accounts("channels.deleteMessages", this::delete);
    }

    private TlObject messages(Caller caller, TlObject call) {
        Chat chat = peers.readable(call.object("channel"), caller);
        List<TlObject> messages = call.<TlObject>list("id").stream()
                .map(input -> Views.message(chat, input.number("id"), caller.account()))
                .toList();
        return found(chat, messages, caller);
    }

    private TlObject history(Caller caller, TlObject call) {
        if (!call.object("peer").has("channel_id")) {
            return TlObject.of(
                    "messages.messages",
                    "messages",
                    List.of(),
                    "topics",
                    List.of(),
                    "chats",
                    List.of(),
                    "users",
                    List.of());
        }
        Chat chat = peers.readable(call.object("peer"), caller);
        List<Integer> ids = Stream.concat(chat.messages().stream().map(Posted::id), Stream.of(Chat.CREATION))
                .sorted(Comparator.reverseOrder())
                .toList();
        int offset = call.number("offset_id");
        int older = (int) ids.stream().filter(id -> offset > 0 && id >= offset).count();
        List<TlObject> page = ids.stream()
                .skip(Math.max(0, older + call.number("add_offset")))
                .limit(call.number("limit"))
                .map(id -> Views.message(chat, id, caller.account()))
                .toList();
        return found(chat, page, caller);
    }

    private static TlObject found(Chat chat, List<TlObject> messages, Caller caller) {
        return TlObject.of(
                "messages.channelMessages",
                "pts",
                chat.changes(),
                "count",
                messages.size(),
                "messages",
                messages,
                "topics",
                List.of(),
                "chats",
                List.of(Views.chat(chat, caller.account())),
                "users",
                Views.posters(caller.account(), chat).stream()
                        .map(poster -> Views.user(poster, caller.account()))
                        .toList());
    }

    private TlObject send(Caller caller, TlObject call) {
        String text = call.text("message");
        if (text.isEmpty()) {
            throw new RpcError(400, "MESSAGE_EMPTY");
        }
        if (text.length() > LONGEST) {
            throw new RpcError(400, "MESSAGE_TOO_LONG");
        }
        int topic = 0;
        if (call.has("reply_to")) {
            TlObject reply = call.object("reply_to");
            topic = reply.number(reply.has("top_msg_id") ? "top_msg_id" : "reply_to_msg_id");
        }
        Draft draft = new Draft(call.id("random_id"), text, null, false);
        return post(caller, call, call.object("peer"), topic, List.of(draft));
    }

    private TlObject forward(Caller caller, TlObject call) {
        Chat source = peers.readable(call.object("from_peer"), caller);
        List<Integer> ids = call.list("id");
        List<Long> randomIds = call.list("random_id");
        boolean copy = call.has("drop_author");
        List<Draft> drafts = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            int id = ids.get(i);
            Posted original = source.message(id).orElseThrow(() -> new RpcError(400, "MESSAGE_ID_INVALID"));
            Origin origin = original.origin() == null ? new Origin(source, id) : original.origin();
            drafts.add(new Draft(randomIds.get(i), original.text(), copy ? null : origin, true));
        }
        if (source.hasProtectedContent()) {
            throw new RpcError(400, "CHAT_FORWARDS_RESTRICTED");
        }
        int topic = call.has("top_msg_id") ? call.number("top_msg_id") : 0;
        return post(caller, call, call.object("to_peer"), topic, drafts);
    }

    private TlObject post(Caller caller, TlObject call, TlObject peer, int topic, List<Draft> drafts) {
        Account account = caller.account();
        Instant now = world.clock().instant();
        Duration flood = account.floodWait(now);
        if (!flood.isZero()) {
            throw RpcError.wait("FLOOD", seconds(flood));
        }
        boolean self = Peers.isSelf(peer, caller);
        Chat chat = self ? null : peers.chat(peer, caller);
        if (chat != null) {
            checkRights(chat, account, call, topic, now);
        }
        for (Draft draft : drafts) {
            if (!randomIds.add(List.of(account.id(), draft.randomId))) {
                throw new RpcError(500, "RANDOM_ID_DUPLICATE");
            }
        }
        account.sent(now);
        List<TlObject> updates = new ArrayList<>();
        Set<Chat> named = new HashSet<>();
        for (Draft draft : drafts) {
            int id = (self ? account.topSavedMessage() : chat.topMessage()) + 1;
            Posted posted =
                    new Posted(id, account, now, draft.text, call.has("silent"), topic, draft.origin, draft.forwarded);
            updates.add(TlObject.of("updateMessageID", "id", id, "random_id", draft.randomId));
            if (draft.origin != null) {
                named.add(draft.origin.channel());
            }
            if (self) {
                account.save(posted);
                updates.add(TlObject.of(
                        "updateNewMessage",
                        "message",
                        Views.savedMessage(posted, account),
                        "pts",
                        1 + account.topSavedMessage(),
                        "pts_count",
                        1));
            } else {
                chat.add(posted);
                named.add(chat);
                updates.add(Views.newMessage(chat, posted, account));
                world.tellOfPost(chat, posted, caller.authKey());
            }
        }
        return Views.updates(world, account, updates, named.toArray(Chat[]::new));
    }

    /** Refuses what an account may not post; what Telegram says of it first, comes first. */
    private static void checkRights(Chat chat, Account account, TlObject call, int topic, Instant now) {
        Membership membership = chat.membership(account);
        if (membership.isBanned()) {
            throw new RpcError(400, "USER_BANNED_IN_CHANNEL");
        }
        if (!membership.isIn()) {
            throw chat.username().isEmpty()
                    ? new RpcError(400, "CHANNEL_PRIVATE")
                    : new RpcError(403, "CHAT_WRITE_FORBIDDEN");
        }
        if (membership.isAdmin()) {
            return;
        }
        if (!(chat instanceof Group group)) {
            throw new RpcError(400, "CHAT_ADMIN_REQUIRED");
        }
        checkForbidden(membership.forbidden());
        checkForbidden(group.forbidden());
        if (topic != 0 && group.isForum()) {
            Topic target = group.topics().stream()
                    .filter(known -> known.id() == topic)
                    .findFirst()
                    .orElseThrow(() -> new RpcError(400, "TOPIC_DELETED"));
            if (target.closed()) {
                throw new RpcError(400, "TOPIC_CLOSED");
            }
        }
        if (group.price() > 0 && !(call.has("allow_paid_stars") && call.id("allow_paid_stars") >= group.price())) {
            throw new RpcError(403, "ALLOW_PAYMENT_REQUIRED_" + group.price());
        }
        if (!group.slowMode().isZero()) {
            if (membership.waitsUntil().isAfter(now)) {
                throw RpcError.wait("SLOWMODE", seconds(Duration.between(now, membership.waitsUntil())));
            }
            group.put(account, membership.waitsUntil(now.plus(group.slowMode())));
        }
    }

    private static void checkForbidden(Set<Right> forbidden) {
        if (forbidden.contains(Right.SEND_MESSAGES)) {
            throw new RpcError(403, "CHAT_WRITE_FORBIDDEN");
        }
        if (forbidden.contains(Right.SEND_PLAIN)) {
            throw new RpcError(403, "CHAT_SEND_PLAIN_FORBIDDEN");
        }
    }

    private TlObject delete(Caller caller, TlObject call) {
        Chat chat = peers.readable(call.object("channel"), caller);
        List<Integer> ids = call.list("id");
        List<Integer> own = ids.stream()
                .filter(id -> chat.message(id)
                        .filter(message -> message.by() == caller.account())
                        .isPresent())
                .toList();
        return TlObject.of("messages.affectedMessages", "pts_count", chat.delete(own), "pts", chat.changes());
    }

    /** Whole seconds, and none too few. */
    private static long seconds(Duration wait) {
        return Math.max(1, wait.plusNanos(999_999_999).toSeconds());
    }

    /** What is to be posted, and under which number the client will know it. */
    private record Draft(long randomId, String text, Origin origin, boolean forwarded) {}
}
