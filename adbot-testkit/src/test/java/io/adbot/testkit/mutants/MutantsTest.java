package io.adbot.testkit.mutants;

import static io.adbot.testkit.mutants.Change.doingNothing;
import static io.adbot.testkit.mutants.Change.mistaking;
import static io.adbot.testkit.mutants.Change.notSetting;
import static io.adbot.testkit.mutants.Change.returning;
import static io.adbot.testkit.mutants.Change.takingFor;
import static io.adbot.testkit.mutants.Change.without;
import static io.adbot.testkit.mutants.Mutant.breaking;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Breaks each rule on purpose, in the runner, and shows that a simulation sees it. What the runner shares with the checkers,
 * {@code CycleRules} and {@code PlanRules}, is left alone: a mistake there would blind both, and is for their own tests.
 */
class MutantsTest {

    private static final long SEEDS = 5_000;

    private static final long LONG_AGO = Long.MIN_VALUE;

    // spotless:off
    static List<Mutant> mutants() {
        return List.of(
                breaking("E1", "forgets when a session sent last",
                        "cycle.SessionMemory.afterDelay", returning(LONG_AGO), "E10"),
                breaking("E1", "forgets over a restart what only an intent tells",
                        "cycle.SessionMemory.intended", doingNothing()),
                breaking("E2", "gives a send up without cancelling it",
                        "cycle.Cycle.cancel", without("cancel"), "E3"),
                breaking("E3", "forgets which groups have a send in flight",
                        "cycle.GroupsInFlight.add", doingNothing()),
                breaking("E4", "takes every slot for endless",
                        "cycle.Lane.<init>", takingFor("slotEnd", Long.MAX_VALUE)),
                breaking("E4", "gives a slot up that is open",
                        "cycle.Approach.proceed", takingFor("fitsSlot", false)),
                breaking("T8", "starts before the slot",
                        "cycle.Lane.<init>", takingFor("slotStart", 0L)),
                breaking("E4", "starts what became durable after the slot",
                        "cycle.Approach.mayStart", takingFor("withinSlot", true)),
                breaking("E5", "ends a cycle right after its last send",
                        "cycle.Cycle.endsAt", returning(LONG_AGO)),
                breaking("E5", "makes no pause between cycles",
                        "cycle.TenantMemory.nextCycleAt", returning(LONG_AGO)),
                breaking("E5", "forgets pauses over a restart",
                        "cycle.Wait.reopened", takingFor("waitLeft", 0L), "E7", "G2", "G3"),
                breaking("E5", "starts a tenant that is running",
                        "cycle.CycleRunner.reasonsAgainst", takingFor("add", true)),
                breaking("E6", "tries again what has ended",
                        "cycle.Consequences.settle", without("Itinerary.leave"), "E8", "E12", "engine"),
                breaking("E6", "waits for an answer for longer than the limit",
                        "cycle.Approach.startOrWithdraw", takingFor("sendLimitNanos", 200L * 1_000_000_000)),
                breaking("E7", "forgets flood waits",
                        "cycle.SessionMemory.quietUntil", returning(LONG_AGO)),
                breaking("E7", "forgets flood waits over a restart",
                        "cycle.Wait.reopened", takingFor("waitLeft", 0L), "E5", "G2", "G3"),
                breaking("E7", "heeds no flood wait that a check is answered with",
                        "cycle.Consequences.holdSession", doingNothing()),
                breaking("E7", "heeds no flood wait that comes late",
                        "cycle.EngineMemory.apply", without("askedToWait")),
                breaking("E7", "takes a flood wait for the end of a delivery",
                        "cycle.Consequences.settle", takingFor("maySendAgain", false), "E12", "engine"),
                breaking("E8", "ends a cycle before its deliveries",
                        "cycle.CycleTally.allEnded", returning(true)),
                breaking("E8", "skips what is in flight",
                        "cycle.Lane.inFlight", returning(false)),
                breaking("E8", "skips without a word",
                        "cycle.Lanes.skip", without("append")),
                breaking("E8", "takes for retried what may have arrived",
                        "cycle.Consequences.settle", takingFor("maySendAgain", true)),
                breaking("E8", "completes though nobody sees the source",
                        "cycle.Lanes.nobodySeesTheSource", returning(false)),
                breaking("E8", "tells its listeners nothing",
                        "cycle.JournalWriter.announce", doingNothing()),
                breaking("E8", "tells its listeners nothing that took time to write",
                        "cycle.JournalWriter.handOn", without("announce")),
                breaking("E9", "goes on after a stop",
                        "cycle.Cycle.stop", without("halt")),
                breaking("E9", "starts what became durable after a stop",
                        "cycle.Approach.mayStart", takingFor("reasonToLeave", null)),
                breaking("E9", "does not limit what is in flight at a stop",
                        "cycle.Cycle.lambda$stop$0", without("wakeAt")),
                breaking("E10", "starts before the intent is durable",
                        "cycle.PortEffects.intend", mistaking("append", true)),
                breaking("E10", "resumes from the beginning",
                        "cycle.DoneDeliveries.contains", returning(false)),
                breaking("E10", "resumes after a stop as if all were done",
                        "cycle.CycleTally.done", takingFor("isDone", true)),
                breaking("E10", "resumes after a crash as if all were done",
                        "cycle.EngineMemory.settled", without("remove")),
                breaking("E11", "does not say that it waits for the journal",
                        "cycle.Approach.intend", notSetting("why")),
                breaking("E11", "does not say what it waits for",
                        "cycle.LaneWaiting.of", returning(null)),
                breaking("E11", "never asks again about permission",
                        "cycle.Approach.isPermitted", without("wakeAt"), "liveness"),
                breaking("E11", "never gives up a send that it has cancelled",
                        "cycle.Cycle.cancel", without("wakeAt"), "E6", "E9", "liveness"),
                breaking("E12", "moves a delivery to the end again and again",
                        "cycle.Itinerary.be", notSetting("moved")),
                breaking("E12", "does not hold still for a retry",
                        "cycle.Itinerary.retry", doingNothing()),
                breaking("E12", "goes on where it sees no source",
                        "cycle.Consequences.settle", notSetting("left")),
                breaking("S1", "forgets flags",
                        "cycle.SessionMemory.flag", returning(null)),
                breaking("G1", "does not ask whether it may",
                        "cycle.Approach.isPermitted", returning(true)),
                breaking("G1", "does not ask again before another try",
                        "cycle.Consequences.settle", notSetting("permitted")),
                breaking("G2", "takes every answer for a yes",
                        "cycle.Consequences.isGranted", returning(true), "G1", "E7"),
                breaking("G2", "forgets that it met slow mode",
                        "cycle.SlowModes.until", returning(LONG_AGO)),
                breaking("G2", "forgets over a restart that it met slow mode",
                        "cycle.Wait.reopened", takingFor("waitLeft", 0L), "E5", "E7", "G3"),
                breaking("G3", "has no gates",
                        "cycle.GateMemory.opensAt", returning(LONG_AGO)),
                breaking("G3", "forgets gates over a restart",
                        "cycle.Wait.reopened", takingFor("waitLeft", 0L), "E5", "E7", "G2"),
                breaking("J", "does not journal how long to wait",
                        "cycle.Outcomes.settled", takingFor("retryAfter", OptionalLong.empty())),
                breaking("liveness", "gives up what the journal did not take",
                        "cycle.JournalWriter$Retry.run", without("follow")),
                breaking("liveness", "never ends what a session leaves behind",
                        "cycle.Lanes.leaveCycle", without("skip")),
                breaking("T3", "plans below the floor",
                        "plan.ExecutionPlanner.plan", takingFor("max", 1L)),
                breaking("T4", "gives a session too few groups",
                        "plan.PlannedSchedules$Starter.to", returning(1)),
                breaking("T5", "starts all sessions at once",
                        "plan.PlannedSchedules$Starter.offset", returning(0L)),
                breaking("T6", "plans what is not feasible",
                        "plan.ExecutionPlanner.planStarter", takingFor("feasible", true)),
                breaking("T7", "gives every session all groups",
                        "plan.PlannedSchedules$Enterprise.from", returning(0)),
                breaking("T12", "makes slots too short",
                        "plan.ExecutionPlanner.planEnterprise", takingFor("enterpriseSlotEnd", 1L))
        );
    }
    // spotless:on

