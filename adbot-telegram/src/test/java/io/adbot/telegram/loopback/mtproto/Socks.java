package io.adbot.telegram.loopback.mtproto;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;

/**
 * The SOCKS5 server that TDLib takes for its proxy. It relays nothing: whatever Telegram address a client asks for, it is this
 * data centre that it gets. Names it does not take at all, because TDLib asks for its data centres by address; who asks for a
 * name wants something else.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1928">RFC 1928</a>
 */
final class Socks {

    private static final int VERSION = 5;
    private static final int CONNECT = 1;
    private static final int IPV4 = 1;
    private static final int IPV6 = 4;

    private static final int GRANTED = 0;
    private static final int NOT_ALLOWED = 2;

    private Socks() {}

    /**
     * Lets a client in.
     *
     * @return the address that it asked for, and does not get
     * @throws IOException if it asked for anything else than a connection to an address
     */
    static InetAddress accept(DataInputStream in, OutputStream out) throws IOException {
        expect(in, VERSION);
        in.skipNBytes(in.readUnsignedByte());
        out.write(new byte[] {VERSION, 0});
        expect(in, VERSION);
        int command = in.readUnsignedByte();
        expect(in, 0);
        int type = in.readUnsignedByte();
        if (command != CONNECT || (type != IPV4 && type != IPV6)) {
            answer(out, NOT_ALLOWED);
            throw new IOException("Not a connection to an address: command " + command + ", type " + type);
        }
        byte[] address = in.readNBytes(type == IPV4 ? 4 : 16);
        in.readUnsignedShort();
        answer(out, GRANTED);
        return InetAddress.getByAddress(address);
    }

    private static void answer(OutputStream out, int code) throws IOException {
        out.write(new byte[] {VERSION, (byte) code, 0, IPV4, 0, 0, 0, 0, 0, 0});
    }

    private static void expect(DataInputStream in, int expected) throws IOException {
        int came = in.readUnsignedByte();
        if (came != expected) {
            throw new IOException("Not SOCKS5: " + came + " instead of " + expected);
        }
    }
}
