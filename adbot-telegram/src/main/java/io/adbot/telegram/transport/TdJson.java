package io.adbot.telegram.transport;

import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * TDLib's own JSON interface, through JNA. There is one in a process, whoever asks for it, and one thread in it that receives for all
 * clients: a second one would make TDLib abort the process. The thread is there while there are clients.
 *
 * <p>When the JVM shuts down while clients are open, they are closed first and waited for, up to {@value #SHUTDOWN_SECONDS} s: TDLib
 * aborts a process that ends under an open client, and what the client had not written down is lost. Before that, whoever has something on
 * its way gets up to {@value #GRACE_SECONDS} s to learn what became of it, for shutdown hooks run side by side, and one of them may just be
 * stopping an engine. No client is opened any more then.
 *
 * <p>TDLib's own log goes to slf4j, logger {@code io.adbot.telegram.tdlib}: errors as {@code WARN}, warnings as {@code DEBUG}; what is
 * on when the library is loaded.
 *
 * <p>Threads: any.
 */
public final class TdJson implements Transport {

    /** The oldest TDLib whose requests and answers are those that are used here. */
    public static final String OLDEST_VERSION = "1.8.61";

    private static final Logger log = LoggerFactory.getLogger(TdJson.class);
    private static final JsonMapper JSON = new JsonMapper();
    private static final int SHUTDOWN_SECONDS = 10;
    private static final int GRACE_SECONDS = 10; // As long as a stop may take (rule E9).
    private static final long GRACE_STEP_MILLIS = 20;
    private static final double RECEIVE_SECONDS = 60; // Nothing happens when they are over but that it is asked again.

    private static @Nullable TdJson instance;

    private final String version;
    private final Map<Integer, Receiver> receivers = new HashMap<>();
    private @Nullable Thread receiving;
    private boolean isEnding;

    private TdJson(String version) {
        this.version = version;
    }

    /**
     * Loads TDLib, or gives the one that is loaded.
     *
     * @param library where it is, as {@link TdLibrary} finds it
     * @throws TdLibraryException if it cannot be loaded, is not TDLib, or is older than {@value #OLDEST_VERSION}
     * @throws IllegalStateException if this process has loaded it from another place
     */
    public static synchronized TdJson load(Path library) {
        try {
            NativeTdJson.load(library.toAbsolutePath());
        } catch (UnsatisfiedLinkError e) {
            throw new TdLibraryException(
                    library + " cannot be loaded as TDLib: " + e.getMessage() + ". "
                            + TdLibrary.Machine.current().whatToInstall(),
                    e);
        }
        if (instance == null) {
            TdLog.install();
            String version = askVersion();
            check(library, version);
            TdJson loaded = new TdJson(version);
            TdLog.onBan(loaded::banned);
            Runtime.getRuntime().addShutdownHook(new Thread(loaded::closeAll, "tdlib-shutdown"));
            log.info("TDLib {} from {}", version, library);
            instance = loaded;
        }
        return instance;
    }

    /** Refuses a library whose version is too old. */
    static void check(Path library, String version) {
        if (Version.of(version).isOlderThan(Version.of(OLDEST_VERSION))) {
            throw new TdLibraryException(library + " is TDLib " + version + ", expected " + OLDEST_VERSION
                    + " or later. " + TdLibrary.Machine.current().whatToInstall());
        }
    }

    /** TDLib's version, {@code 1.8.67} for instance. */
    public String version() {
        return version;
    }

    /** How many clients are open. */
    public int openClients() {
        synchronized (receivers) {
            return receivers.size();
        }
    }

    @Override
    public Connection open(Receiver receiver) {
        int client;
        synchronized (receivers) {
            if (isEnding) {
                throw new IllegalStateException("the process is about to end, and opens no TDLib client any more");
            }
            client = NativeTdJson.td_create_client_id();
            receivers.put(client, receiver);
            if (receiving == null) {
                receiving = new Thread(this::receive, "tdlib-receive");
                receiving.setDaemon(true);
                receiving.start();
            }
        }
        return request -> NativeTdJson.td_send(client, zeroTerminated(request));
    }

    /** Asks what TDLib answers at once and without a client: settings of its log, what is in a link. Blocks shortly. */
    public ObjectNode execute(ObjectNode request) {
        return executeStatic(request);
    }

    private static ObjectNode executeStatic(ObjectNode request) {
        Pointer answer = NativeTdJson.td_execute(zeroTerminated(request));
        if (answer == null) {
            throw new IllegalStateException("TDLib gave no answer to " + request.path("@type"));
        }
        return (ObjectNode) JSON.readTree(NativeTdJson.bytes(answer));
    }

    private static String askVersion() {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.put("@type", "getOption").put("name", "version");
        return executeStatic(request).path("value").asString("0");
    }

    /** The request in UTF-8, with a zero behind it. */
    private static byte[] zeroTerminated(ObjectNode request) {
        byte[] json = JSON.writeValueAsBytes(request);
        byte[] terminated = new byte[json.length + 1];
        System.arraycopy(json, 0, terminated, 0, json.length);
        return terminated;
    }

    // ---------------------------------------------------------------- receiving

    private void receive() {
        while (true) {
            Pointer message = NativeTdJson.td_receive(RECEIVE_SECONDS);
            if (message != null && wasLast(message)) {
                return;
            }
        }
    }

    /** Whatever one message leads to, those after it are for others. */
    private boolean wasLast(Pointer message) {
        try {
            byte[] json = NativeTdJson.bytes(message);
            return Updates.isWanted(json) && isLast(json);
        } catch (RuntimeException | Error failure) {
            log.error("a message of TDLib's could not be taken", failure);
            return false;
        }
    }

    /** Hands a message over. Was it the last one of the last client? Then the thread ends with it. */
    private boolean isLast(byte[] json) {
        ObjectNode message = read(json);
        if (message == null) {
            return false;
        }
        int client = message.path("@client_id").asInt();
        Receiver receiver;
        synchronized (receivers) {
            receiver = receivers.get(client);
        }
        if (receiver != null) {
            handOver(receiver, message);
        }
        return Updates.isClosed(message) && forget(client);
    }

    private void banned(int client) {
        Receiver receiver;
        synchronized (receivers) {
            receiver = receivers.get(client);
        }
        if (receiver != null) {
            receiver.banned();
        }
    }

    private boolean forget(int client) {
        synchronized (receivers) {
            receivers.remove(client);
            receivers.notifyAll();
            if (receivers.isEmpty()) {
                receiving = null;
                return true;
            }
            return false;
        }
    }

    private static @Nullable ObjectNode read(byte[] json) {
        try {
            JsonNode message = JSON.readTree(json);
            return message instanceof ObjectNode object ? object : null;
        } catch (JacksonException e) {
            log.warn("TDLib said what is not JSON, {} bytes", json.length);
            return null;
        }
    }

    private static void handOver(Receiver receiver, ObjectNode message) {
        try {
            receiver.received(message);
        } catch (RuntimeException | Error failure) {
            log.error(
                    "a message of type {} could not be handled",
                    message.path("@type").asString(),
                    failure);
        }
    }

    // ---------------------------------------------------------------- the end

    private void closeAll() {
        List<Integer> open;
        synchronized (receivers) {
            isEnding = true;
            if (!awaitQuiet()) {
                return;
            }
            open = new ArrayList<>(receivers.keySet());
        }
        byte[] close = "{\"@type\":\"close\"}\0".getBytes(StandardCharsets.US_ASCII);
        open.forEach(client -> NativeTdJson.td_send(client, close));
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SHUTDOWN_SECONDS);
        synchronized (receivers) {
            long left = deadline - System.nanoTime();
            while (!receivers.isEmpty() && left > 0) {
                try {
                    TimeUnit.NANOSECONDS.timedWait(receivers, left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
                left = deadline - System.nanoTime();
            }
        }
    }

    /** Waits until nothing is on its way, or for as long as that may take; false if interrupted. */
    private boolean awaitQuiet() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(GRACE_SECONDS);
        try {
            while (receivers.values().stream().anyMatch(Receiver::isBusy) && System.nanoTime() < deadline) {
                receivers.wait(GRACE_STEP_MILLIS);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** A version of three numbers. */
    record Version(int major, int minor, int patch) {
        static Version of(String text) {
            String[] parts = text.split("\\.", -1);
            return new Version(number(parts, 0), number(parts, 1), number(parts, 2));
        }

        boolean isOlderThan(Version other) {
            return major != other.major
                    ? major < other.major
                    : minor != other.minor ? minor < other.minor : patch < other.patch;
        }

        private static int number(String[] parts, int at) {
            try {
                return at < parts.length ? Integer.parseInt(parts[at]) : 0;
            } catch (NumberFormatException e) {
                return 0;
            }
        }
    }
}
