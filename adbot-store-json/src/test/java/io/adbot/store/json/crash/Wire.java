package io.adbot.store.json.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Lines of words between two processes; a line that was told has left the process. */
final class Wire implements AutoCloseable {

    private final Socket socket;
    private final OutputStream out;
    private final BufferedReader in;

    Wire(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        this.out = socket.getOutputStream();
        this.in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    synchronized void tell(Object... words) {
        StringBuilder line = new StringBuilder();
        for (Object word : words) {
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        try {
            out.write(line.append('\n').toString().getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException gone) {
            // The other end was killed, or is about to kill this one.
        }
    }

    /** The next line's words; null if the other end is gone. */
    String @Nullable [] hear() {
        try {
            String line = in.readLine();
            return line == null ? null : line.split(" ", -1);
        } catch (IOException gone) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
