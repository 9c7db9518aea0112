package io.adbot.telegram.loopback;

import io.adbot.telegram.loopback.Methods.Caller;
import io.adbot.telegram.loopback.mtproto.TlObject;
import java.util.List;

/**
 * What a client has missed.
 *
 * @see <a href="https://core.telegram.org/api/updates">core.telegram.org/api/updates</a>
 */
final class UpdateMethods {

    /** After how many seconds a client that shows a chat should look again. */
    private static final int TIMEOUT = 30;

    private final World world;
    private final Peers peers;

    UpdateMethods(World world, Peers peers, Methods methods) {
        this.world = world;
        this.peers = peers;
        methods.accounts("updates.getState", (caller, call) -> state(world, caller.account()));
        methods.accounts("updates.getDifference", this::difference);
        methods.accounts("updates.getChannelDifference", this::channelDifference);
    }

    static TlObject state(World world, Account account) {
        return TlObject.of(
                "updates.state",
                "pts",
                1 + account.topSavedMessage(),
                "qts",
                0,
                "date",
                world.now(),
                "seq",
                0,
                "unread_count",
                0);
    }

    /** Outside of channels nothing happens that the client has not done itself. */
    private TlObject difference(Caller caller, TlObject call) {
        return TlObject.of("updates.differenceEmpty", "date", world.now(), "seq", 0);
    }

    private TlObject channelDifference(Caller caller, TlObject call) {
        Chat chat = peers.readable(call.object("channel"), caller);
        List<Posted> missed = chat.messagesSince(call.number("pts"));
        if (missed.isEmpty()) {
            return TlObject.of(
                    "updates.channelDifferenceEmpty", "final", true, "pts", chat.changes(), "timeout", TIMEOUT);
        }
        Account account = caller.account();
        return TlObject.of(
                "updates.channelDifference",
                "final",
                true,
                "pts",
                chat.changes(),
                "timeout",
                TIMEOUT,
                "new_messages",
                missed.stream()
                        .map(message -> Views.message(chat, message, account))
                        .toList(),
                "other_updates",
                List.of(),
                "chats",
                List.of(Views.chat(chat, account)),
                "users",
                Views.posters(account, chat).stream()
                        .map(poster -> Views.user(poster, account))
                        .toList());
    }
}
