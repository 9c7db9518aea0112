package io.adbot.figures;

import io.adbot.AdBot;
import io.adbot.journal.InMemoryJournal;
import io.adbot.journal.Journal;
import io.adbot.journal.JournalEntry;
import io.adbot.message.Post;
import io.adbot.store.InMemoryStore;
import io.adbot.store.json.JsonStore;
import io.adbot.tenant.TenantConfig;
import io.adbot.testkit.FakeTelegram;
import io.adbot.testkit.TelegramBehaviour;
import io.adbot.testkit.VirtualTime;
import io.adbot.value.GroupId;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A data directory as a killed engine leaves it, and its opening by the next one. Each is done in a process of its own: an
 * engine that is opened again is one that was just started.
 */
final class Reopening {

    private static final int TENANTS = 100;
    private static final int SESSIONS = 5;
    private static final int GROUPS = 10;

    private Reopening() {}

    /** {@code write DIRECTORY ENTRIES}, or {@code open DIRECTORY}, which prints the {@link Opened}. */
    public static void main(String[] args) throws IOException {
        Path directory = Path.of(args[1]);
        if (args[0].equals("write")) {
            write(directory, Integer.parseInt(args[2]));
        } else {
            System.out.println(open(directory));
            System.out.flush();
            Runtime.getRuntime().halt(0); // A clean end would spare the next opening its work.
        }
    }

    /**
     * What an opening took.
     *
     * @param millis from before the store was opened until the engine was
     * @param liveBytes what lived on the heap then
     */
    record Opened(double millis, long liveBytes) {
        static Opened of(String line) {
            String[] words = line.split(" ", 2);
            return new Opened(Double.parseDouble(words[0]), Long.parseLong(words[1]));
        }

        @Override
        public String toString() {
            return millis + " " + liveBytes;
        }
    }

    /** Leaves a directory with so many entries in its journal, none of them in a checkpoint, and not closed. */
    static void write(Path directory, int entries) throws IOException {
        List<JournalEntry> past = past(entries);
        Path written = directory.resolveSibling(directory.getFileName() + "-written");
        try (JsonStore store = JsonStore.open(written)) {
            Journal journal = store.journal();
            CompletionStage<JournalEntry> last =
                    journal.append(past.get(0).at(), past.get(0).event());
            for (JournalEntry entry : past.subList(1, past.size())) {
                last = journal.append(entry.at(), entry.event());
            }
            last.toCompletableFuture().join();
            store.log().last(tenant(0), 1).toCompletableFuture().join(); // By then the logs are written, too.
            copy(written, directory);
        }
        for (int i = 0; i < TENANTS; i++) {
            Path shelf = Files.createDirectories(directory.resolve("sessions/assigned/" + tenant(i)));
            for (int k = 0; k < SESSIONS; k++) {
                Files.createFile(shelf.resolve(session(i, k).value()));
            }
        }
    }

    /** Opens an engine in the directory, and leaves it open. */
    static Opened open(Path directory) {
        long start = System.nanoTime();
        AdBot bot = AdBot.builder(nobody(new VirtualTime()), JsonStore.at(directory))
                .open();
        double millis = (System.nanoTime() - start) / 1e6;
        int tenants = bot.tenants().all().toCompletableFuture().join().size();
        if (tenants != TENANTS) {
            throw new AssertionError("got " + tenants + " tenants, expected " + TENANTS);
        }
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return new Opened(millis, runtime.totalMemory() - runtime.freeMemory());
    }

    /** What an engine journals while it runs tenants in virtual time. */
    private static List<JournalEntry> past(int entries) {
        VirtualTime time = new VirtualTime();
        InMemoryStore store = new InMemoryStore();
        AdBot bot = AdBot.builder(nobody(time), store).loop(time.loop()).open();
        TenantConfig.Builder config =
                TenantConfig.builder().post(Post.text("hello")).sessionsCount(SESSIONS);
        for (int i = 0; i < TENANTS; i++) {
            for (int k = 0; k < SESSIONS; k++) {
                store.putSession(session(i, k));
            }
            time.await(bot.tenants().create(tenant(i), config.groups(groups(i)).build()), Duration.ofHours(1));
            time.await(bot.start(tenant(i)), Duration.ofHours(1));
        }
        InMemoryJournal journal = store.journal();
        while (journal.entries().size() < entries) {
            time.advance(Duration.ofMinutes(10));
        }
        return journal.entries().subList(0, entries);
    }

    private static FakeTelegram nobody(VirtualTime time) {
        return new FakeTelegram(time, TelegramBehaviour.calm(), 1);
    }

    private static TenantId tenant(int number) {
        return new TenantId("tenant-" + number);
    }

    private static SessionId session(int tenant, int number) {
        return new SessionId("account-" + (tenant * SESSIONS + number) + ".session");
    }

    private static List<GroupId> groups(int tenant) {
        return IntStream.range(0, GROUPS)
                .mapToObj(i -> new GroupId(Long.toString(-1_001_000_000_000L - (long) tenant * GROUPS - i)))
                .toList();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(from.relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else if (!file.getFileName().toString().equals("adbot.lock")) {
                    Files.copy(file, copy);
                }
            }
        }
    }
}
