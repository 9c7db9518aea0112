package io.adbot.cli.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.adbot.cli.engine.ToldToEnd;
import io.adbot.cli.input.BadInputException;
import io.adbot.testkit.TelegramBehaviour;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CopyPlaceTest {

    @TempDir
    Path temp;

    @Test
    void aTemporaryCopyGoesHoweverItEnded() throws Exception {
        Path path;
        try (CopyPlace copy = CopyPlace.of(temp, Optional.empty())) {
            path = copy.path();
            fill(path);
            copy.complete();
        }
        assertThat(path).doesNotExist();
    }

    @Test
    void aCopyThatIsToBeKeptStaysOnceItIsComplete() throws Exception {
        Path out = temp.resolve("out");
        try (CopyPlace copy = CopyPlace.of(temp.resolve("real"), Optional.of(out))) {
            fill(copy.path());
        }
        assertThat(out).doesNotExist();

        try (CopyPlace copy = CopyPlace.of(temp.resolve("real"), Optional.of(out))) {
            fill(copy.path());
            copy.complete();
        }
        assertThat(out.resolve("data/users.json")).exists();
    }

    @Test
    void whatWasThereBeforeStays() throws Exception {
        Path out = Files.createDirectory(temp.resolve("out"));
        try (CopyPlace copy = CopyPlace.of(temp.resolve("real"), Optional.of(out))) {
            fill(copy.path());
        }
        assertThat(out).isEmptyDirectory();
    }

    @Test
    void aSimulatorThatIsClosedBeforeItsEndKeepsNothing() throws Exception {
        Path real = Files.createDirectory(temp.resolve("real"));
        Files.writeString(real.resolve("users.json"), """
                {"users": {"a": {"assigned_sessions": ["s"], "groups": ["g"]}}}
                """);
        Path out = temp.resolve("out");
        Terms terms = new Terms(1, Duration.ZERO, 0, TelegramBehaviour.calm());

        try (DirectorySimulator simulator = DirectorySimulator.of(real, terms, Optional.of(out))) {
            assertThat(simulator.prepare()).isEmpty();
            assertThat(out.resolve("users.json")).exists();
        }

        assertThat(out).doesNotExist();
    }

    @Test
    void aSimulatorWhoseProcessIsToldToEndStopsAndKeepsNothing() throws Exception {
        Path real = Files.createDirectory(temp.resolve("real"));
        Files.writeString(real.resolve("users.json"), """
                {"users": {"a": {"assigned_sessions": ["s"], "groups": ["g"]}}}
                """);
        Terms forLong = new Terms(1_000_000, Duration.ZERO, 0, TelegramBehaviour.calm());
        CopyPlace copy = CopyPlace.of(real, Optional.empty());
        ToldToEnd told = ToldToEnd.within(Duration.ofSeconds(20));
        Thread ending = new Thread(told::end);

        try (DirectorySimulator simulator = DirectorySimulator.of(real, forLong, copy, told)) {
            assertThat(simulator.prepare()).isEmpty();
            ending.start();
            assertThatThrownBy(() -> simulator.run(entry -> {}))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("told to end");
        }

        assertThat(copy.path()).doesNotExist();
        ending.join(Duration.ofSeconds(10).toMillis());
        assertThat(ending.isAlive()).isFalse();
    }

    private static void fill(Path directory) throws IOException {
        Files.writeString(Files.createDirectories(directory.resolve("data")).resolve("users.json"), "{}");
    }
}
