package io.adbot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the README shows and promises of the sample tenants. */
class DocumentedRunsTest {

    private static final Path MODULE = Path.of("").toAbsolutePath();
    private static final Path DEMO = MODULE.resolve("demo");
    private static final Path PICTURE =
            MODULE.resolve("../../docs/timeline.svg").normalize();

    @TempDir
    Path directory;

    @Test
    void theReadmesPictureIsWhatThisCommandDraws() throws Exception {
        Path svg = directory.resolve("timeline.svg");

        Run.of("simulate", DEMO, "--faults", "chaos", "--seed", 2, "--svg", svg);

        assertThat(Files.readString(svg))
                .as("docs/timeline.svg is out of date: simulate samples/adbot-cli/demo --faults chaos --seed 2"
                        + " --svg docs/timeline.svg draws it anew")
                .isEqualTo(Files.readString(PICTURE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"calm", "flooding", "losing-replies", "strict", "chaos"})
    void verifyFindsNothingInWhatSimulateWrites(String faults) {
        for (int seed = 0; seed < 40; seed++) {
            Path journal = directory.resolve(faults + seed + ".jsonl");

            Run.of("simulate", DEMO, "--faults", faults, "--seed", seed, "--cycles", 3, "--journal", journal);
            Run verified = Run.of("verify", journal);

            assertThat(verified.code())
                    .as("simulate samples/adbot-cli/demo --cycles 3 --faults " + faults + " --seed " + seed
                            + " --journal J, then verify J: " + verified.out())
                    .isZero();
        }
    }
}
