package io.adbot.bench.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every contender does the work, at a size that takes no time: each in a process of its own, all of them at once. */
class DispatchTest {

    @Test
    void everyoneSendsEverythingOnceAndNotTooEarly() throws Exception {
        List<DispatchResult> told = new ArrayList<>();

        List<DispatchResult> results = new DispatchRuns(told::add).run(DispatchRuns.smoke());

        assertThat(told).isEqualTo(results);
        assertThat(results).extracting(DispatchResult::peer).containsExactly(Peer.values());
        assertThat(results).allSatisfy(result -> {
            assertThat(result.isComplete()).as(result.line()).isTrue();
            assertThat(result.earliestMicros())
                    .isGreaterThanOrEqualTo(-result.peer().earlyMicros());
            assertThat(result.cpuNanosPerSend()).isPositive();
            assertThat(result.version()).isNotEqualTo("unknown");
        });
    }

    @Test
    void aResultIsReadAsItWasWritten() {
        DispatchResult result = new DispatchResult(Peer.NETTY, "4.2", 10, 2, 19, 0, 1.5, 2.5, -3, 4, 5, 6);

        assertThat(DispatchResult.parse(result.line())).isEqualTo(result);
        assertThat(result.isComplete()).isFalse();
    }

    @Test
    void aSendIsLateFromTheGapAfterTheOneBefore() {
        Sends sends = new Sends(new Work(2, 2, 100, 20));
        sends.begin(1_000);

        assertThat(sends.due(0)).isEqualTo(1_100);
        assertThat(sends.due(1)).isEqualTo(1_110);
        assertThat(sends.started(0, 1_105)).isEqualTo(1_105 + Work.GAP);
        assertThat(sends.started(0, 1_107 + Work.GAP)).isEqualTo(Sends.NONE);

        assertThat(sends.lateness()).containsExactly(2, 5);
        assertThat(sends.started(0, 9_999)).isEqualTo(Sends.NONE);
        assertThat(sends.surplus()).isEqualTo(1);
    }
}
