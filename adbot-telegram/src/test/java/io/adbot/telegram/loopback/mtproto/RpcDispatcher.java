package io.adbot.telegram.loopback.mtproto;

import io.adbot.telegram.loopback.mtproto.AuthKey.Message;
import io.adbot.telegram.loopback.mtproto.TlSchema.UnknownCombinator;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the messages of clients apart: what belongs to the protocol it does by itself, calls it hands to the {@link RpcHandler},
 * through the {@link CallGate}. Called by any connection.
 */
final class RpcDispatcher {

    private static final Logger log = LoggerFactory.getLogger(RpcDispatcher.class);

    /** These only say how a call is to be done. */
    private static final Set<String> WRAPPERS =
            Set.of("invokeWithLayer", "initConnection", "invokeAfterMsg", "invokeAfterMsgs", "invokeWithoutUpdates");

    private final TlSchema schema;
    private final ServerKeys keys;
    private final CallGate gate;
    private final Clock clock;
    private final RpcHandler handler;
    private volatile int layer;

    RpcDispatcher(TlSchema schema, ServerKeys keys, CallGate gate, Clock clock, RpcHandler handler) {
        this.schema = schema;
        this.keys = keys;
        this.gate = gate;
        this.clock = clock;
        this.handler = handler;
    }

    /** The layer that the last client spoke; 0 before one said so. */
    int layer() {
        return layer;
    }

    /** Does what a message says, and what those say that it contains. */
    void receive(MtProtoSession session, Message message) {
        TlReader in = new TlReader(schema, message.body());
        if (message.body().length >= 8
                && in.int32() == schema.named("msg_container").id()) {
            for (int left = in.int32(); left > 0; left--) {
                long id = in.int64();
                in.int32();
                receive(session, new Message(message.session(), id, in.raw(in.int32())));
            }
        } else if (session.receive(message.id())) {
            single(session, message);
        }
    }

    private void single(MtProtoSession session, Message message) {
        TlObject object;
        try {
            object = TlReader.object(schema, message.body());
        } catch (UnknownCombinator unknown) {
            // TDLib asks for much that a test has no use for, and can do without an answer.
            log.debug("Not in loopback.tl: {}", unknown.getMessage());
            call(session, message.id(), unknown.getMessage(), () -> {
                throw new RpcError(400, "METHOD_NOT_IN_LOOPBACK");
            });
            return;
        }
        switch (object.name()) {
            case "msgs_ack" -> session.acknowledged(object.list("msg_ids"));
            case "ping", "ping_delay_disconnect" ->
                session.service(TlObject.of("pong", "msg_id", message.id(), "ping_id", object.id("ping_id")));
            case "get_future_salts" -> session.service(futureSalts(message.id()));
            case "msgs_state_req" -> {
                session.service(TlObject.of(
                        "msgs_state_info", "req_msg_id", message.id(), "info", session.states(object.list("msg_ids"))));
                session.resend();
            }
            case "destroy_session" ->
                session.service(TlObject.of("destroy_session_ok", "session_id", object.id("session_id")));
            case "destroy_auth_key" -> {
                session.service(TlObject.of("destroy_auth_key_ok"));
                keys.forget(session.key().id());
            }
            case "msg_resend_req", "rpc_drop_answer", "http_wait" -> log.debug("Left alone: {}", object);
            default -> {
                TlObject call = unwrapped(object);
                call(session, message.id(), call.name(), () -> answer(session, call));
            }
        }
    }

    private TlObject unwrapped(TlObject object) {
        TlObject call = object;
        while (WRAPPERS.contains(call.name())) {
            if (call.is("invokeWithLayer")) {
                layer = call.number("layer");
            }
            call = call.object("query");
        }
        return call;
    }

    private void call(MtProtoSession session, long id, String method, Answer answer) {
        gate.call(method, () -> {
            TlWriter result =
                    new TlWriter(schema).int32(schema.named("rpc_result").id()).int64(id);
            try {
                Object value = answer.get();
                result.value(schema.named(method).result(), value);
            } catch (RpcError error) {
                log.debug("{}: {}", method, error.getMessage());
                result.object(error.toTl());
            }
            gate.answer(method, () -> session.result(result.bytes()));
        });
    }

    private Object answer(MtProtoSession session, TlObject call) {
        if (call.is("auth.bindTempAuthKey")) {
            if (keys.find(call.id("perm_auth_key_id")) == null) {
                throw new RpcError(400, "ENCRYPTED_MESSAGE_INVALID");
            }
            keys.bind(session.key().id(), call.id("perm_auth_key_id"));
            return true;
        }
        return handler.answer(keys.permanent(session.key().id()), call);
    }

    private TlObject futureSalts(long requestId) {
        int now = (int) clock.instant().getEpochSecond();
        TlObject salt = TlObject.of(
                "future_salt", "valid_since", now - 1800, "valid_until", now + 24 * 3600, "salt", MtProtoSession.SALT);
        return TlObject.of("future_salts", "req_msg_id", requestId, "now", now, "salts", List.of(salt));
    }

    private interface Answer {
        Object get();
    }
}
