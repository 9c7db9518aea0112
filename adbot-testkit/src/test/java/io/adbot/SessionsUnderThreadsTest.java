package io.adbot;

import static org.assertj.core.api.Assertions.assertThat;

import io.adbot.engine.Books;
import io.adbot.journal.JournalEntry;
import io.adbot.journal.JournalEvent;
import io.adbot.journal.SetupEvent.SessionsAssigned;
import io.adbot.journal.SetupEvent.SessionsReleased;
import io.adbot.message.Post;
import io.adbot.session.Assignment;
import io.adbot.session.PooledSession;
import io.adbot.session.SessionRefusedException;
import io.adbot.store.InMemoryStore;
import io.adbot.tenant.TenantConfig;
import io.adbot.testkit.FakeTelegram;
import io.adbot.time.EventLoop;
import io.adbot.value.GroupId;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * S1, S2 under real threads: what the pool answers to callers that get in each other's way is what it would have answered to one
 * after the other, in the order of the journal, and that order is not another than the one in which they saw it happen.
 */
class SessionsUnderThreadsTest {

    private static final int CALLERS = 6;
    private static final int CALLS = 300;
    private static final int SESSIONS = 10;

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    private final EventLoop loop = EventLoop.on(clock);
    private final InMemoryStore store = new InMemoryStore();
    private final AdBot bot =
            AdBot.builder(new FakeTelegram(loop), store).loop(loop).open();

    @BeforeEach
    void putSessions() {
        IntStream.range(0, SESSIONS).forEach(i -> store.putSession(new SessionId("s" + i + ".session")));
        for (int i = 0; i < CALLERS; i++) {
            TenantConfig config = TenantConfig.builder()
                    .groups(List.of(new GroupId("g")))
                    .post(Post.text("hello"))
                    .build();
            bot.tenants().create(tenant(i), config).toCompletableFuture().join();
        }
    }

    @AfterEach
    void close() {
        bot.close();
        callers.shutdownNow();
        clock.shutdownNow();
    }

    @Test
    void callersThatGetInEachOthersWaySeeWhatOneAfterTheOtherWouldSee() throws Exception {
        long seed = Long.getLong("adbot.seed", System.nanoTime());
        List<Callable<Calls>> work = IntStream.range(0, CALLERS)
                .<Callable<Calls>>mapToObj(i -> () -> new Calls(tenant(i), new SplittableRandom(seed + i)).make())
                .toList();
        List<Calls> made = new ArrayList<>();
        for (Future<Calls> calls : callers.invokeAll(work)) {
            made.add(calls.get());
        }

        List<Done> done = inJournalOrder(made);
        assertThat(made.stream().mapToInt(calls -> calls.refused).sum())
                .as("refusals, without which nobody got in anybody's way (-Dadbot.seed=%d)", seed)
                .isPositive();
        assertNobodyHasWhatAnotherHas(done);
        assertNothingComesBeforeWhatWasAnsweredBeforeItWasAsked(done);
        assertThat(booksOfTheJournal()).isEqualTo(heldIn(done));
    }

    /** Pairs each answer with its fact: the facts of a tenant stand in the order of its one caller's calls. */
    private List<Done> inJournalOrder(List<Calls> made) {
        Map<TenantId, Iterator<Call>> calls = new HashMap<>();
        made.forEach(of -> calls.put(of.tenant, of.done.iterator()));
        List<Done> done = new ArrayList<>();
        for (JournalEntry entry : store.journal().entries()) {
            JournalEvent event = entry.event();
            if (event instanceof SessionsAssigned fact) {
                Call call = calls.get(fact.tenant()).next();
                assertThat(call.assigns).isTrue();
                assertThat(fact.sessions().stream().map(Assignment::session)).isEqualTo(call.sessions);
                done.add(new Done(fact.tenant(), call));
            } else if (event instanceof SessionsReleased fact) {
                Call call = calls.get(fact.tenant()).next();
                assertThat(call.assigns).isFalse();
                assertThat(fact.sessions()).isEqualTo(call.sessions);
                done.add(new Done(fact.tenant(), call));
            }
        }
        assertThat(calls.values()).as("answers without a fact").noneMatch(Iterator::hasNext);
        return done;
    }

