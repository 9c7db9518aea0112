package io.adbot.bench.dispatch;

import io.adbot.cycle.CycleOrder;
import io.adbot.cycle.CycleRun;
import io.adbot.cycle.CycleRunner;
import io.adbot.cycle.RunEnd;
import io.adbot.journal.CheckpointEvent.RecalledWait;
import io.adbot.journal.CheckpointEvent.SessionRecalled;
import io.adbot.journal.JournalEntry;
import io.adbot.measure.AnsweringTelegram;
import io.adbot.message.Post;
import io.adbot.plan.ExecutionMode;
import io.adbot.plan.PlanRequest;
import io.adbot.time.EventLoop;
import io.adbot.value.GroupId;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * The engine: its runner on real time, on an executor with one thread. Tenants have ten sessions each and an enterprise plan, in which
 * all sessions begin together; so that their first sends are spread, each session has a wait to keep to when the engine is opened.
 * Ids and orders are made beforehand: they are the work, not its scheduling.
 */
final class EngineContender implements Contender {

    private static final int SESSIONS = 10;
    private static final String SESSION = "account-";

    private final Sends sends;
    private final Consumer<JournalEntry> keeper;
    private final List<CycleOrder> orders = new ArrayList<>();
    private final List<SessionRecalled> waits = new ArrayList<>();
    private final CountDownLatch ended;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();

    private EngineContender(Sends sends, Consumer<JournalEntry> keeper) {
        this.sends = sends;
        this.keeper = keeper;
        int sessions = sends.work().sessions();
        for (int first = 0; first < sessions; first += SESSIONS) {
            orders.add(order(first, Math.min(first + SESSIONS, sessions)));
        }
        this.ended = new CountDownLatch(orders.size());
    }

    /** With a journal that only records the outcomes. */
    static EngineContender withNullJournal(Sends sends) {
        return new EngineContender(sends, entry -> {});
    }

    /** With a journal that is written and held against the rules. */
    static EngineContender withJournalAndRules(Sends sends) {
        return new EngineContender(sends, new CheckedLines());
    }

    private CycleOrder order(int from, int to) {
        Work work = sends.work();
        List<SessionId> sessions = IntStream.range(from, to)
                .mapToObj(i -> new SessionId(SESSION + i))
                .toList();
        for (int i = from; i < to; i++) {
            waits.add(waiting(sessions.get(i - from), work.first(i)));
        }
        List<GroupId> groups = IntStream.range(from * work.sends(), to * work.sends())
                .mapToObj(i -> new GroupId(Long.toString(-1_001_000_000_000L - i)))
                .toList();
        PlanRequest request = PlanRequest.builder(ExecutionMode.ENTERPRISE)
                .sessions(sessions)
                .groups(groups)
                .delay(Duration.ofNanos(Work.GAP))
                .build();
        return CycleOrder.of(new TenantId("tenant-" + from / SESSIONS), request, Post.text("hello"))
                .cycles(1);
    }

    private static SessionRecalled waiting(SessionId session, long nanos) {
        RecalledWait wait = new RecalledWait(nanos, Instant.EPOCH, nanos);
        return new SessionRecalled(session, false, OptionalLong.empty(), 0, wait, null);
    }

    /** Which session this is. */
    static int indexOf(SessionId session) {
        String name = session.value();
        return Integer.parseInt(name, SESSION.length(), name.length(), 10);
    }

    @Override
    public void start() {
        CycleRunner runner = CycleRunner.builder(
                        EventLoop.on(executor), new AnsweringTelegram(), new OutcomeJournal(sends, keeper))
                .openWith(() -> waits)
                .open();
        for (CycleOrder order : orders) {
            runner.start(order).thenCompose(CycleRun::ended).whenComplete(this::ended);
        }
    }

    private void ended(RunEnd end, Throwable error) {
        // Without an error, and with the end that is meant, all sends have been made, which is looked at in the end.
        ended.countDown();
    }

    @Override
    public void await(long nanos) throws InterruptedException {
        long start = System.nanoTime();
        sends.await(nanos);
        boolean inTime = ended.await(nanos - (System.nanoTime() - start), TimeUnit.NANOSECONDS);
        assert inTime || ended.getCount() > 0;
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
