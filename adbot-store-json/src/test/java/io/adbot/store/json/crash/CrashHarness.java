package io.adbot.store.json.crash;

import io.adbot.check.JournalChecker;
import io.adbot.engine.Books;
import io.adbot.journal.JournalEvent.EngineOpened;
import io.adbot.session.PooledSession;
import io.adbot.session.SessionState;
import io.adbot.store.json.JournalView;
import io.adbot.tenant.TenantStats;
import io.adbot.time.Tick;
import io.adbot.value.Breach;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Opens an engine in a process of its own, lets it work, kills it with SIGKILL, looks at what is on the disk, and opens it again. It
 * is Telegram too, so it knows what really reached each group.
 */
final class CrashHarness implements AutoCloseable {

    private static final int TENANTS = 8;
    private static final int SESSIONS = 24;
    private static final int TIMES = 40;

    /** A life is over after so many lines at most, or after some seconds. */
    private static final int LINES = 120;

    private final Path directory;
    private final Random random;
    private final Instant beginning = Instant.now();
    private final ServerSocket server;

    /** What was posted, by delivery: how often. */
    private final Map<String, Integer> posted = new HashMap<>();

    /** How much was posted, by tenant. */
    private final Map<TenantId, Long> postedOf = new HashMap<>();

    /** The last version of each tenant that was promised, and the last that was asked for. */
    private final Map<TenantId, Long> promised = new TreeMap<>();

    private long version;
    private long messages;
    private int kills;
    private long sends;

    CrashHarness(Path directory, long seed) throws IOException {
        this.directory = directory;
        this.random = new Random(seed);
        this.server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        Path unused = Files.createDirectories(directory.resolve("sessions/unused"));
        for (int i = 1; i <= SESSIONS; i++) {
            Files.writeString(unused.resolve("s" + i + ".session"), "not a real session");
        }
    }

    int kills() {
        return kills;
    }

    long sends() {
        return sends;
    }

