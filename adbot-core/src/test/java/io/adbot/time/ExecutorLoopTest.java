package io.adbot.time;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** On real threads: nothing here waits for longer than a task takes to arrive. */
@Timeout(30)
class ExecutorLoopTest {

    private static final long MILLISECOND = 1_000_000;

    private final ScheduledExecutorService executor = Executors.newScheduledThreadPool(8);
    private final EventLoop loop = EventLoop.on(executor);
    private final Logger log = (Logger) LoggerFactory.getLogger(EventLoop.class);

    @BeforeEach
    void expectFailures() {
        log.setLevel(Level.OFF);
    }

    @AfterEach
    void close() {
        log.setLevel(null);
        executor.shutdownNow();
    }

    // ---- tasks

    @Test
    void runsTasksInTheOrderInWhichEachThreadGaveThem() throws Exception {
        int givers = 4;
        int each = 5_000;
        List<int[]> ran = new ArrayList<>(); // Not for several threads: the loop is to be one at a time.
        CountDownLatch done = new CountDownLatch(givers * each);
        CountDownLatch start = new CountDownLatch(1);
        for (int giver = 0; giver < givers; giver++) {
            int name = giver;
            executor.execute(() -> {
                awaitQuietly(start);
                for (int i = 0; i < each; i++) {
                    int number = i;
                    loop.execute(() -> {
                        ran.add(new int[] {name, number});
                        done.countDown();
                    });
                }
            });
        }

        start.countDown();
        assertThat(done.await(20, SECONDS)).isTrue();

        for (int giver = 0; giver < givers; giver++) {
            int name = giver;
            assertThat(ran.stream().filter(r -> r[0] == name).map(r -> r[1]))
                    .containsExactlyElementsOf(IntStream.range(0, each).boxed().toList());
        }
    }

    @Test
    void runsOneTaskAtATime() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(2_000);
        for (int i = 0; i < 1_000; i++) {
            Runnable task = () -> {
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                Thread.onSpinWait();
                inside.decrementAndGet();
                done.countDown();
            };
            loop.execute(task);
            loop.wakeAt(i * 1_000L, task);
        }

