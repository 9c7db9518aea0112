package io.adbot.telegram.loopback.mtproto;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A data centre that stands behind a SOCKS5 proxy on 127.0.0.1: one of Telegram's for whoever trusts its key, and nothing for
 * anybody else. It accepts connections from this machine alone, opens none, and answers calls as an {@link RpcHandler} says.
 *
 * <p>It can lose its connections ({@link #dropConnections}), which keeps its sessions; and it can {@linkplain #stop stop} and
 * {@linkplain #start start} again on the same port, as a process that died does: then its keys are all that it has left.
 *
 * <p>Threads: its methods may be called from any; the handler is called from as many as there are connections.
 */
public final class LoopbackDataCentre implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(LoopbackDataCentre.class);
    private static final int BACKLOG = 500;
    private static final long STACK = 256 << 10;

    private final TlSchema schema = TlSchema.load();
    private final ServerKeys keys = new ServerKeys();
    private final CallGate gate = new CallGate();
    private final Clock clock;
    private final RpcDispatcher dispatcher;
    private final Map<SessionKey, MtProtoSession> sessions = new ConcurrentHashMap<>();
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private ServerSocket server;
    private Thread accepting;
    private int port;
    private volatile RuntimeException mistake;

    /** A data centre that is not yet started. */
    public LoopbackDataCentre(Clock clock, RpcHandler handler) {
        this.clock = clock;
        this.dispatcher = new RpcDispatcher(schema, keys, gate, clock, handler);
    }

    /** Accepts connections from now on; again on the same port if it was stopped. */
    public synchronized void start() {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
            server = socket;
            port = socket.getLocalPort();
            accepting = thread("loopback-accept", () -> accept(socket));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Closes all connections, takes no more, and forgets sessions and what was held. */
    public synchronized void stop() {
        closeQuietly(server);
        try {
            accepting.join(); // Until then the port may still be taken.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        dropConnections();
        gate.forgetHeld();
        sessions.clear();
    }

    /**
     * Stops for good.
     *
     * @throws IllegalStateException if a client was ever left without an answer because of a mistake in here
     */
    @Override
    public void close() {
        stop();
        if (mistake != null) {
            throw new IllegalStateException("The data centre has made a mistake", mistake);
        }
    }

    /** Closes all connections; clients come back. */
    public void dropConnections() {
        List<Connection> open = List.copyOf(connections);
        open.forEach(LoopbackDataCentre::closeQuietly);
        connections.removeAll(open);
    }

    /** Where the proxy listens on 127.0.0.1. */
    public synchronized int port() {
        return port;
    }

    /** By what clients know it, and every other one in this JVM. */
    public static RSAPublicKey publicKey() {
        return ServerKeys.publicKey();
    }

    /** For which of Telegram's data centres the owner of a permanent key takes this one; one for tests has 10,000 more. */
    public int numberFor(long authKey) {
        return keys.centre(authKey);
    }

    /** The layer that the last client spoke; 0 before one said so. */
    public int layer() {
        return dispatcher.layer();
    }

    /** How many clients are connected. */
    public int connections() {
        return connections.size();
    }

    /** How often a method was called. */
    public int calls(String method) {
        return gate.count(method);
    }

    /** How often each method was called; those that {@code loopback.tl} does not know, by their ids. */
    public Map<String, Integer> calls() {
        return gate.counts();
    }

    /** Answers calls of a method so much later, until they are released. */
    public void delayAnswers(String method, Duration delay) {
        gate.delay(method, delay);
    }

    /** Keeps calls of a method back before they are done, until they are released. */
    public void holdCalls(String method) {
        gate.holdCalls(method);
    }

    /** Does what a method says, but keeps the answer back until it is released. */
    public void holdAnswers(String method) {
        gate.holdAnswers(method);
    }

    /** How many calls and answers of a method are kept back. */
    public int held(String method) {
        return gate.held(method);
    }

    /** Lets go what is kept back of a method, and delays and keeps back nothing more of it. */
    public void release(String method) {
        gate.release(method);
    }

    /** Tells the clients with this permanent key something that they did not ask for. */
    public void push(long authKey, TlObject updates) {
        sessions.forEach((key, session) -> {
            if (keys.permanent(key.authKey()) == authKey) {
                session.push(updates);
            }
        });
    }

    ServerKeys keys() {
        return keys;
    }

    Clock clock() {
        return clock;
    }

    RpcDispatcher dispatcher() {
        return dispatcher;
    }

    MtProtoSession session(AuthKey key, long id) {
        return sessions.computeIfAbsent(
                new SessionKey(key.id(), id), absent -> new MtProtoSession(schema, key, id, clock));
    }

    private void accept(ServerSocket listening) {
        try {
            while (true) {
                Socket socket = listening.accept();
                Connection connection = new Connection(this, socket, new KeyExchange(schema, keys, clock));
                connections.add(connection);
                thread("loopback-connection", () -> serve(connection));
            }
        } catch (SocketException closed) {
            log.debug("No longer listening");
        } catch (IOException e) {
            log.warn("Cannot accept", e);
        }
    }

    private void serve(Connection connection) {
        try {
            connection.serve();
        } catch (EOFException | SocketException gone) {
            log.debug("A client is gone");
        } catch (IOException e) {
            log.warn("A connection is closed", e);
        } catch (RuntimeException e) {
            log.error("A connection is closed", e);
            mistake = e;
        } finally {
            connections.remove(connection);
            closeQuietly(connection);
        }
    }

    private static Thread thread(String name, Runnable task) {
        Thread thread = new Thread(null, task, name, STACK);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void closeQuietly(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            log.debug("Closed with", e);
        }
    }

    private record SessionKey(long authKey, long id) {}
}
