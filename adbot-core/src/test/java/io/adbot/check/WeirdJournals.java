package io.adbot.check;

import io.adbot.journal.CycleStatus;
import io.adbot.journal.JournalEntry;
import io.adbot.journal.JournalEvent;
import io.adbot.journal.JournalEvent.CycleEnded;
import io.adbot.journal.JournalEvent.CycleStarted;
import io.adbot.journal.JournalEvent.DeliverySkipped;
import io.adbot.journal.JournalEvent.EngineOpened;
import io.adbot.journal.JournalEvent.LateAnswer;
import io.adbot.journal.JournalEvent.QuestionFailed;
import io.adbot.journal.JournalEvent.SendIntended;
import io.adbot.journal.JournalEvent.SendSettled;
import io.adbot.journal.JournalEvent.SessionHeld;
import io.adbot.journal.JournalEvent.StopRequested;
import io.adbot.journal.SkipReason;
import io.adbot.message.OutcomeKind;
import io.adbot.plan.ExecutionMode;
import io.adbot.plan.ExecutionPlan;
import io.adbot.plan.SessionSchedule;
import io.adbot.time.Tick;
import io.adbot.value.CycleId;
import io.adbot.value.DeliveryId;
import io.adbot.value.GroupId;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;

/** Entries that make no sense, in an order that makes none, from few names, so that they meet. */
final class WeirdJournals {

    private static final long[] ODD = {
        Long.MIN_VALUE, -1, 0, 1, 5_000_000_000L, 60_000_000_000L, Long.MAX_VALUE - 1, Long.MAX_VALUE
    };

    private final Random random;

    WeirdJournals(long seed) {
        this.random = new Random(seed);
    }

    static JournalEntry opening(long seq) {
        return new JournalEntry(seq, new Tick(0, Instant.EPOCH), new EngineOpened());
    }

    JournalEntry next() {
        Instant[] walls = {Instant.MIN, Instant.EPOCH, Instant.MAX};
        Tick at = new Tick(Math.max(0, odd()), walls[random.nextInt(walls.length)]);
        return new JournalEntry(odd(), at, event());
    }

    private JournalEvent event() {
        DeliveryId d = new DeliveryId(
                new TenantId(name("t", 2)),
                new CycleId(name("c", 3)),
                new SessionId(name("s", 3)),
                new GroupId(name("g", 4)));
        return switch (random.nextInt(12)) {
            case 0 -> new EngineOpened();
            case 1, 2 -> new CycleStarted(d.tenant(), d.cycle(), plan(), odd());
            case 3 -> new CycleEnded(d.tenant(), d.cycle(), any(CycleStatus.values()));
            case 4 -> new StopRequested(d.tenant(), d.cycle());
            case 5 -> new LateAnswer(d, any(OutcomeKind.values()), perhaps(), perhaps(), "");
            case 6 -> random.nextBoolean() ? new SessionHeld(d, odd()) : new QuestionFailed(d, odd());
            case 7 -> new DeliverySkipped(d, any(SkipReason.values()));
            case 8, 9 ->
                new SendSettled(
                        d, any(OutcomeKind.values()), perhaps(), perhaps(), random.nextBoolean(), perhaps(), "");
            default -> new SendIntended(d);
        };
    }

    private ExecutionPlan plan() {
        int[] positions = {Integer.MIN_VALUE, -1, 0, 1, 2, 4, 5, Integer.MAX_VALUE};
        return ExecutionPlan.recorded(
                any(ExecutionMode.values()),
                odd(),
                odd(),
                ToldJournal.groups(1 + random.nextInt(3)),
                IntStream.range(0, random.nextInt(4))
                        .mapToObj(i -> new SessionSchedule(
                                new SessionId(name("s", 3)),
                                odd(),
                                positions[random.nextInt(positions.length)],
                                positions[random.nextInt(positions.length)]))
                        .toList());
    }

    private String name(String prefix, int count) {
        return prefix + random.nextInt(count);
    }

    private long odd() {
        return ODD[random.nextInt(ODD.length)];
    }

    private OptionalLong perhaps() {
        return random.nextBoolean() ? OptionalLong.of(odd()) : OptionalLong.empty();
    }

    private <T> T any(T[] values) {
        return values[random.nextInt(values.length)];
    }
}
