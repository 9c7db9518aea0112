package io.adbot.store.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.adbot.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataLockTest {

    private static final Instant SINCE = Instant.parse("2026-01-31T12:00:00Z");

    @TempDir
    Path directory;

    @Test
    void saysWhoHoldsIt() throws IOException {
        try (DataLock lock = DataLock.take(directory, SINCE)) {
            DataLock.Holder holder = DataLock.holder(directory).orElseThrow();

            assertThat(lock.directory()).isEqualTo(directory);
            assertThat(holder.pid()).isEqualTo(ProcessHandle.current().pid());
            assertThat(holder.since()).isEqualTo(SINCE);
            assertThat(Files.readString(directory.resolve("adbot.lock")))
                    .matches("\\{\"pid\":\\d+,\"host\":\".+\",\"since\":\"2026-01-31T12:00:00Z\"}\n");
        }
    }

    @Test
    void isHeldOnceAtATime() {
        try (DataLock lock = DataLock.take(directory, SINCE)) {
            assertThat(lock.isHeld()).isTrue();
            assertThatThrownBy(() -> DataLock.take(directory, SINCE))
                    .isInstanceOfSatisfying(
                            DataLockedException.class,
                            e -> assertThat(e.holder()).isPresent())
                    .hasMessageContainingAll(
                            directory.toString(),
                            "process " + ProcessHandle.current().pid(),
                            "since 2026-01-31T12:00:00Z");
            assertThat(DataLock.holder(directory)).isPresent();
        }
        assertThat(DataLock.holder(directory)).isEmpty();
        DataLock.take(directory, SINCE).close();
    }

    @Test
    void isHeldByOneProcessAtATimeAndEndsWithIt() throws IOException, InterruptedException {
        Process other = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Other.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertThat(other.getInputStream().read()).isEqualTo('!');

            assertThatThrownBy(() -> DataLock.take(directory, SINCE))
                    .isInstanceOf(DataLockedException.class)
                    .hasMessageContaining("process " + other.pid());
        } finally {
            other.destroyForcibly().waitFor();
        }
        assertThat(DataLock.holder(directory)).as("it is gone").isEmpty();
        DataLock.take(directory, SINCE).close();
    }

    @Test
    void aHolderThatCannotBeReadIsNone() throws IOException {
        for (String text : new String[] {"", "{", "{}", "[]", "{\"pid\":\"1\"}", "{\"pid\":1,\"since\":\"today\"}"}) {
            Files.writeString(directory.resolve("adbot.lock"), text);

            assertThat(DataLock.holder(directory)).as(text).isEmpty();
        }
    }

    @Test
    void whatCannotBeMadeIsNamed() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");

        assertThatThrownBy(() -> DataLock.take(file.resolve("data"), SINCE))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(file.toString());
    }

    /** Holds the lock until it is killed. */
    static final class Other {
        public static void main(String[] arguments) throws IOException {
            DataLock lock = DataLock.take(Path.of(arguments[0]), SINCE);
            System.out.print('!');
            System.out.flush();
            while (System.in.read() >= 0 && lock.isHeld()) {
                // Until the pipe ends.
            }
        }
    }
}
