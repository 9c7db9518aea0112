package io.adbot.telegram;

import io.adbot.message.Post;
import io.adbot.telegram.td.Answers.Closed;
import io.adbot.telegram.td.Answers.WaitPhoneNumber;
import io.adbot.telegram.td.Requests.Close;
import io.adbot.telegram.td.TdClient;
import io.adbot.telegram.td.Update;
import io.adbot.telegram.transport.OfflineTransport;
import io.adbot.telegram.transport.TdJson;
import io.adbot.telegram.transport.Transport;
import io.adbot.time.EventLoop;
import io.adbot.value.SessionId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Measures what docs/performance.md tells of the adapter: {@code mvn -q -B -Pfigures -Dfigures=telegram}, two minutes on a quiet
 * machine.
 */
final class TelegramFigures {

    private static final int ROUNDS = 9;
    private static final int SENDS = 200;
    private static final int CLIENTS = 500;
    private static final int UPDATES = 1_000_000;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private TelegramFigures() {}

    public static void main(String[] parts) throws Exception {
        List<String> chosen = Arrays.asList(parts[0].split(",", -1));
        if (!chosen.contains("all") && !chosen.contains("telegram")) {
            return;
        }
        Path directory = Files.createTempDirectory("adbot-figures");
        clients(directory);
        updates();
        sends(directory);
    }

