package io.adbot.store.json.crash;

import io.adbot.AdBot;
import io.adbot.EngineSettings;
import io.adbot.TenantStatus;
import io.adbot.message.Post;
import io.adbot.session.PooledSession;
import io.adbot.store.json.JsonStore;
import io.adbot.tenant.TenantConfig;
import io.adbot.value.GroupId;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.IntStream;

/**
 * The process that is killed: opens an engine on a directory and keeps it busy, with Telegram at the other end of a wire. It tells
 * over the wire what it was promised, as soon as it was.
 */
final class Victim {

    /** How many tenants, the last ones, are removed now and then. */
    static final int COMING_AND_GOING = 2;

    private static final int CHAINS = 6;

    private final Wire wire;
    private final Orders orders;
    private final AdBot bot;
    private final Random random;
    private long version;

    private Victim(Wire wire, Orders orders, AdBot bot) {
        this.wire = wire;
        this.orders = orders;
        this.bot = bot;
        this.random = new Random(orders.seed);
        this.version = orders.version;
    }

    public static void main(String[] args) throws Exception {
        Orders orders = Orders.of(args);
        Wire wire = new Wire(new Socket(InetAddress.getLoopbackAddress(), orders.port));
        WireTelegram telegram = new WireTelegram(wire);
        ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
        JsonStore store = JsonStore.at(orders.directory)
                .segmentBytes(16 << 10)
                .compactionBytes(48 << 10)
                .open();
        AdBot bot = AdBot.builder(telegram, store)
                .settings(EngineSettings.DEFAULT.withPause(Duration.ofSeconds(5)))
                .loop(new FastLoop(executor, orders.times, orders.beginning))
                .open();
        Victim victim = new Victim(wire, orders, bot);
        wire.tell("OPEN");
        for (int i = 0; i < orders.tenants; i++) {
            victim.begin(new TenantId("t" + i));
        }
        for (int i = 0; i < CHAINS; i++) {
            victim.next();
        }
        for (String[] words = wire.hear(); words != null; words = wire.hear()) {
            if (words[0].equals("CLOSE")) {
                bot.close();
                wire.tell("CLOSED");
                executor.shutdownNow();
                return;
            }
            telegram.answered(words);
        }
        Runtime.getRuntime().halt(1);
    }

    /** Every life begins with a start of all tenants; some of them resume. */
    private void begin(TenantId tenant) {
        boolean resumes = random.nextBoolean();
        set(tenant).thenCompose(set -> resumes ? bot.resume(tenant) : bot.start(tenant));
    }

    /** Does something, tells of it once it was promised, and goes on. */
    private void next() {
        CompletionStage<?> done;
        synchronized (this) {
            done = anything();
        }
        done.whenCompleteAsync((promised, refused) -> next());
    }

    private CompletionStage<?> anything() {
        TenantId tenant = new TenantId("t" + random.nextInt(orders.tenants));
        return switch (random.nextInt(14)) {
            case 0, 1 -> set(tenant);
            case 2, 3, 4 -> random.nextBoolean() ? bot.start(tenant) : bot.resume(tenant);
            case 5 -> bot.stop(tenant);
            case 6, 7 -> bot.sessions().assign(tenant, 1 + random.nextInt(2)).thenAccept(got -> assigned(tenant, got));
            case 8 -> release(tenant);
            case 9 -> bot.sessions().acknowledge(tenant);
            case 10 -> replaceALost(tenant);
            case 11 -> clearOne();
            case 12 -> removeOne();
            default -> bot.statusOfAll();
        };
    }

    /** One of the tenants that come and go: when it comes again, its cycles may be counted from the first again. */
    private CompletionStage<?> removeOne() {
        TenantId tenant = new TenantId("t" + (orders.tenants - 1 - random.nextInt(COMING_AND_GOING)));
        return bot.tenants().remove(tenant);
    }

    private synchronized CompletionStage<?> set(TenantId tenant) {
        long now = ++version;
        TenantConfig config = TenantConfig.builder()
                .groups(IntStream.rangeClosed(1, 3 + random.nextInt(6))
                        .mapToObj(i -> new GroupId(tenant + "-g" + i))
                        .toList())
                .post(Post.text("hello"))
                .delay(Duration.ofSeconds(3))
                .extras(Map.of("version", Long.toString(now)))
                .build();
        wire.tell("SETTING", tenant, now);
        return bot.tenants()
                .create(tenant, config)
                .exceptionallyCompose(exists -> bot.tenants().update(tenant, before -> config))
                .thenAccept(set -> wire.tell("SET", tenant, now));
    }

    private void assigned(TenantId tenant, List<SessionId> sessions) {
        sessions.forEach(session -> wire.tell("ASSIGNED", tenant, session));
    }

    private CompletionStage<?> release(TenantId tenant) {
        return bot.status(tenant).thenCompose(status -> {
            List<SessionId> first = sessions(status).stream().limit(1).toList();
            return first.isEmpty()
                    ? CompletableFuture.completedFuture(null)
                    : bot.sessions().release(tenant, first);
        });
    }

    private CompletionStage<?> replaceALost(TenantId tenant) {
        return bot.sessions()
                .all()
                .thenCompose(all -> all.stream()
                        .filter(session -> session.flag() != null
                                && session.holder().filter(tenant::equals).isPresent())
                        .findFirst()
                        .<CompletionStage<?>>map(lost -> bot.sessions().replace(tenant, lost.session()))
                        .orElse(CompletableFuture.completedFuture(null)));
    }

    private CompletionStage<?> clearOne() {
        return bot.sessions()
                .all()
                .thenCompose(all -> all.stream()
                        .filter(session -> session.flag() != null)
                        .findFirst()
                        .<CompletionStage<?>>map(lost -> bot.sessions().clear(lost.session()))
                        .orElse(CompletableFuture.completedFuture(null)));
    }

    private static List<SessionId> sessions(TenantStatus status) {
        return status.sessions().stream().map(PooledSession::session).toList();
    }

    /** What the victim is told on its command line. */
    record Orders(Path directory, int port, long seed, long version, int tenants, int times, Instant beginning) {

        String[] args() {
            return new String[] {
                directory.toString(),
                Integer.toString(port),
                Long.toString(seed),
                Long.toString(version),
                Integer.toString(tenants),
                Integer.toString(times),
                beginning.toString()
            };
        }

        static Orders of(String[] args) {
            return new Orders(
                    Path.of(args[0]),
                    Integer.parseInt(args[1]),
                    Long.parseLong(args[2]),
                    Long.parseLong(args[3]),
                    Integer.parseInt(args[4]),
                    Integer.parseInt(args[5]),
                    Instant.parse(args[6]));
        }
    }
}