    private static void assertNobodyHasWhatAnotherHas(List<Done> done) {
        Map<SessionId, TenantId> holders = new HashMap<>();
        for (Done each : done) {
            for (SessionId session : each.call.sessions) {
                TenantId before = each.call.assigns ? holders.put(session, each.tenant) : holders.remove(session);
                assertThat(before).as("who had %s", session).isEqualTo(each.call.assigns ? null : each.tenant);
            }
        }
    }

    private static void assertNothingComesBeforeWhatWasAnsweredBeforeItWasAsked(List<Done> done) {
        long laterAnswer = Long.MAX_VALUE;
        for (int i = done.size() - 1; i >= 0; i--) {
            assertThat(done.get(i).call.asked).isLessThanOrEqualTo(laterAnswer);
            laterAnswer = Math.min(laterAnswer, done.get(i).call.answered);
        }
    }

    private static Map<SessionId, TenantId> heldIn(List<Done> done) {
        Map<SessionId, TenantId> holders = new HashMap<>();
        done.forEach(each -> each.call.sessions.forEach(session -> {
            if (each.call.assigns) {
                holders.put(session, each.tenant);
            } else {
                holders.remove(session);
            }
        }));
        return holders;
    }

    private Map<SessionId, TenantId> booksOfTheJournal() {
        Books books = new Books();
        store.journal().entries().forEach(entry -> books.apply(entry.at(), entry.event()));
        Map<SessionId, TenantId> holders = new HashMap<>();
        for (int i = 0; i < CALLERS; i++) {
            TenantId tenant = tenant(i);
            books.sessions().assignedTo(tenant).forEach(session -> holders.put(session.session(), tenant));
        }
        return holders;
    }

    private static TenantId tenant(int number) {
        return new TenantId("tenant-" + number);
    }

    /**
     * A call that was answered with yes.
     *
     * @param assigns whether it asked for sessions; else it gave them back
     * @param asked when it was asked, before the call
     * @param answered when the answer was there
     */
    private record Call(boolean assigns, List<SessionId> sessions, long asked, long answered) {}

    private record Done(TenantId tenant, Call call) {}

    /** One caller's calls, one after the other, for a tenant of its own. */
    private final class Calls {
        private final TenantId tenant;
        private final SplittableRandom random;
        private final Set<SessionId> held = new HashSet<>();
        private final List<Call> done = new ArrayList<>();
        private int refused;

        Calls(TenantId tenant, SplittableRandom random) {
            this.tenant = tenant;
            this.random = random;
        }

        Calls make() {
            for (int i = 0; i < CALLS; i++) {
                try {
                    if (held.isEmpty() || random.nextInt(3) == 0) {
                        assign(1 + random.nextInt(4));
                    } else {
                        release(random.nextInt(held.size()) + 1);
                    }
                } catch (CompletionException refusal) {
                    assertThat(refusal.getCause()).isInstanceOf(SessionRefusedException.class);
                    refused++;
                }
            }
            List<SessionId> own = bot.sessions().all().toCompletableFuture().join().stream()
                    .filter(session -> session.holder().equals(Optional.of(tenant)))
                    .map(PooledSession::session)
                    .toList();
            assertThat(own).as("what %s has in the end", tenant).containsExactlyInAnyOrderElementsOf(held);
            return this;
        }

        private void assign(int count) {
            long asked = System.nanoTime();
            List<SessionId> got =
                    bot.sessions().assign(tenant, count).toCompletableFuture().join();
            done.add(new Call(true, got, asked, System.nanoTime()));
            assertThat(got).hasSize(count);
            held.addAll(got);
        }

        private void release(int count) {
            List<SessionId> some = held.stream().limit(count).toList();
            long asked = System.nanoTime();
            bot.sessions().release(tenant, some).toCompletableFuture().join();
            done.add(new Call(false, some, asked, System.nanoTime()));
            some.forEach(held::remove);
        }
    }
}