        assertThat(done.await(20, SECONDS)).isTrue();
        assertThat(most).hasValue(1);
    }

    @Test
    void containsWhateverATaskThrows() {
        CompletableFuture<String> after = new CompletableFuture<>();

        loop.execute(() -> {
            throw new IllegalStateException("expected");
        });
        loop.execute(() -> {
            throw new AssertionError("expected");
        });
        loop.execute(() -> sneak(new Exception("expected, and checked")));
        loop.wakeAt(0, () -> {
            throw new IllegalStateException("expected");
        });
        loop.wakeAt(MILLISECOND, () -> after.complete("still running"));

        assertThat(after).succeedsWithin(20, SECONDS).isEqualTo("still running");
    }

    @Test
    void leavesTheExecutorToOthersNowAndThen() {
        ScheduledExecutorService single = Executors.newSingleThreadScheduledExecutor();
        try {
            EventLoop greedy = EventLoop.on(single);
            EventLoop modest = EventLoop.on(single);
            AtomicBoolean stop = new AtomicBoolean();
            CompletableFuture<Boolean> turn = new CompletableFuture<>();
            greedy.execute(new Runnable() {
                @Override
                public void run() {
                    if (!stop.get()) {
                        greedy.execute(this);
                    }
                }
            });
            modest.execute(() -> {
                stop.set(true);
                turn.complete(true);
            });

            assertThat(turn).succeedsWithin(20, SECONDS);
        } finally {
            single.shutdownNow();
        }
    }

    // ---- waits

    @Test
    void wakesNeverBeforeTheTime() {
        List<CompletableFuture<Long>> late = new ArrayList<>();
        long now = loop.now().nanos();
        for (int i = 0; i < 200; i++) {
            long at = now + i * 50_000L;
            CompletableFuture<Long> woken = new CompletableFuture<>();
            late.add(woken);
            loop.wakeAt(at, () -> woken.complete(loop.now().nanos() - at));
        }

        assertThat(late)
                .allSatisfy(woken -> assertThat(woken)
                        .succeedsWithin(20, SECONDS)
                        .satisfies(nanos -> assertThat(nanos).isNotNegative()));
    }

    @Test
    void wakesThoseOfTheSameNanosecondInTheOrderInWhichTheyAsked() throws Exception {
        for (int round = 0; round < 20; round++) {
            int count = 500;
            List<Integer> woken = new ArrayList<>();
            CountDownLatch done = new CountDownLatch(count);
            long at = loop.now().nanos() + 2 * MILLISECOND;
            for (int i = 0; i < count; i++) {
                int number = i;
                loop.wakeAt(at, () -> {
                    woken.add(number);
                    done.countDown();
                });
            }
            assertThat(done.await(20, SECONDS)).isTrue();
            assertThat(woken)
                    .containsExactlyElementsOf(IntStream.range(0, count).boxed().toList());
        }
    }

    @Test
    void wakesAtOnceForATimeThatHasPassed() {
        for (long past : new long[] {Long.MIN_VALUE, -1, 0, 1}) {
            CompletableFuture<Boolean> woken = new CompletableFuture<>();
            loop.wakeAt(past, () -> woken.complete(true));
            assertThat(woken).succeedsWithin(20, SECONDS);
        }
    }

    @Test
    void waitsOnWhenTheExecutorWakesItEarly() {
        AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 10); // It may also begin just before it wraps around.
        AtomicInteger looks = new AtomicInteger();
        EventLoop slow = new ExecutorLoop(
                executor,
                () -> {
                    looks.incrementAndGet();
                    return clock.get();
                },
                () -> Instant.EPOCH);
        CompletableFuture<Tick> woken = new CompletableFuture<>();
        slow.wakeAt(MILLISECOND, () -> woken.complete(slow.now()));

        await().pollInterval(1, MILLISECONDS).until(() -> looks.get() > 10);
        assertThat(woken).isNotDone();
        clock.addAndGet(MILLISECOND);

        assertThat(woken).succeedsWithin(20, SECONDS).isEqualTo(new Tick(MILLISECOND, Instant.EPOCH));
    }

    @Test
    void doesNotRunWhatWasCalledOff() {
        CompletableFuture<Boolean> cancelled = new CompletableFuture<>();
        CompletableFuture<Boolean> later = new CompletableFuture<>();
        loop.execute(() -> {
            long at = loop.now().nanos() + MILLISECOND;
            EventLoop.Alarm alarm = loop.wakeAt(at, () -> cancelled.complete(true));
            loop.wakeAt(at + 1, () -> later.complete(true));
            alarm.cancel();
            alarm.cancel();
        });

        assertThat(later).succeedsWithin(20, SECONDS);
        assertThat(cancelled).isNotDone();
    }

    @Test
    void doesNotRunWhatIsDueAndCalledOffByTheTaskBeforeIt() {
        List<EventLoop.Alarm> second = new ArrayList<>();
        CompletableFuture<Boolean> cancelled = new CompletableFuture<>();
        CompletableFuture<Boolean> later = new CompletableFuture<>();
        loop.execute(() -> {
            loop.wakeAt(0, () -> second.get(0).cancel());
            second.add(loop.wakeAt(0, () -> cancelled.complete(true)));
            loop.wakeAt(0, () -> later.complete(true));
        });

        assertThat(later).succeedsWithin(20, SECONDS);
        assertThat(cancelled).isNotDone();
    }

    @Test
    void toleratesACancellationAfterTheFact() {
        CompletableFuture<Boolean> woken = new CompletableFuture<>();
        EventLoop.Alarm alarm = loop.wakeAt(0, () -> woken.complete(true));
        assertThat(woken).succeedsWithin(20, SECONDS);

        alarm.cancel();
        loop.wakeAt(Long.MAX_VALUE, () -> {}).cancel();

        CompletableFuture<Boolean> after = new CompletableFuture<>();
        loop.execute(() -> after.complete(true));
        assertThat(after).succeedsWithin(20, SECONDS);
    }

    // ---- the clocks

    @Test
    void readsBothClocks() {
        Tick first = loop.now();
        Tick second = loop.now();

        assertThat(first.nanos()).isBetween(0L, 30 * Nanos.SECOND);
        assertThat(second.nanos()).isGreaterThanOrEqualTo(first.nanos());
        assertThat(first.wall()).isBetween(Instant.now().minusSeconds(30), Instant.now());
    }

    // ---- the end

    @Test
    void refusesTasksOnceTheExecutorIsClosed() {
        executor.shutdown();

        assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> loop.execute(() -> {}));
        assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> loop.execute(() -> {}));
        assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> loop.wakeAt(0, () -> {}));
    }

    @Test
    void dropsWhatIsQueuedWhenTheExecutorIsClosedUnderIt() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch proceed = new CountDownLatch(1);
        AtomicInteger ran = new AtomicInteger();
        loop.execute(() -> {
            begun.countDown();
            awaitQuietly(proceed);
        });
        for (int i = 0; i < 10_000; i++) {
            loop.execute(ran::incrementAndGet);
        }
        assertThat(begun.await(20, SECONDS)).isTrue();

        executor.shutdown();
        proceed.countDown();

        assertThat(executor.awaitTermination(20, SECONDS)).isTrue();
        assertThat(ran).hasValueLessThan(10_000);
        assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> loop.execute(() -> {}));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void sneak(Throwable thrown) throws E {
        throw (E) thrown;
    }
}
