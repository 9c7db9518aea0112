package io.adbot.telegram.loopback.mtproto;

import static io.adbot.telegram.loopback.mtproto.Crypto.concat;
import static io.adbot.telegram.loopback.mtproto.Crypto.part;
import static io.adbot.telegram.loopback.mtproto.Crypto.sha1;
import static io.adbot.telegram.loopback.mtproto.Crypto.sha256;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A key of 2,048 bits that a client and the data centre agreed on. It seals and opens their messages as MTProto 2.0 does.
 *
 * @see <a href="https://core.telegram.org/mtproto/description">core.telegram.org/mtproto/description</a>
 */
final class AuthKey {

    /** Before what is sealed stand the key's id and the message's own key. */
    private static final int HEADER = 8 + 16;

    /** A message begins with salt, session, its own id, a number and its length. */
    private static final int ENVELOPE = 8 + 8 + 8 + 4 + 4;

    private static final int FROM_CLIENT = 0;
    private static final int FROM_SERVER = 8;

    private final byte[] key;
    private final long id;

    AuthKey(byte[] key) {
        this.key = key;
        this.id = lastLong(sha1(key));
    }

    /** By what both sides name it. */
    long id() {
        return id;
    }

    /** By what both sides prove, while agreeing on it, that they have it. */
    byte[] auxiliaryHash() {
        return part(sha1(key), 0, 8);
    }

    /** The last 64 bits of a hash, as MTProto takes its ids from hashes. */
    static long lastLong(byte[] hash) {
        return ByteBuffer.wrap(hash).order(ByteOrder.LITTLE_ENDIAN).getLong(hash.length - Long.BYTES);
    }

    /** The packet that carries a message to the client. */
    byte[] seal(Message message, long salt, int number) {
        byte[] plain = new TlWriter(null)
                .int64(salt)
                .int64(message.session())
                .int64(message.id())
                .int32(number)
                .int32(message.body().length)
                .raw(message.body())
                .bytes();
        int padding = 12 + (16 - (plain.length + 12) % 16) % 16;
        plain = concat(plain, Crypto.random(padding));
        byte[] messageKey = messageKey(plain, FROM_SERVER);
        byte[] sealed = Crypto.encryptIge(aesKey(messageKey, FROM_SERVER), aesVector(messageKey, FROM_SERVER), plain);
        return concat(new TlWriter(null).int64(id).bytes(), messageKey, sealed);
    }

    /**
     * The message that a packet of the client's carries.
     *
     * @throws IllegalArgumentException if the client did not seal it with this key
     */
    Message open(byte[] packet) {
        byte[] messageKey = part(packet, 8, 16);
        // The transport may have added some bytes, fewer than a block.
        byte[] sealed = part(packet, HEADER, (packet.length - HEADER) / 16 * 16);
        byte[] plain = Crypto.decryptIge(aesKey(messageKey, FROM_CLIENT), aesVector(messageKey, FROM_CLIENT), sealed);
        if (!Arrays.equals(messageKey, messageKey(plain, FROM_CLIENT))) {
            throw new IllegalArgumentException("Not sealed with this key");
        }
        ByteBuffer in = ByteBuffer.wrap(plain).order(ByteOrder.LITTLE_ENDIAN);
        return new Message(in.getLong(8), in.getLong(16), part(plain, ENVELOPE, in.getInt(28)));
    }

    private byte[] messageKey(byte[] plain, int side) {
        return part(sha256(part(key, 88 + side, 32), plain), 8, 16);
    }

    private byte[] aesKey(byte[] messageKey, int side) {
        byte[] a = sha256(messageKey, part(key, side, 36));
        byte[] b = sha256(part(key, 40 + side, 36), messageKey);
        return concat(part(a, 0, 8), part(b, 8, 16), part(a, 24, 8));
    }

    private byte[] aesVector(byte[] messageKey, int side) {
        byte[] a = sha256(messageKey, part(key, side, 36));
        byte[] b = sha256(part(key, 40 + side, 36), messageKey);
        return concat(part(b, 0, 8), part(a, 8, 16), part(b, 24, 8));
    }

    /** A message: in which session, by which id, and what it says. */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares messages.
    record Message(long session, long id, byte[] body) {}
}
