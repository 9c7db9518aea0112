package io.adbot.cycle;

import static io.adbot.cycle.Engine.enterprise;
import static io.adbot.cycle.Engine.group;
import static io.adbot.cycle.Engine.once;
import static io.adbot.cycle.Engine.order;
import static io.adbot.cycle.Engine.session;
import static io.adbot.cycle.Engine.starter;
import static org.assertj.core.api.Assertions.assertThat;

import io.adbot.journal.JournalEvent.DeliverySkipped;
import io.adbot.journal.SkipReason;
import io.adbot.message.SendOutcome;
import io.adbot.testkit.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** M1: a cycle that leaves out hundreds of deliveries at one instant does so bit by bit, and others have turns between. */
class TurnsTest {

    private static final int GROUPS = 500;
    private static final int MOST_IN_A_TURN = 64;

    private final Engine engine = new Engine();
    private final Bystander bystander = new Bystander();

    @AfterEach
    void noRuleIsBroken() {
        engine.verify();
    }

    @Test
    void aStopOfHundredsLetsOthersInBetween() {
        CycleRun run = engine.start(order(starter(2, GROUPS, Duration.ofHours(2))));
        engine.advance(7);

        run.stop();
        bystander.watch();

        assertThat(bystander.skipped()).isEqualTo(2 * GROUPS - 2);
        assertThat(bystander.mostInATurn()).isLessThanOrEqualTo(MOST_IN_A_TURN);
        assertThat(engine.end(run).cause()).isEqualTo(RunEnd.Cause.STOPPED);
        assertThat(engine.report().skippedByReason()).containsExactly(entry(SkipReason.STOPPED, 2L * GROUPS - 2));
    }

    @Test
    void nothingStartsOnceAStopHasBegun() {
        CycleRun run = engine.start(order(enterprise(2, GROUPS)));
        engine.advance(7);
        int before = engine.sends().size();

        engine.time.await(run.stop(), Duration.ofMinutes(1));

        assertThat(engine.sends()).hasSize(before);
    }

    @Test
    void rejectedContentOfHundredsLetsOthersInBetween() {
        engine.telegram.script(session("s2"), group("g1"), new SendOutcome.Rejected("MESSAGE_EMPTY"));
        CycleRun run = engine.start(once(starter(2, GROUPS, Duration.ofHours(2))));
        engine.advanceTo(60 * 60 - 1); // The second session begins after half the cycle.
        bystander.await(60 * 60);

        assertThat(bystander.mostInATurn()).isBetween(1L, (long) MOST_IN_A_TURN);
        engine.end(run);
        assertThat(engine.report().skippedByReason()).containsOnlyKeys(SkipReason.CONTENT_REJECTED);
    }

    @Test
    void aSessionThatIsLostLetsOthersInBetween() {
        engine.telegram.script(session("s1"), group("g2"), new SendOutcome.AccountLost(true, "USER_DEACTIVATED_BAN"));
        CycleRun run = engine.start(once(enterprise(1, GROUPS)));
        bystander.await(5);

        assertThat(bystander.skipped()).isEqualTo(GROUPS - 2);
        assertThat(bystander.mostInATurn()).isLessThanOrEqualTo(MOST_IN_A_TURN);
        engine.end(run);
    }

    @Test
    void aSessionThatHasBegunToLeaveIsGoneThoughItsFlagIsClearedMeanwhile() {
        engine.telegram.script(
                session("s1"),
                group("g1"),
                Answer.of(new SendOutcome.AccountLimited("PEER_FLOOD")).after(Duration.ofSeconds(96)));
        CycleRun run = engine.start(once(enterprise(1, GROUPS)));
        // Behind the turn that the session has at that instant, and in which it skips no more than some.
        Runnable clear = () -> engine.runner.clear(session("s1"));
        engine.time.wakeAt(Engine.seconds(100).toNanos(), () -> engine.time.execute(clear));

        engine.end(run);

        assertThat(engine.report().skippedByReason().get(SkipReason.SESSION_LIMITED))
                .isEqualTo(GROUPS - 2L);
        assertThat(engine.starts("s1")).containsExactly(0.0, 95.0);
    }

    @Test
    void whatIsLeftOutAtAResumeLetsOthersInBetweenAndComesFirst() {
        CycleRun run = engine.start(order(enterprise(2, 2 * GROUPS)));
        engine.advanceTo(5 * 200);
        engine.time.await(run.stop(), Duration.ofMinutes(1));
        double resumedAt = engine.time.nanos() / 1e9;

        CycleRun resumed = engine.start(once(enterprise(2, 2 * GROUPS)).resume());
        bystander.watch();

        assertThat(bystander.mostInATurn()).isLessThanOrEqualTo(MOST_IN_A_TURN);
        engine.end(resumed);
        assertThat(engine.report().skippedByReason()).containsExactly(entry(SkipReason.RESUMED, 402L));
        assertThat(engine.times(DeliverySkipped.class).stream()
                        .filter(time -> time >= resumedAt)
                        .distinct())
                .as("when they were left out")
                .hasSize(1);
    }

    @Test
    void aStopDuringAResumeLeavesWhatWasDoneDone() {
        CycleRun run = engine.start(order(enterprise(1, GROUPS)));
        engine.advanceTo(5 * 200);
        engine.time.await(run.stop(), Duration.ofMinutes(1));

        CycleRun resumed = engine.start(order(enterprise(1, GROUPS)).resume());
        engine.time.await(resumed.stop(), Duration.ofMinutes(1)); // before it has left out what was done
        assertThat(engine.report().skippedByReason())
                .containsOnly(entry(SkipReason.RESUMED, 201L), entry(SkipReason.STOPPED, GROUPS - 201L));

        engine.run(once(enterprise(1, GROUPS)).resume());
        assertThat(engine.report().delivered()).isEqualTo(GROUPS - 201);
        assertThat(engine.sends()).doesNotHaveDuplicates().hasSize(GROUPS);
    }

    private static Map.Entry<SkipReason, Long> entry(SkipReason reason, long count) {
        return Map.entry(reason, count);
    }

    /** Has as many turns as it is given, all at one instant, and sees what the journal got between them. */
    private final class Bystander {
        private static final int TURNS = 300;

        private final List<Long> seen = new ArrayList<>();

        void await(double second) {
            engine.time.wakeAt(Engine.seconds(second).toNanos(), this::turn);
            engine.advanceTo(second);
        }

        void watch() {
            await(engine.time.nanos() / 1e9);
        }

        private void turn() {
            seen.add(engine.journal.entries().stream()
                    .filter(entry -> entry.event() instanceof DeliverySkipped)
                    .count());
            if (seen.size() < TURNS) {
                engine.time.wakeAt(engine.time.nanos(), this::turn);
            }
        }

        long skipped() {
            return seen.get(seen.size() - 1);
        }

        long mostInATurn() {
            long most = 0;
            for (int i = 1; i < seen.size(); i++) {
                most = Math.max(most, seen.get(i) - seen.get(i - 1));
            }
            return most;
        }
    }
}
