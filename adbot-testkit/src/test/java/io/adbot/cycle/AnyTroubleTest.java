package io.adbot.cycle;

import static io.adbot.cycle.Engine.enterprise;
import static io.adbot.cycle.Engine.session;
import static io.adbot.cycle.Engine.starter;

import io.adbot.plan.PlanRequest;
import io.adbot.testkit.TelegramBehaviour;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Whatever befalls an engine, and in whatever order: no rule is broken, and in the end every run comes to its end. */
class AnyTroubleTest {

    private static final int TENANTS = 4;

    @Property(tries = 25, shrinking = ShrinkingMode.OFF)
    void noRuleIsEverBroken(@ForAll long seed) {
        Random random = new Random(seed);
        GroupGates gates = random.nextBoolean()
                ? GroupGates.none()
                : GroupGates.everywhere(Duration.ofSeconds(random.nextInt(300)));
        Engine engine = new Engine(
                gates,
                builder -> builder.settings(CycleSettings.builder()
                        .backoff(Duration.ofSeconds(2), Duration.ofSeconds(60))
                        .build()));
        engine.telegram.behave(TelegramBehaviour.chaos());
        List<CycleRun> runs = new ArrayList<>();
        for (int act = 0; act < 40; act++) {
            switch (random.nextInt(9)) {
                case 0 -> {
                    if (!runs.isEmpty()) {
                        runs.get(random.nextInt(runs.size())).stop();
                    }
                }
                case 1, 2, 3, 4 -> start(engine, anyOrder(random, seed), runs);
                case 5 -> engine.journal.failNext(1 + random.nextInt(6));
                case 6 -> {
                    engine.journal.hold();
                    engine.advance(random.nextDouble() * 90);
                    if (random.nextInt(3) == 0) {
                        engine.journal.flush(random.nextInt(5));
                        crash(engine, random, runs);
                    }
                    engine.journal.release();
                }
                case 7 -> {
                    if (random.nextInt(3) == 0) {
                        crash(engine, random, runs);
                    }
                }
                default -> engine.time.stepWall(Duration.ofSeconds(random.nextInt(7200) - 3600));
            }
            engine.advance(random.nextInt(4) == 0 ? random.nextDouble() * 1500 : random.nextDouble() * 30);
        }
        engine.telegram.behave(TelegramBehaviour.calm());
        runs.forEach(CycleRun::stop);
        runs.forEach(engine::end);
        engine.time.runUntilIdle(Duration.ofHours(2));
        engine.verify();
    }

    private static void crash(Engine engine, Random random, List<CycleRun> runs) {
        runs.clear();
        engine.crashAndReopen(Duration.ofMillis(random.nextInt(60_000)));
    }

    private static void start(Engine engine, CycleOrder order, List<CycleRun> runs) {
        try {
            runs.add(engine.start(order));
        } catch (CompletionException refused) {
            // It runs already, is being stopped, or has no session left.
        }
    }

    private static CycleOrder anyOrder(Random random, long seed) {
        int tenant = random.nextInt(TENANTS);
        int groups = 1 + random.nextInt(60);
        List<SessionId> sessions = IntStream.rangeClosed(1, 1 + random.nextInt(4))
                .mapToObj(i -> session("s" + Long.toHexString(seed) + "-" + tenant + "-" + i))
                .toList();
        PlanRequest.Builder request = random.nextBoolean()
                ? enterprise(1, groups).grace(Duration.ofSeconds(random.nextInt(900)))
                : starter(1, groups, Duration.ofSeconds((groups + random.nextInt(30) + 1) * 5L * sessions.size()));
        CycleOrder order = CycleOrder.of(
                        new TenantId("t" + tenant), request.sessions(sessions).build(), Engine.POST)
                .cycles(1 + random.nextInt(4))
                .pause(Duration.ofSeconds(random.nextInt(400)));
        return random.nextBoolean() ? order.resume() : order;
    }
}