    /** Clients that nobody is logged in with: what each takes, and how long all take to be closed. */
    private static void clients(Path directory) throws Exception {
        ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
        EventLoop loop = EventLoop.on(executor);
        try {
            Transport transport = new OfflineTransport(TdJson.load(TdLibraryForTests.path()));
            open(transport, loop, directory.resolve("warm"), 1).close(); // The library, and what it makes once.
            ProcessUse before = ProcessUse.now();
            long began = System.nanoTime();
            Clients all = open(transport, loop, directory.resolve("clients"), CLIENTS);
            long opened = System.nanoTime();
            ProcessUse after = ProcessUse.now();
            long receiving = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().equals("tdlib-receive"))
                    .count();
            long closing = System.nanoTime();
            all.close();
            long closed = System.nanoTime();
            double megabytes =
                    (after.residentBytes().orElse(0) - before.residentBytes().orElse(0)) / 1e6 / CLIENTS;
            System.out.printf(
                    "%d clients: %.2f MB each, %.1f file descriptors each, %d threads in all, %d that receives;"
                            + " opened in %.2f s, closed in %.2f s%n",
                    CLIENTS,
                    megabytes,
                    (double) (after.fileDescriptors().orElse(0)
                                    - before.fileDescriptors().orElse(0))
                            / CLIENTS,
                    after.threads().orElse(0),
                    receiving,
                    (opened - began) / 1e9,
                    (closed - closing) / 1e9);
        } finally {
            executor.shutdownNow();
        }
    }

    private static Clients open(Transport transport, EventLoop loop, Path directory, int count) throws IOException {
        List<TdClient> clients = new ArrayList<>();
        CountDownLatch ready = new CountDownLatch(count);
        CountDownLatch gone = new CountDownLatch(count);
        for (int i = 0; i < count; i++) {
            Path home = Files.createDirectories(directory.resolve("c" + i));
            TdClient client = new TdClient(transport, loop, update -> {
                if (update instanceof Update.Authorization told) {
                    if (told.authorizationState() instanceof WaitPhoneNumber) {
                        ready.countDown();
                    } else if (told.authorizationState() instanceof Closed) {
                        gone.countDown();
                    }
                }
            });
            loop.execute(() -> client.ask(Parameters.of(home, PortOnLoopback.CREDENTIALS, new byte[0]), LIMIT));
            clients.add(client);
        }
        await(ready);
        return new Clients(clients, loop, gone);
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException(latch.getCount() + " clients have not come so far");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Clients(List<TdClient> clients, EventLoop loop, CountDownLatch gone) {
        void close() {
            loop.execute(() -> clients.forEach(client -> client.ask(new Close(), LIMIT)));
            await(gone);
        }
    }

    /** Updates put in at the seam as fast as they are taken, and what is left of them on the heap. */
    private static void updates() throws Exception {
        ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
        EventLoop loop = EventLoop.on(executor);
        byte[] json = ("{\"@type\":\"updateSupergroup\",\"supergroup\":{\"@type\":\"supergroup\",\"id\":1234567,"
                        + "\"status\":{\"@type\":\"chatMemberStatusMember\"},\"is_slow_mode_enabled\":true,"
                        + "\"member_count\":1234,\"date\":1700000000},\"@client_id\":1}")
                .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        long[] taken = {0};
        Transport.Receiver[] receiver = new Transport.Receiver[1];
        TdClient client = new TdClient(
                given -> {
                    receiver[0] = given;
                    return request -> {};
                },
                loop,
                update -> taken[0]++);
        JsonMapper mapper = new JsonMapper();
        for (int round = 0; round < 3; round++) {
            System.gc();
            long heap = used();
            long began = System.nanoTime();
            for (int i = 0; i < UPDATES; i++) {
                receiver[0].received((ObjectNode) mapper.readTree(json));
            }
            CompletableFuture<Void> all = new CompletableFuture<>();
            loop.execute(() -> all.complete(null));
            all.get(60, TimeUnit.SECONDS);
            long ended = System.nanoTime();
            System.gc();
            if (round > 0) {
                System.out.printf(
                        "updates: %,.0f a second, parsed and told; %+.1f MB of heap after %,d of them, %d questions open%n",
                        UPDATES / ((ended - began) / 1e9), (used() - heap) / 1e6, UPDATES, client.open());
            }
        }
        if (taken[0] != 3L * UPDATES) {
            throw new IllegalStateException(taken[0] + " updates were told of");
        }
        executor.shutdownNow();
    }

    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    /** A text through the port, and the same through TDLib's bare interface; in turn, on one connection each. */
    private static void sends(Path directory) throws Exception {
        Path home = directory.resolve("accounts");
        try (PortOnLoopback loopback = new PortOnLoopback(home)) {
            loopback.telegram.group("market");
            loopback.telegram.group("fair");
            SessionId session = loopback.logIn("ann", loopback.telegram.account("+15550001111"));
            loopback.send(session, "@market", Post.text("warm"));
            try (Bare bare = new Bare(loopback, home.resolve("bob"))) {
                double[] ratios = new double[ROUNDS];
                double[] port = new double[ROUNDS];
                for (int round = -2; round < ROUNDS; round++) {
                    double ours = median(() -> loopback.send(session, "@market", Post.text("hello")));
                    double theirs = median(bare::send);
                    if (round >= 0) {
                        ratios[round] = ours / theirs;
                        port[round] = ours;
                    }
                }
                Arrays.sort(ratios);
                Arrays.sort(port);
                System.out.printf(
                        "a text, from the call to the word that it was sent: %.2f ms; %.2f (%.2f to %.2f) times that of"
                                + " TDLib's bare interface%n",
                        port[ROUNDS / 2] / 1e6, ratios[ROUNDS / 2], ratios[0], ratios[ROUNDS - 1]);
            }
        }
    }

    private static double median(Runnable send) {
        long[] nanos = new long[SENDS];
        for (int i = 0; i < SENDS; i++) {
            long began = System.nanoTime();
            send.run();
            nanos[i] = System.nanoTime() - began;
        }
        Arrays.sort(nanos);
        return nanos[SENDS / 2];
    }

    /** TDLib's JSON interface with as little around it as can be. */
    private static final class Bare implements AutoCloseable {
        private final Transport.Connection connection;
        private final java.util.concurrent.SynchronousQueue<String> sent =
                new java.util.concurrent.SynchronousQueue<>();
        private final long chat;
        private volatile CompletableFuture<ObjectNode> answer = new CompletableFuture<>();

        Bare(PortOnLoopback loopback, Path home) throws Exception {
            Files.createDirectories(home);
            loopback.logIn("bob", loopback.telegram.account("+15550002222"));
            chat = loopback.telegram.group("fair").chatId();
            connection = new ThroughLoopback(loopback.telegram).open(this::received);
            ask(((ObjectNode)
                            new JsonMapper()
                                    .readTree(
                                            "{\"@type\":\"setTdlibParameters\",\"api_id\":12345,\"api_hash\":\"0123456789abcdef0123456789abcdef\","
                                                    + "\"system_language_code\":\"en\",\"device_model\":\"bare\",\"application_version\":\"1\"}"))
                    .put("database_directory", home.toString()));
            ask(object("searchPublicChat").put("username", "fair"));
        }

        void send() {
            ObjectNode request = object("sendMessage").put("chat_id", chat);
            request.putObject("input_message_content")
                    .put("@type", "inputMessageText")
                    .putObject("text")
                    .put("@type", "formattedText")
                    .put("text", "hello");
            connection.send(request);
            try {
                sent.take();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        private void ask(ObjectNode request) throws Exception {
            answer = new CompletableFuture<>();
            connection.send(request.put("@extra", 1));
            answer.get(30, TimeUnit.SECONDS);
        }

        private void received(ObjectNode message) {
            if (message.has("@extra")) {
                answer.complete(message);
            } else if (message.path("@type").asString("").equals("updateMessageSendSucceeded")) {
                try {
                    sent.put("");
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        }

        private static ObjectNode object(String type) {
            return JsonNodeFactory.instance.objectNode().put("@type", type);
        }

        @Override
        public void close() {
            connection.send(object("close"));
        }
    }
}