    @ParameterizedTest
    @MethodSource("mutants")
    void isSeen(Mutant mutant) throws ReflectiveOperationException {
        MutantLoader loader = new MutantLoader(mutant);
        LongFunction<Map.Entry<String, String>> trial = trialIn(loader);
        for (long seed = 0; seed < SEEDS; seed++) {
            Map.Entry<String, String> broken = trial.apply(seed);
            if (broken != null && broken.getKey().equals(mutant.rule())) {
                return;
            }
            if (broken != null) {
                assertThat(broken.getKey()).as(broken.getValue()).isIn(mutant.consequences());
            }
        }
        assertThat(loader.hasChanged())
                .as("%s.%s is not what it was", mutant.type(), mutant.method())
                .isTrue();
        fail("no checker saw it in %d runs", SEEDS);
    }

    @Test
    void nothingIsSeenWhereNothingIsWrong() throws ReflectiveOperationException {
        Mutant none = breaking("none", "nothing", "cycle.Cycle.noSuchMethod", doingNothing());
        LongFunction<Map.Entry<String, String>> trial = trialIn(new MutantLoader(none));
        for (long seed = 0; seed < 500; seed++) {
            assertThat(trial.apply(seed)).isNull();
        }
    }

    @SuppressWarnings("unchecked") // It is the same type on both sides, but the loader cannot know.
    private static LongFunction<Map.Entry<String, String>> trialIn(ClassLoader loader)
            throws ReflectiveOperationException {
        return (LongFunction<Map.Entry<String, String>>)
                loader.loadClass(Trial.class.getName()).getDeclaredConstructor().newInstance();
    }
}
