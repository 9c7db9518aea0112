package io.adbot.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
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

    @Test
    void theReadmesStatusIsWhatTheDemoShows() throws Exception {
        Path kept = directory.resolve("kept");
        Run.of("simulate", DEMO, "--keep", kept);

        assertThat(Files.readString(MODULE.resolve("../../README.md")))
                .contains(Run.of("status", kept).out());
    }

    @Test
    void theDemoEndsWithEverybodyStoppedAndTheNumbersKeptHoweverOftenItRuns() {
        for (int time = 0; time < 2; time++) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();

            int code = Demo.run(new Console(out, out), DEMO, directory, "0s");

            String shown = out.toString(UTF_8);
            assertThat(code).as(shown).isZero();
            assertThat(shown.lines()).contains(directory.resolve("timeline.svg").toString());
            assertThat(shown.substring(shown.lastIndexOf("$ adbot status")))
                    .contains("starter-shop: stopped", "60 posts (60 delivered", "enterprise-news: stopped", "sound: ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"calm", "flooding", "losing-replies", "strict", "chaos"})
    void verifyFindsNothingInWhatSimulateWrites(String faults) {
        for (int seed = 0; seed < 20; seed++) {
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
