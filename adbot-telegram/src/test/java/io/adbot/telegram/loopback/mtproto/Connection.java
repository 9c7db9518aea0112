package io.adbot.telegram.loopback.mtproto;

import io.adbot.telegram.loopback.mtproto.AuthKey.Message;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.Set;

/** One connection of a client: its packets are read one after the other, until it or the server closes it. */
final class Connection implements Closeable {

    /** What a client is told that has a key which the server does not know. */
    private static final int NO_SUCH_KEY = -404;

    private final LoopbackDataCentre centre;
    private final Socket socket;
    private final KeyExchange keyExchange;
    private final Set<MtProtoSession> sessions = new HashSet<>();

    Connection(LoopbackDataCentre centre, Socket socket, KeyExchange keyExchange) {
        this.centre = centre;
        this.socket = socket;
        this.keyExchange = keyExchange;
    }

    /** Serves the client until the connection ends; that it does is no error. */
    void serve() throws IOException {
        socket.setTcpNoDelay(true);
        DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        OutputStream out = socket.getOutputStream();
        Socks.accept(in, out);
        ObfuscatedStream stream = new ObfuscatedStream(in, out);
        try {
            while (!socket.isClosed()) {
                receive(stream, stream.read());
            }
        } finally {
            sessions.forEach(session -> session.detach(stream));
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void receive(ObfuscatedStream stream, byte[] packet) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(packet).order(ByteOrder.LITTLE_ENDIAN);
        long keyId = in.getLong();
        if (keyId == 0) {
            in.getLong();
            byte[] body = new byte[in.getInt()];
            in.get(body);
            stream.write(unsealed(keyExchange.answer(body)));
            return;
        }
        AuthKey key = centre.keys().find(keyId);
        if (key == null) {
            stream.write(new TlWriter(null).int32(NO_SUCH_KEY).bytes());
            return;
        }
        Message message = key.open(packet);
        MtProtoSession session = centre.session(key, message.session());
        if (sessions.add(session)) {
            session.attach(stream);
        }
        centre.dispatcher().receive(session, message);
    }

    private byte[] unsealed(byte[] body) {
        return new TlWriter(null)
                .int64(0)
                .int64((centre.clock().instant().getEpochSecond() << 32) | 1)
                .int32(body.length)
                .raw(body)
                .bytes();
    }
}
