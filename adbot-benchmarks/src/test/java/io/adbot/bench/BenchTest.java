package io.adbot.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.adbot.bench.dispatch.DispatchRuns.Size;
import io.adbot.bench.dispatch.Peer;
import io.adbot.figures.store.Contenders;
import io.adbot.measure.Directories;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.runner.options.TimeValue;
import org.xml.sax.InputSource;

/** Every part can be measured: each once, at a size that takes no time. What comes out of it means nothing. */
class BenchTest {

    private static final Turns ONCE = new Turns(0, 1);

    @TempDir
    Path temp;

    @Test
    void planning() throws Exception {
        Section section = new PlanningBench(
                        List.of(new PlanningBench.Size(2, 3), new PlanningBench.Size(2, 30)),
                        List.of(new PlanningBench.Size(2, 10), new PlanningBench.Size(2, 100)),
                        ONCE,
                        1,
                        100)
                .measure();

        assertThat(section.text())
                .contains(
                        "starter, 2 sessions × 3 groups",
                        "enterprise, 2 sessions × 30 groups",
                        "| plan and stream |",
                        "| stream alone, of a plan that is there |",
                        "| plan, then a list of every post |",
                        "| bare loop |",
                        "exponent");
        assertDrawings(section, 2);
    }

    /** Of two only: another test has all of them at work. */
    @Test
    void dispatch() throws Exception {
        Size size = new Size(20, 2, EnumSet.of(Peer.ENGINE, Peer.EXECUTOR), 1, 2, 500, 500, 10_000, 128, false);

        Section section = new DispatchBench(List.of(size)).measure();

        assertThat(section.text())
                .contains("| AdBot, null journal |", "| ScheduledThreadPoolExecutor |", "lateness of the latest send")
                .contains("exponent");
        for (Peer peer : Peer.values()) {
            assertThat(section.text()).contains(peer.title() + " (" + peer.version() + ")");
        }
        assertDrawings(section, 1);
    }

    @Test
    void simulation() throws Exception {
        Section section = new SimulationBench(List.of(1, 2), Duration.ofMinutes(1), ONCE, 1).measure();

        assertThat(section.text()).contains("| simulation: engine,", "| bare priority queue |", "goal ≤ 4");
        assertDrawings(section, 1);
    }

    @Test
    void durable() throws Exception {
        Section section = new DurableBench(
                        new Directories(temp), ONCE, Duration.ofMillis(20), List.of(1, 4), List.of(2, 20))
                .measure();

        assertThat(section.text())
                .contains("| JsonStore |", "| SQLite, a commit for each |", "| " + Contenders.DISK_SHARED + " |")
                .contains("JsonStore : MVStore, a writer that groups", "h2-2.", "sqlite-jdbc-3.");
        assertDrawings(section, 2);
    }

    @Test
    void innerLoops() throws Exception {
        Section section = new LoopsBench(0, TimeValue.milliseconds(5), 1).measure();

        assertThat(section.text())
                .contains("PlanLoops.plan", "PlanLoops.stream", "JournalLoops.read", "JournalLoops.write")
                .contains("TimeLoops.ring, pending 100000", "LinkLoops.parse, link t.me/c/", "jmh-core-1.");
    }

    @Test
    void aPartThatDoesNotExistIsRefused() {
        assertThatThrownBy(() -> Bench.main(new String[] {"nothing", temp.toString(), temp.toString()}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("planning")
                .hasMessageContaining("durable");
    }

    @Test
    void aSectionTakesThePlaceOfItsOwnAndNoOther() throws Exception {
        Report report = new Report(temp, List.of("one", "two"));
        report.put(new Section("two", "Two").add("the second"));
        report.put(new Section("one", "One").add("the first"));
        report.put(new Section("two", "Two").add("the third, with $1 and \\d"));

        assertThat(Files.readString(temp.resolve("benchmarks.md")))
                .contains("the first", "the third, with $1 and \\d")
                .doesNotContain("the second")
                .containsSubsequence("# Benchmarks", "## One", "## Two")
                .containsOnlyOnce("## Two");
    }

    private static void assertDrawings(Section section, int count) throws Exception {
        assertThat(section.drawings()).hasSize(count);
        for (Map.Entry<String, String> drawing : section.drawings().entrySet()) {
            assertThat(section.text()).contains("](" + drawing.getKey() + ")");
            assertThat(DocumentBuilderFactory.newInstance()
                            .newDocumentBuilder()
                            .parse(new InputSource(new StringReader(drawing.getValue())))
                            .getDocumentElement()
                            .getTagName())
                    .isEqualTo("svg");
        }
    }
}
