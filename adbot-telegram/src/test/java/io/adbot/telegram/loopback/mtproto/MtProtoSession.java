package io.adbot.telegram.loopback.mtproto;

import io.adbot.telegram.loopback.mtproto.AuthKey.Message;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What client and server share under one key beyond a single connection: which messages came, and which answers the client has not
 * yet acknowledged. When a connection is lost, the client comes back with the next one and asks; so what it sent is done once, and
 * no answer is lost. Safe for any thread.
 */
final class MtProtoSession {

    /** Any will do: the client takes over what it is told. */
    static final long SALT = 0x1122334455667788L;

    private static final int ANSWER = 1;
    private static final int UNASKED = 3;
    private static final byte RECEIVED = 4;
    private static final byte UNKNOWN = 1;

    private final TlSchema schema;
    private final AuthKey key;
    private final long id;
    private final Clock clock;
    private final Set<Long> received = new HashSet<>();
    private final Map<Long, byte[]> unacknowledged = new LinkedHashMap<>();
    private ObfuscatedStream connection;
    private long lastId;
    private int sent;

    MtProtoSession(TlSchema schema, AuthKey key, long id, Clock clock) {
        this.schema = schema;
        this.key = key;
        this.id = id;
        this.clock = clock;
    }

    AuthKey key() {
        return key;
    }

    /** From now on the client is heard and answered there. */
    synchronized void attach(ObfuscatedStream stream) {
        connection = stream;
    }

    /** A connection is lost; unless there is a newer one, answers wait. */
    synchronized void detach(ObfuscatedStream stream) {
        if (connection == stream) {
            connection = null;
        }
    }

    /** A message came; {@code false} if it had come before. */
    synchronized boolean receive(long messageId) {
        return received.add(messageId);
    }

    /** Whether messages came: which of these did. */
    synchronized byte[] states(List<Long> messageIds) {
        byte[] states = new byte[messageIds.size()];
        for (int i = 0; i < states.length; i++) {
            states[i] = received.contains(messageIds.get(i)) ? RECEIVED : UNKNOWN;
        }
        return states;
    }

    /** Sends the result of a call, now or when there is a connection, until the client acknowledges it. */
    synchronized void result(byte[] body) {
        unacknowledged.put(transmit(body, ANSWER), body);
    }

    /** Sends what belongs to the protocol itself. */
    synchronized void service(TlObject message) {
        transmit(TlWriter.bytes(schema, message), ANSWER);
    }

    /** Sends what nobody asked for; if there is no connection, it is lost. */
    synchronized void push(TlObject update) {
        transmit(TlWriter.bytes(schema, update), UNASKED);
    }

    synchronized void acknowledged(List<Long> messageIds) {
        messageIds.forEach(unacknowledged::remove);
    }

    /** Sends again all results that were not acknowledged. */
    synchronized void resend() {
        List<byte[]> bodies = List.copyOf(unacknowledged.values());
        unacknowledged.clear();
        bodies.forEach(this::result);
    }

    private long transmit(byte[] body, int kind) {
        long messageId = nextId(kind);
        if (connection != null) {
            try {
                connection.write(key.seal(new Message(id, messageId, body), SALT, (2 * sent++) + 1));
            } catch (IOException e) {
                connection = null; // The client is gone; it will ask when it is back.
            }
        }
        return messageId;
    }

    /** Ids grow, tell the time (Unix seconds in the upper half), and say by their last bits of which kind a message is. */
    private long nextId(int kind) {
        Instant now = clock.instant();
        long byTime = (now.getEpochSecond() << 32) | (((long) now.getNano() << 2) & 0xfffffffcL);
        lastId = Math.max(byTime, (lastId + 4) & ~3L);
        return lastId | kind;
    }
}
