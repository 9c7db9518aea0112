package io.adbot.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.adbot.time.EventLoop;
import io.adbot.time.EventLoop.Alarm;
import io.adbot.time.Nanos;
import io.adbot.time.Tick;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class VirtualTimeTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final VirtualTime time = new VirtualTime();
    private final List<String> ran = new ArrayList<>();

    @Test
    void beginsWhereTheDocumentationSays() {
        assertThat(time.now()).isEqualTo(new Tick(0, VirtualTime.START));
    }

    @Test
    void runsWhatIsDueInTheOrderOfTheDueTimes() {
        time.wakeAt(3, note("c"));
        time.wakeAt(1, note("a"));
        time.wakeAt(2, note("b"));

        time.advanceTo(2);
        assertThat(ran).containsExactly("a", "b");
        assertThat(time.nanos()).isEqualTo(2);

        time.advanceTo(3);
        assertThat(ran).containsExactly("a", "b", "c");
    }

    @Test
    void runsTasksAndTimersOfOneInstantInTheOrderInWhichTheyWereAskedFor() {
        time.wakeAt(0, note("timer"));
        time.execute(note("task"));
        time.wakeAt(0, note("second timer"));
        time.execute(note("second task"));

        time.advance(Duration.ZERO);

        assertThat(ran).containsExactly("timer", "task", "second timer", "second task");
    }

    @Test
    void runsTasksBeforeAnyTimerOfALaterTime() {
        time.wakeAt(1, note("later"));
        time.wakeAt(0, task("now", () -> {
            time.execute(task("first", () -> time.execute(note("second"))));
        }));

        time.advanceTo(1);

        assertThat(ran).containsExactly("now", "first", "second", "later");
    }

    @Test
    void takesATimeThatHasPassedForNow() {
        time.advanceTo(100);
        time.wakeAt(5, note("late"));
        time.execute(note("task"));

        time.advance(Duration.ZERO);

        assertThat(ran).containsExactly("late", "task");
        assertThat(time.nanos()).isEqualTo(100);
    }

    @Test
    void neverRunsWhatWasCancelled() {
        Alarm alarm = time.wakeAt(5, note("cancelled"));
        Alarm done = time.wakeAt(1, note("done"));
        time.wakeAt(4, task("canceller", alarm::cancel));

        time.advanceTo(10);
        alarm.cancel();
        done.cancel();

        assertThat(ran).containsExactly("done", "canceller");
        time.assertQuiescent();
    }

    @Property(tries = 200)
    void keepsTheOrderWhateverIsAddedAndCancelled(@ForAll long seed) {
        record Expected(long due, int order) {}
        VirtualTime clock = new VirtualTime();
        Random random = new Random(seed);
        List<Expected> expected = new ArrayList<>();
        List<Expected> seen = new ArrayList<>();
        List<Alarm> alarms = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            Expected next = new Expected(random.nextInt(40), i);
            expected.add(next);
            alarms.add(clock.wakeAt(next.due, () -> seen.add(next)));
        }
        for (int i = 299; i >= 0; i--) {
            if (random.nextInt(3) == 0) {
                alarms.get(i).cancel();
                expected.remove(i);
            }
        }

        clock.runUntilIdle(HOUR);

        expected.sort(Comparator.comparingLong(Expected::due).thenComparingInt(Expected::order));
        assertThat(seen).isEqualTo(expected);
    }

    @Test
    void givesEveryLoopAZeroOfItsOwn() {
        time.advance(HOUR);
        EventLoop loop = time.loop();
        assertThat(loop.now()).isEqualTo(new Tick(0, VirtualTime.START.plus(HOUR)));

        loop.wakeAt(Nanos.SECOND, note("after a second"));
        time.advance(Duration.ofSeconds(1));

        assertThat(ran).containsExactly("after a second");
        assertThat(loop.now().nanos()).isEqualTo(Nanos.SECOND);
    }

    @Test
    void readsTheClocksOnceForEveryTime() {
        EventLoop loop = time.loop();
        Tick tick = loop.now();
        assertThat(loop.now()).isSameAs(tick);

        time.advanceTo(1);
        assertThat(loop.now()).isNotEqualTo(tick);
    }

    @Test
    void dropsEverythingOfALoopThatIsKilledAndNothingElse() {
        EventLoop doomed = time.loop();
        EventLoop other = time.loop();
        for (int i = 0; i < 100; i++) {
            doomed.execute(note("doomed"));
            doomed.wakeAt(i, note("doomed"));
            other.execute(note("task " + i));
            other.wakeAt(1 + i, note("timer " + i));
        }

        time.kill(doomed);
        doomed.execute(note("doomed"));
        doomed.wakeAt(3, note("doomed")).cancel();
        time.runUntilIdle(HOUR);

        assertThat(ran).hasSize(200).doesNotContain("doomed");
        assertThat(ran.subList(0, 3)).containsExactly("task 0", "task 1", "task 2");
        assertThat(ran.subList(100, 103)).containsExactly("timer 0", "timer 1", "timer 2");
    }

    @Test
    void aTaskMayKillItsOwnLoop() {
        EventLoop loop = time.loop();
        loop.execute(task("crash", () -> time.kill(loop)));
        loop.execute(note("after the crash"));

        time.runUntilIdle(HOUR);

        assertThat(ran).containsExactly("crash");
    }

    @Test
    void killsOnlyItsOwnLoops() {
        EventLoop foreign = new VirtualTime().loop();

        assertThatThrownBy(() -> time.kill(foreign)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void stepsTheWallClockAlone() {
        EventLoop loop = time.loop();
        time.advance(Duration.ofSeconds(10));
        loop.now();

        time.stepWall(Duration.ofHours(-2));

        assertThat(loop.now())
                .isEqualTo(new Tick(
                        10 * Nanos.SECOND, VirtualTime.START.plusSeconds(10).minus(Duration.ofHours(2))));
    }

    @Test
    void stepRunsOneThingAtATime() {
        time.wakeAt(7, note("a"));
        time.wakeAt(9, note("b"));

        assertThat(time.step()).isTrue();
        assertThat(ran).containsExactly("a");
        assertThat(time.nanos()).isEqualTo(7);
        assertThat(time.step()).isTrue();
        assertThat(time.step()).isFalse();
    }

    @Test
    void awaitRunsEventsUntilAStageCompletesAndNoFurther() {
        CompletableFuture<String> future = new CompletableFuture<>();
        time.wakeAt(5 * Nanos.SECOND, () -> future.complete("answer"));
        time.wakeAt(6 * Nanos.SECOND, note("too far"));

        assertThat(time.await(future, HOUR)).isEqualTo("answer");
        assertThat(time.nanos()).isEqualTo(5 * Nanos.SECOND);
        assertThat(ran).isEmpty();
    }

    @Test
    void awaitThrowsWhatTheStageFailedWith() {
        CompletableFuture<String> future = new CompletableFuture<>();
        IllegalStateException failure = new IllegalStateException("no");
        time.execute(() -> future.completeExceptionally(failure));

        assertThatThrownBy(() -> time.await(future, HOUR))
                .isInstanceOf(CompletionException.class)
                .hasCause(failure);
    }

    @Test
    void awaitSaysWhatStillWaitsWhenTheLimitIsReached() {
        time.wakeAt(Duration.ofHours(2).toNanos(), note("the slot of session a"));

        assertThatThrownBy(() -> time.await(new CompletableFuture<String>(), HOUR))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("3600s")
                .hasMessageContaining("in 7200s: the slot of session a");
    }

    @Test
    void awaitSaysThatNothingIsLeftToWaitFor() {
        assertThatThrownBy(() -> time.await(new CompletableFuture<String>(), HOUR))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("nothing waits");
    }

    @Test
    void runUntilIdleRefusesToRunForEver() {
        tick();

        assertThatThrownBy(() -> time.runUntilIdle(Duration.ofMinutes(1)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("60s")
                .hasMessageContaining("the next tick");
        assertThat(time.nanos()).isLessThanOrEqualTo(Nanos.MINUTE);
    }

    @Test
    void runUntilStopsAsSoonAsTheConditionHolds() {
        tick();

        time.runUntil(() -> ran.size() == 3, HOUR);

        assertThat(time.nanos()).isEqualTo(3 * Nanos.SECOND);
    }

    @Test
    void noticesThatTimeStandsStill() {
        Runnable[] again = new Runnable[1];
        again[0] = () -> time.execute(again[0]);
        time.execute(again[0]);

        assertThatThrownBy(() -> time.advance(HOUR))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("time stands still");
    }

    @Test
    void listsWhatWaitsInTheOrderInWhichItWillRun() {
        time.advanceTo(Nanos.SECOND);
        time.wakeAt(3 * Nanos.SECOND, note("delay of session b"));
        time.wakeAt(2 * Nanos.SECOND, note("flood wait of session a"));
        time.execute(note("answer"));

        assertThat(time.pending())
                .containsExactly(
                        new VirtualTime.Waiting(Duration.ZERO, "answer"),
                        new VirtualTime.Waiting(Duration.ofSeconds(1), "flood wait of session a"),
                        new VirtualTime.Waiting(Duration.ofSeconds(2), "delay of session b"));
        assertThatThrownBy(time::assertQuiescent)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("in 1s: flood wait of session a");
    }

    @Test
    void throwsWhatATaskThrewAfterHavingRunTheOthers() {
        IllegalStateException first = new IllegalStateException("first");
        AssertionError second = new AssertionError("second");
        time.execute(thrower(first));
        time.wakeAt(1, thrower(second));
        time.wakeAt(2, note("other"));

        assertThatThrownBy(() -> time.advanceTo(10)).isSameAs(first).hasSuppressedException(second);
        assertThat(ran).containsExactly("other");
        assertThat(time.nanos()).isEqualTo(10);

        time.advanceTo(20);
    }

    @Test
    void refusesATaskThatDrivesTheTime() {
        time.execute(() -> time.advanceTo(5));

        assertThatThrownBy(() -> time.advanceTo(1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("must not drive");
    }

    @Test
    void refusesASecondThreadWhileOneDrives() {
        AtomicReference<Throwable> refusal = new AtomicReference<>();
        time.execute(() -> {
            Thread other = new Thread(
                    () -> {
                        try {
                            time.execute(note("from another thread"));
                        } catch (IllegalStateException e) {
                            refusal.set(e);
                        }
                    },
                    "intruder");
            other.start();
            join(other);
        });

        time.advanceTo(1);

        assertThat(refusal.get()).hasMessageContaining("intruder");
        assertThat(ran).isEmpty();
    }

    @Test
    void doesNotRunBackwards() {
        time.advanceTo(5);

        assertThatThrownBy(() -> time.advanceTo(4)).isInstanceOf(IllegalArgumentException.class);
    }

    private void tick() {
        time.wakeAt(time.nanos() + Nanos.SECOND, task("the next tick", this::tick));
    }

    private Runnable note(String name) {
        return task(name, () -> {});
    }

    private Runnable task(String name, Runnable then) {
        return new Runnable() {
            @Override
            public void run() {
                ran.add(name);
                then.run();
            }

            @Override
            public String toString() {
                return name;
            }
        };
    }

    private static Runnable thrower(Throwable failure) {
        return () -> {
            if (failure instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) failure;
        };
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
