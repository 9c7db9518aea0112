package io.adbot.telegram.loopback;

import io.adbot.telegram.loopback.Group.Topic;
import io.adbot.telegram.loopback.Membership.Status;
import io.adbot.telegram.loopback.Methods.Caller;
import io.adbot.telegram.loopback.mtproto.RpcError;
import io.adbot.telegram.loopback.mtproto.TlObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What there is, and what the caller may do there. */
final class ChatMethods {

    private static final int ARCHIVE = 1;

    private final World world;
    private final Peers peers;

    ChatMethods(World world, Peers peers, Methods methods) {
        this.world = world;
        this.peers = peers;
        methods.accounts("users.getUsers", this::users);
        methods.accounts("contacts.resolveUsername", this::resolve);
        methods.accounts("channels.getChannels", this::chats);
        methods.accounts("channels.getFullChannel", this::full);
        methods.accounts("channels.getParticipant", this::participant);
        methods.accounts("channels.joinChannel", this::join);
        methods.accounts("channels.leaveChannel", this::leave);
        methods.accounts("messages.getForumTopics", this::topics);
        methods.accounts("messages.getForumTopicsByID", this::topics);
        methods.accounts("messages.getDialogs", this::dialogs);
        methods.accounts("messages.getPinnedDialogs", (caller, call) -> peerDialogs(caller, List.of(), List.of()));
        methods.accounts("messages.getPeerDialogs", this::peerDialogs);
    }

    private List<TlObject> users(Caller caller, TlObject call) {
        return call.<TlObject>list("id").stream()
                .filter(input -> Peers.isSelf(input, caller))
                .map(self -> Views.user(caller.account(), caller.account()))
                .toList();
    }

    private TlObject resolve(Caller caller, TlObject call) {
        Chat chat =
                world.withUsername(call.text("username")).orElseThrow(() -> new RpcError(400, "USERNAME_NOT_OCCUPIED"));
        return TlObject.of(
                "contacts.resolvedPeer",
                "peer",
                Views.peer(chat),
                "chats",
                List.of(Views.chat(chat, caller.account())),
                "users",
                List.of());
    }

    private TlObject chats(Caller caller, TlObject call) {
        List<TlObject> chats = call.<TlObject>list("id").stream()
                .map(input -> Views.chat(peers.chat(input, caller), caller.account()))
                .toList();
        return TlObject.of("messages.chats", "chats", chats);
    }

    private TlObject full(Caller caller, TlObject call) {
        Chat chat = peers.readable(call.object("channel"), caller);
        return TlObject.of(
                "messages.chatFull",
                "full_chat",
                Views.chatFull(chat, caller.account()),
                "chats",
                List.of(Views.chat(chat, caller.account())),
                "users",
                List.of());
    }

    private TlObject participant(Caller caller, TlObject call) {
        Chat chat = peers.readable(call.object("channel"), caller);
        if (!Peers.isSelf(call.object("participant"), caller)
                || !chat.membership(caller.account()).isIn()) {
            throw new RpcError(400, "USER_NOT_PARTICIPANT");
        }
        return TlObject.of(
                "channels.channelParticipant",
                "participant",
                Views.participant(chat, caller.account()),
                "chats",
                List.of(Views.chat(chat, caller.account())),
                "users",
                List.of(Views.user(caller.account(), caller.account())));
    }

    private TlObject join(Caller caller, TlObject call) {
        Chat chat = peers.readable(call.object("channel"), caller);
        return become(chat, caller, Status.MEMBER);
    }

    private TlObject leave(Caller caller, TlObject call) {
        Chat chat = peers.chat(call.object("channel"), caller);
        if (!chat.membership(caller.account()).isIn()) {
            throw new RpcError(400, "USER_NOT_PARTICIPANT");
        }
        return become(chat, caller, Status.LEFT);
    }

    private TlObject become(Chat chat, Caller caller, Status status) {
        chat.put(caller.account(), Membership.of(status));
        TlObject update = TlObject.of("updateChannel", "channel_id", chat.id());
        return Views.updates(world, caller.account(), List.of(update), chat);
    }

    private TlObject topics(Caller caller, TlObject call) {
        if (!(peers.readable(call.object("peer"), caller) instanceof Group group) || !group.isForum()) {
            throw new RpcError(400, "CHANNEL_FORUM_MISSING");
        }
        List<Topic> topics = group.topics().stream()
                .filter(topic -> !call.has("topics") || call.list("topics").contains(topic.id()))
                .toList();
        return TlObject.of(
                "messages.forumTopics",
                "count",
                topics.size(),
                "topics",
                topics.stream().map(topic -> Views.topic(group, topic)).toList(),
                "messages",
                topics.stream()
                        .map(topic -> Views.message(group, topic.id(), caller.account()))
                        .toList(),
                "chats",
                List.of(Views.chat(group, caller.account())),
                "users",
                List.of(),
                "pts",
                group.changes());
    }

    /** All of them at once: whoever asks from some point on has had them. */
    private TlObject dialogs(Caller caller, TlObject call) {
        boolean archive = call.has("folder_id") && call.number("folder_id") == ARCHIVE;
        boolean more = !call.object("offset_peer").is("inputPeerEmpty");
        List<Chat> chats = archive || more
                ? List.of()
                : world.chats().stream()
                        .filter(chat -> chat.membership(caller.account()).isIn())
                        .toList();
        return TlObject.of(
                "messages.dialogs",
                "dialogs",
                chats.stream().map(Views::dialog).toList(),
                "messages",
                topMessages(chats, caller),
                "chats",
                chats.stream().map(chat -> Views.chat(chat, caller.account())).toList(),
                "users",
                users(chats, caller));
    }

    private TlObject peerDialogs(Caller caller, TlObject call) {
        List<Chat> chats = new ArrayList<>();
        List<TlObject> saved = new ArrayList<>();
        for (TlObject input : call.<TlObject>list("peers")) {
            TlObject peer = input.object("peer");
            if (Peers.isSelf(peer, caller)) {
                saved.add(Views.savedMessages(caller.account()));
            } else {
                chats.add(peers.chat(peer, caller));
            }
        }
        return peerDialogs(caller, chats, saved);
    }

    private TlObject peerDialogs(Caller caller, List<Chat> chats, List<TlObject> saved) {
        return TlObject.of(
                "messages.peerDialogs",
                "dialogs",
                Stream.concat(chats.stream().map(Views::dialog), saved.stream()).toList(),
                "messages",
                topMessages(chats, caller),
                "chats",
                chats.stream().map(chat -> Views.chat(chat, caller.account())).toList(),
                "users",
                users(chats, caller),
                "state",
                UpdateMethods.state(world, caller.account()));
    }

    private static List<TlObject> topMessages(List<Chat> chats, Caller caller) {
        return chats.stream()
                .map(chat -> Views.message(chat, chat.topMessage(), caller.account()))
                .toList();
    }

    private static List<TlObject> users(List<Chat> chats, Caller caller) {
        return Views.posters(caller.account(), chats.toArray(Chat[]::new)).stream()
                .map(account -> Views.user(account, caller.account()))
                .toList();
    }
}
