package io.adbot.telegram.loopback;

import io.adbot.telegram.loopback.Methods.Caller;
import io.adbot.telegram.loopback.mtproto.RpcError;
import io.adbot.telegram.loopback.mtproto.TlObject;
import java.util.Optional;
import java.util.stream.Stream;

/** Whom a call is about. */
final class Peers {

    private final World world;

    Peers(World world) {
        this.world = world;
    }

    /** The chat that a call is about, if it is about one; nothing is checked. */
    Optional<Chat> target(TlObject call) {
        return Stream.of("to_peer", "peer", "channel")
                .filter(call::has)
                .map(call::object)
                .filter(peer -> peer.has("channel_id"))
                .findFirst()
                .flatMap(peer -> world.chat(peer.id("channel_id")));
    }

    /** The chat that an input names; the caller must have been shown it. */
    Chat chat(TlObject input, Caller caller) {
        Chat chat = input.has("channel_id") ? world.chat(input.id("channel_id")).orElse(null) : null;
        if (chat == null || input.id("access_hash") != Views.accessHash(chat.id(), caller.account())) {
            throw new RpcError(400, "CHANNEL_INVALID");
        }
        return chat;
    }

    /** The same, and the caller may read there. */
    Chat readable(TlObject input, Caller caller) {
        Chat chat = chat(input, caller);
        if (!chat.isReadableBy(caller.account())) {
            throw new RpcError(400, "CHANNEL_PRIVATE");
        }
        return chat;
    }

    /** Whether an input names the caller. */
    static boolean isSelf(TlObject input, Caller caller) {
        return input.is("inputPeerSelf")
                || input.is("inputUserSelf")
                || (input.has("user_id")
                        && input.id("user_id") == caller.account().id());
    }
}
