package io.adbot.testkit;

import io.adbot.testkit.VirtualLoop.VirtualAlarm;
import io.adbot.time.EventLoop;
import io.adbot.time.Nanos;
import io.adbot.time.Tick;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Time that passes only when a test says so: a day of posting runs in milliseconds, and every run is the same.
 *
 * <pre>{@code
 * VirtualTime time = new VirtualTime();
 * EventLoop loop = time.loop();                      // what the engine is given
 * loop.wakeAt(5 * Nanos.SECOND, task);
 * time.advance(Duration.ofSeconds(5));               // runs the task
 * String answer = time.await(stage, Duration.ofHours(1));  // runs events until the stage completes
 * }</pre>
 *
 * <p><b>Order.</b> What is due at the same nanosecond runs in the order in which it was asked for, tasks and timers alike.
 * A task given to {@link #execute} is due at once. Nothing runs before its time, and none of it runs unless one of
 * {@link #advance}, {@link #advanceTo}, {@link #step}, {@link #runUntil}, {@link #runUntilIdle} or {@link #await} drives the
 * time.
 *
 * <p><b>Loops.</b> The time is itself an {@link EventLoop}, on whose axis 0 is its own beginning: fakes and tests wait on it.
 * An engine gets a {@linkplain #loop() loop of its own}, which ends when it is {@linkplain #kill killed}; so a test can crash
 * an engine and open another one later, while Telegram goes on.
 *
 * <p><b>Clocks.</b> The monotonic clock begins at 0 and only ever rises. The wall clock begins at {@link #START}, rises with
 * it, and {@linkplain #stepWall jumps} when a test lets it.
 *
 * <p><b>Failures.</b> A task that throws harms no other. The call that drove the time does what it was asked for, and then
 * throws the first of what was thrown, the others suppressed in it.
 *
 * <p><b>Threads.</b> For one thread at a time; a call by a second one while the first drives is refused with an
 * {@link IllegalStateException}. A task must not drive the time itself.
 */
public final class VirtualTime implements EventLoop {

    /** What the wall clock shows at the beginning, unless a test wants another time: 2026-01-01T00:00:00Z. */
    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /** So many events at one instant are no schedule any more but a task that keeps asking for itself. */
    private static final int MOST_AT_ONE_INSTANT = 10_000_000;

    private static final int MOST_FAILURES = 10;
    private static final int SHOWN = 20;

    private final TimerHeap timers = new TimerHeap();
    private final TaskRing tasks = new TaskRing();
    private final VirtualLoop own;
    private final List<Throwable> failures = new ArrayList<>(0);

    private long nanos;
    private long order;
    private int atThisInstant;
    private Instant wallAtZero;
    private int wallSteps;
    private volatile @Nullable Thread driver;

    /** A time whose wall clock begins at {@link #START}. */
    public VirtualTime() {
        this(START);
    }

    /**
     * A time whose wall clock begins where a test needs it, say shortly before a night in which clocks are set.
     *
     * @param wall what it shows at the beginning
     */
    public VirtualTime(Instant wall) {
        this.wallAtZero = Objects.requireNonNull(wall);
        this.own = new VirtualLoop(this, 0);
    }

    /** Makes a loop whose monotonic clock begins now, at 0. */
    public EventLoop loop() {
        return new VirtualLoop(this, nanos);
    }

    /**
     * Ends a loop as a crash does: what waits on it is dropped, and what is asked of it from now on never happens.
     *
     * @param loop one that {@link #loop()} made
     */
    public void kill(EventLoop loop) {
        if (!(loop instanceof VirtualLoop mine) || !mine.belongsTo(this)) {
            throw new IllegalArgumentException("only a loop that this time made can be killed; got " + loop);
        }
        checkThread();
        mine.kill();
        tasks.removeAllOf(mine);
        timers.removeIf(timer -> ((VirtualAlarm) timer).loop() == mine);
    }

    @Override
    public Tick now() {
        return own.now();
    }

    /** The monotonic clock: nanoseconds since the beginning. */
    public long nanos() {
        return nanos;
    }

    /** The wall clock. */
    public Instant wall() {
        return wallAtZero.plusNanos(nanos);
    }

    @Override
    public void execute(Runnable task) {
        own.execute(task);
    }

    @Override
    public Alarm wakeAt(long nanos, Runnable task) {
        return own.wakeAt(nanos, task);
    }

    /**
     * Sets the wall clock; the monotonic one goes on as it was.
     *
     * @param by how far; negative for back
     */
    public void stepWall(Duration by) {
        checkThread();
        wallAtZero = wallAtZero.plus(by);
        wallSteps++;
    }

    /** Lets so much time pass, and whatever is due in it, its end included, happen. */
    public void advance(Duration by) {
        advanceTo(Nanos.plus(nanos, Nanos.of("by", by)));
    }

    /**
     * Lets time pass until the monotonic clock shows {@code target}, and whatever is due until then, {@code target} included,
     * happen.
     */
    public void advanceTo(long target) {
        if (target < nanos) {
            throw new IllegalArgumentException("time does not run backwards: it is " + Nanos.text(nanos)
                    + " after the beginning, and was to advance to " + target + " ns");
        }
        drive(() -> {
            while (hasNext() && nextDue() <= target) {
                runNext();
            }
            moveTo(target);
        });
    }

    /**
     * Runs the next task or timer, whenever it is due.
     *
     * @return false if nothing waits
     */
    public boolean step() {
        if (!hasNext()) {
            return false;
        }
        drive(this::runNext);
        return true;
    }

    /**
     * Runs what waits until nothing waits any more.
     *
     * @param limit how much time may pass at most
     * @throws AssertionError that says what still waits, if more would have to pass
     */
    public void runUntilIdle(Duration limit) {
        long deadline = Nanos.plus(nanos, Nanos.of("limit", limit));
        drive(() -> {
            while (hasNext()) {
                if (nextDue() > deadline) {
                    throw new AssertionError(
                            "not idle within " + Nanos.text(Nanos.saturated(limit)) + "; " + waiting());
                }
                runNext();
            }
        });
    }

    /** As so many {@linkplain #step steps}: runs what waits while a condition holds, something waits and nothing failed. */
    void runWhile(BooleanSupplier condition) {
        drive(() -> {
            while (failures.isEmpty() && condition.getAsBoolean() && hasNext()) {
                runNext();
            }
        });
    }

    /**
     * Runs what waits until a condition holds; it is looked at before every task and timer.
     *
     * @param limit how much time may pass at most
     * @throws AssertionError that says what still waits, if the condition does not hold by then, or if nothing is left that
     *     could make it hold
     */
    public void runUntil(BooleanSupplier condition, Duration limit) {
        runUntil(condition, "the condition does not hold", limit);
    }

    /**
     * Runs what waits until a stage completes, and gives its value: how a test waits for an answer.
     *
     * @param limit how much time may pass at most
     * @throws java.util.concurrent.CompletionException if the stage fails, with the reason as its cause
     * @throws AssertionError that says what still waits, if the stage does not complete by then, or if nothing is left that
     *     could complete it
     */
    public <T> T await(CompletionStage<T> stage, Duration limit) {
        CompletableFuture<T> future = stage.toCompletableFuture();
        runUntil(future::isDone, "the stage has not completed", limit);
        return future.join();
    }

    /** What waits, in the order in which it will run. */
    public List<Waiting> pending() {
        record Place(long due, long order, String what) {}
        List<Place> places = new ArrayList<>(tasks.size() + timers.size());
        tasks.forEach((order, task) -> places.add(new Place(nanos, order, task.toString())));
        timers.forEach((due, order, timer) -> places.add(new Place(due, order, timer.toString())));
        return places.stream()
                .sorted(Comparator.comparingLong(Place::due).thenComparingLong(Place::order))
                .map(place -> new Waiting(Duration.ofNanos(place.due - nanos), place.what))
                .toList();
    }

    /**
     * Something that waits.
     *
     * @param in how long still; zero for what is due
     * @param what what it is, in the words of its task's {@code toString()}
     */
    public record Waiting(Duration in, String what) {
        @Override
        public String toString() {
            return "in " + Nanos.text(Nanos.saturated(in)) + ": " + what;
        }
    }

    /** Throws an {@link AssertionError} that says what waits, if anything does. */
    public void assertQuiescent() {
        if (hasNext()) {
            throw new AssertionError("something still waits; " + waiting());
        }
    }

    int wallSteps() {
        return wallSteps;
    }

    void enqueue(VirtualLoop loop, Runnable task) {
        checkThread();
        tasks.add(loop, Objects.requireNonNull(task), order++);
    }

    void schedule(VirtualAlarm alarm, long due) {
        checkThread();
        timers.add(alarm, Math.max(due, nanos), order++);
    }

    void cancel(VirtualAlarm alarm) {
        checkThread();
        if (alarm.isWaiting()) {
            timers.remove(alarm);
        }
    }

    private void runUntil(BooleanSupplier condition, String complaint, Duration limit) {
        long deadline = Nanos.plus(nanos, Nanos.of("limit", limit));
        drive(() -> {
            while (!condition.getAsBoolean()) {
                if (!hasNext()) {
                    throw new AssertionError(complaint + ", and nothing waits that could change it");
                }
                if (nextDue() > deadline) {
                    throw new AssertionError(
                            complaint + " after " + Nanos.text(Nanos.saturated(limit)) + "; " + waiting());
                }
                runNext();
            }
        });
    }

    private boolean hasNext() {
        return !tasks.isEmpty() || !timers.isEmpty();
    }

    private long nextDue() {
        return tasks.isEmpty() ? timers.firstDue() : nanos;
    }

    private void runNext() {
        if (++atThisInstant > MOST_AT_ONE_INSTANT) {
            throw new AssertionError("time stands still: " + MOST_AT_ONE_INSTANT + " tasks ran " + Nanos.text(nanos)
                    + " after the beginning and more keep coming; " + waiting());
        }
        Runnable next;
        if (isTaskFirst()) {
            next = tasks.poll();
        } else {
            moveTo(timers.firstDue());
            next = ((VirtualAlarm) timers.poll()).task();
        }
        try {
            next.run();
        } catch (Throwable e) {
            collect(e);
        }
    }

    private boolean isTaskFirst() {
        if (tasks.isEmpty()) {
            return false;
        }
        return timers.isEmpty() || timers.firstDue() > nanos || timers.firstOrder() > tasks.firstOrder();
    }

    private void moveTo(long target) {
        if (target != nanos) {
            nanos = target;
            atThisInstant = 0;
        }
    }

    private void drive(Runnable run) {
        Thread current = Thread.currentThread();
        Thread other = driver;
        if (other == current) {
            throw new IllegalStateException("a task of this time must not drive it; let it ask for a timer instead");
        }
        checkThread();
        driver = current;
        try {
            run.run();
        } catch (RuntimeException | Error e) {
            collect(e);
        } finally {
            driver = null;
        }
        rethrow();
    }

    private void collect(Throwable failure) {
        if (failures.size() < MOST_FAILURES) {
            failures.add(failure);
        }
    }

    private void rethrow() {
        if (failures.isEmpty()) {
            return;
        }
        Throwable first = failures.get(0);
        failures.stream().skip(1).filter(other -> other != first).forEach(first::addSuppressed);
        failures.clear();
        VirtualTime.<RuntimeException>throwAsIs(first);
    }

    /** A task throws what it throws, checked or not, and the test is to see just that. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Throwable> void throwAsIs(Throwable failure) throws E {
        throw (E) failure;
    }

    private void checkThread() {
        Thread driving = driver;
        if (driving != null && driving != Thread.currentThread()) {
            throw new IllegalStateException("virtual time is for one thread at a time: " + driving.getName()
                    + " drives it while " + Thread.currentThread().getName() + " calls");
        }
    }

    private String waiting() {
        List<Waiting> pending = pending();
        String shown = pending.stream()
                .limit(SHOWN)
                .map(waiting -> System.lineSeparator() + "  " + waiting)
                .collect(Collectors.joining());
        String more =
                pending.size() > SHOWN ? System.lineSeparator() + "  and " + (pending.size() - SHOWN) + " more" : "";
        return pending.size() + (pending.size() == 1 ? " waits:" : " wait:") + shown + more;
    }
}
