package io.adbot.telegram.loopback.mtproto;

import static io.adbot.telegram.loopback.mtproto.Crypto.part;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Packets over a socket, in Telegram's obfuscated intermediate transport: both directions are encrypted with keys that the client
 * sends first, and before each packet stands its length. One thread may read while others write.
 *
 * @see <a href="https://core.telegram.org/mtproto/mtproto-transports">core.telegram.org/mtproto/mtproto-transports</a>
 */
final class ObfuscatedStream {

    private static final int HEADER = 64;
    private static final int TAG = 56;
    private static final int INTERMEDIATE = 0xeeeeeeee;
    private static final int PADDED = 0xdddddddd;
    private static final int LARGEST = 1 << 24;

    private final DataInputStream in;
    private final OutputStream out;
    private final Cipher incoming;
    private final Cipher outgoing;

    /** Reads what a client begins with. */
    ObfuscatedStream(DataInputStream in, OutputStream out) throws IOException {
        this.in = in;
        this.out = out;
        byte[] header = new byte[HEADER];
        in.readFully(header);
        incoming = cipher(Cipher.DECRYPT_MODE, header);
        byte[] reversed = new byte[HEADER];
        for (int i = 0; i < HEADER; i++) {
            reversed[i] = header[HEADER - 1 - i];
        }
        outgoing = cipher(Cipher.ENCRYPT_MODE, reversed);
        int tag = int32(part(incoming.update(header), TAG, Integer.BYTES));
        if (tag != INTERMEDIATE && tag != PADDED) {
            throw new IOException("Not an intermediate transport: " + Integer.toHexString(tag));
        }
    }

    /** The next packet; waits for it. */
    byte[] read() throws IOException {
        // The highest bit asks for a quick acknowledgement, which a server may leave out.
        int length = int32(decrypted(Integer.BYTES)) & Integer.MAX_VALUE;
        if (length > LARGEST) {
            throw new IOException("Too long: " + length);
        }
        return decrypted(length);
    }

    synchronized void write(byte[] packet) throws IOException {
        out.write(outgoing.update(
                new TlWriter(null).int32(packet.length).raw(packet).bytes()));
        out.flush();
    }

    private byte[] decrypted(int length) throws IOException {
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return incoming.update(bytes);
    }

    private static int int32(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt();
    }

    private static Cipher cipher(int mode, byte[] header) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(mode, new SecretKeySpec(part(header, 8, 32), "AES"), new IvParameterSpec(part(header, 40, 16)));
            return cipher;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