    /** One life of the engine: from its opening to its death, by force or in order; then all is checked. */
    void oneLife() throws Exception {
        Victim.Orders orders = new Victim.Orders(
                directory, server.getLocalPort(), random.nextLong(), version, TENANTS, TIMES, beginning);
        Path output = directory.resolveSibling("victim.log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                Victim.class.getName()));
        command.addAll(List.of(orders.args()));
        Process victim = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean inOrder = random.nextInt(10) == 0;
        server.setSoTimeout(30_000);
        try (Wire wire = new Wire(server.accept())) {
            attend(victim, wire, inOrder);
        }
        if (!victim.waitFor(30, TimeUnit.SECONDS)) {
            victim.destroyForcibly();
            throw new AssertionError("the victim did not end: " + Files.readString(output));
        }
        if (inOrder && victim.exitValue() != 0) {
            throw new AssertionError("a close in order failed: " + Files.readString(output));
        }
        try {
            verify();
        } catch (AssertionError | RuntimeException failure) {
            throw new AssertionError(failure.getMessage() + "\n" + Files.readString(output), failure);
        }
    }

    private void attend(Process victim, Wire wire, boolean inOrder) throws Exception {
        String[] first = wire.hear();
        if (first == null) {
            throw new AssertionError(
                    "the engine could not be opened: " + Files.readString(directory.resolveSibling("victim.log")));
        }
        int lines = random.nextInt(LINES);
        Thread watchdog = new Thread(() -> {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1_500));
            end(victim, wire, inOrder);
        });
        watchdog.setDaemon(true);
        watchdog.start();
        int heard = 0;
        for (String[] words = wire.hear(); words != null; words = wire.hear()) {
            heard(words, wire);
            if (++heard == lines) {
                end(victim, wire, inOrder);
            }
        }
        watchdog.interrupt();
        kills += inOrder ? 0 : 1;
    }

    private static void end(Process victim, Wire wire, boolean inOrder) {
        if (inOrder) {
            wire.tell("CLOSE");
        } else {
            victim.destroyForcibly();
        }
    }

    private void heard(String[] words, Wire wire) {
        switch (words[0]) {
            case "SEND" -> post(words, wire);
            case "SETTING" -> version = Math.max(version, Long.parseLong(words[2]));
            case "SET" -> promised.merge(new TenantId(words[1]), Long.parseLong(words[2]), Math::max);
            default -> {}
        }
    }

    private void post(String[] words, Wire wire) {
        sends++;
        int fate = random.nextInt(100);
        if (fate < 3) {
            wire.tell("ANSWER", words[1], "FLOOD", 10 + random.nextInt(60));
            return;
        }
        if (fate < 4) {
            wire.tell("ANSWER", words[1], random.nextBoolean() ? "BANNED" : "LIMITED");
            return;
        }
        TenantId tenant = new TenantId(words[2]);
        if (comesAndGoes(tenant)) {
            wire.tell("ANSWER", words[1], "DELIVERED", ++messages);
            return;
        }
        String delivery = words[2] + "/" + words[3] + "/" + words[4] + "/" + words[5];
        posted.merge(delivery, 1, Integer::sum);
        postedOf.merge(tenant, 1L, Long::sum);
        if (fate < 90) {
            wire.tell("ANSWER", words[1], "DELIVERED", ++messages);
        }
    }

    // ---------------------------------------------------------------- what must hold

    private void verify() throws IOException {
        Books books = new Books();
        JournalChecker checker = new JournalChecker();
        List<Breach> breaches = new ArrayList<>();
        JournalView.of(directory).read(entry -> {
            books.apply(entry.at(), entry.event());
            breaches.addAll(checker.accept(entry));
        });
        require(breaches.isEmpty(), "the journal breaks rules: " + breaches);
        posted.forEach((delivery, times) -> require(times == 1, delivery + " was posted " + times + " times"));
        verifyPromises(books);
        verifyStats(books);
        verifySessions(books);
    }

    /** What was promised is there; something later may be, too. */
    private void verifyPromises(Books books) {
        promised.forEach((tenant, least) -> {
            if (comesAndGoes(tenant)) {
                return;
            }
            long found = books.config(tenant)
                    .map(config -> Long.parseLong(config.extras().getOrDefault("version", "0")))
                    .orElse(0L);
            require(found >= least, tenant + " is at version " + found + ", but " + least + " was promised");
        });
    }

    /** Every post is a success or unknown, and nothing is a success that was not posted. */
    private void verifyStats(Books books) {
        Tick next = new Tick(0, Instant.now());
        books.apply(next, new EngineOpened()); // what the next opening makes of what is under way
        postedOf.forEach((tenant, reached) -> {
            TenantStats stats = books.stats(tenant);
            require(
                    stats.success() <= reached && reached <= stats.success() + stats.unknown(),
                    tenant + " counts " + stats + ", and " + reached + " posts have reached the groups");
        });
    }

    /** Every session has one file, and none is lost. */
    private void verifySessions(Books books) throws IOException {
        Map<SessionId, Integer> places = new TreeMap<>();
        try (Stream<Path> all = Files.walk(directory.resolve("sessions"))) {
            all.filter(Files::isRegularFile)
                    .forEach(file ->
                            places.merge(new SessionId(file.getFileName().toString()), 1, Integer::sum));
        }
        require(places.size() == SESSIONS, "of " + SESSIONS + " sessions these have files: " + places.keySet());
        places.forEach((session, files) -> require(files == 1, session + " lies in " + files + " places"));
        Map<SessionId, TenantId> holders = new HashMap<>();
        for (TenantId tenant : books.tenants()) {
            for (PooledSession session : books.sessions().assignedTo(tenant)) {
                TenantId other = holders.put(session.session(), tenant);
                require(other == null, session.session() + " is with " + other + " and with " + tenant);
            }
        }
        for (PooledSession session : books.sessions().all()) {
            require(
                    (session.state() == SessionState.ASSIGNED) == holders.containsKey(session.session()),
                    session + " is assigned to nobody");
        }
    }

    private static boolean comesAndGoes(TenantId tenant) {
        return Integer.parseInt(tenant.value().substring(1)) >= TENANTS - Victim.COMING_AND_GOING;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
