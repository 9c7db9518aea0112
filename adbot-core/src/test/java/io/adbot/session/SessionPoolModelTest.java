package io.adbot.session;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.adbot.session.SessionRefusedException.Kind;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.stateful.Action;
import net.jqwik.api.stateful.ActionSequence;
import org.jspecify.annotations.Nullable;

/**
 * The pool against a model that could not be simpler: a table of sessions, looked through for everything. Whatever is decided and
 * whatever happens, in whatever order, both agree; and a pool that was told a checkpoint of the pool goes on like it.
 */
class SessionPoolModelTest {

    private static final int PAIRS = 2;
    private static final CredentialSupply SUPPLY = new CredentialSupply(PAIRS, true);
    private static final List<List<Integer>> LISTS =
            List.of(List.of(17, 4), List.of(4, 17), List.of(17, 9), List.of(9, 4));
    private static final List<TenantId> TENANTS = List.of(new TenantId("t0"), new TenantId("t1"), new TenantId("t2"));
    private static final ReplacementPolicy POLICY = new ReplacementPolicy(2, Duration.ofHours(24));

    @Property(tries = 500)
    void agreesWithATable(@ForAll("anything") ActionSequence<World> actions) {
        actions.withInvariant(World::check).run(new World());
    }

    @Provide
    Arbitrary<ActionSequence<World>> anything() {
        Arbitrary<SessionId> session = Arbitraries.integers().between(10, 27).map(i -> new SessionId("s" + i));
        Arbitrary<TenantId> tenant = Arbitraries.of(TENANTS);
        Arbitrary<Act> add = Combinators.combine(session, Arbitraries.integers().between(-2, PAIRS - 1))
                .as((which, pair) -> act(
                        "add " + which + " with " + pair,
                        world -> world.add(which, pair < 0 ? OptionalInt.empty() : OptionalInt.of(pair))));
        Arbitrary<Act> remove = session.map(which -> act("remove " + which, world -> world.remove(which)));
        Arbitrary<Act> assign = Combinators.combine(
                        tenant, Arbitraries.integers().between(0, 8))
                .as((who, count) -> act("assign " + count + " to " + who, world -> world.assign(who, count)));
        Arbitrary<Act> release = Combinators.combine(tenant, session.list().ofMaxSize(3))
                .as((who, which) -> act(who + " releases " + which, world -> world.release(who, which)));
        Arbitrary<Act> flag = Combinators.combine(tenant, session, Arbitraries.of(SessionFlag.class))
                .as((who, which, why) ->
                        act("flag " + which + " " + why + " for " + who, world -> world.flag(who, which, why)));
        Arbitrary<Act> begin = tenant.map(who -> act("a cycle of " + who + " begins", world -> world.begin(who)));
        Arbitrary<Act> end = tenant.map(who -> act("the cycle of " + who + " ends", world -> world.end(who)));
        Arbitrary<Act> clear = session.map(which -> act("clear " + which, world -> world.clear(which)));
        Arbitrary<Act> acknowledge = tenant.map(who -> act(who + " acknowledges", world -> world.acknowledge(who)));
        Arbitrary<Act> replace = Combinators.combine(tenant, session)
                .as((who, which) -> act(
                        who + " replaces " + which + " or what it lost",
                        world -> world.replace(who, world.lostOr(who, which))));
        Arbitrary<Act> replaceByItself = Combinators.combine(tenant, session)
                .as((who, which) -> act(
                        which + " of " + who + " or what it lost is replaced",
                        world -> world.replaceByItself(who, world.lostOr(who, which))));
        Arbitrary<Act> movePairs =
                Arbitraries.of(LISTS).map(apiIds -> act("the pairs are " + apiIds, world -> world.movePairs(apiIds)));
        Arbitrary<Act> removeTenant = tenant.map(who -> act(who + " is gone", world -> world.removeTenant(who)));
        Arbitrary<Act> pass = Arbitraries.integers()
                .between(-3, 30)
                .map(hours -> act(hours + " h pass", world -> world.pass(Duration.ofHours(hours))));
        Arbitrary<Act> recall = Arbitraries.just(act("a checkpoint", World::recall));
        return Arbitraries.sequences(Arbitraries.frequencyOf(List.of(
                        Tuple.of(12, add),
                        Tuple.of(1, remove),
                        Tuple.of(5, assign),
                        Tuple.of(3, release),
                        Tuple.of(8, flag),
                        Tuple.of(3, begin),
                        Tuple.of(2, end),
                        Tuple.of(3, clear),
                        Tuple.of(2, acknowledge),
                        Tuple.of(6, replace),
                        Tuple.of(4, replaceByItself),
                        Tuple.of(2, movePairs),
                        Tuple.of(1, removeTenant),
                        Tuple.of(2, pass),
                        Tuple.of(1, recall))))
                .ofSize(120);
    }

    private static Act act(String name, Consumer<World> what) {
        return new Act(name, what);
    }

    private record Act(String name, Consumer<World> what) implements Action<World> {
        @Override
        public World run(World world) {
            what.accept(world);
            return world;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** A row of the table. */
    private static final class Row {
        private final SessionId session;
        private SessionState state = SessionState.UNUSED;
        private @Nullable TenantId tenant;
        private @Nullable SessionFlag flag;
        private OptionalInt pair;
        private boolean acknowledged;
        private boolean replaced;
        private int cameAs;
        private @Nullable TenantId usedBy;

        Row(SessionId session, OptionalInt pair) {
            this.session = session;
            this.pair = pair;
        }

        boolean isFree() {
            return state == SessionState.UNUSED && flag == null && usedBy == null;
        }

        boolean takesAcknowledgement() {
            return (flag == SessionFlag.LIMITED || flag == SessionFlag.BANNED) && !acknowledged;
        }

        void be(SessionState where, @Nullable TenantId whose) {
            state = where;
            tenant = whose;
        }

        void beUnused() {
            be(SessionState.UNUSED, null);
            acknowledged = false;
            replaced = false;
        }

        PooledSession view() {
            return new PooledSession(session, state, tenant, flag, pair);
        }
    }

    /** The pool and the table; what the pool decides is held against what the table says, and then told to both. */
    private static final class World {
        private SessionPool pool = new SessionPool();
        private final Map<SessionId, Row> table = new TreeMap<>();
        private final Map<TenantId, List<Instant>> losses = new LinkedHashMap<>();
        private final Map<TenantId, List<Instant>> replacements = new LinkedHashMap<>();
        private List<Integer> apiIds = LISTS.get(0);
        private Instant now = Instant.parse("2026-01-01T00:00:00Z");
        private int steps;

        void add(SessionId session, OptionalInt pair) {
            Kind expected = table.containsKey(session)
                    ? Kind.KNOWN
                    : pair.isPresent() && served(pair.getAsInt()) >= 7 ? Kind.CREDENTIALS : null;
            if (agreesOn(expected, () -> {
                pool.decisions().checkAddable(session, pair);
                return true;
            })) {
                pool.added(session, pair);
                table.put(session, new Row(session, pair));
            }
        }

        void remove(SessionId session) {
            Row row = table.get(session);
            Kind expected = row == null
                    ? Kind.UNKNOWN
                    : row.state == SessionState.ASSIGNED ? Kind.ASSIGNED : row.usedBy != null ? Kind.IN_USE : null;
            if (agreesOn(
                    expected, () -> pool.decisions().checkRemovable(session).equals(row.view()))) {
                pool.removed(session);
                table.remove(session);
            }
        }

        void assign(TenantId tenant, int count) {
            List<Row> free = rows(Row::isFree);
            Map<SessionId, OptionalInt> pairs = count > free.size() ? null : choosePairs(free.subList(0, count));
            Kind expected = count > free.size() ? Kind.SHORTAGE : pairs == null ? Kind.CREDENTIALS : null;
            List<Assignment> chosen = new ArrayList<>();
            if (agreesOn(expected, () -> chosen.addAll(pool.decisions().choose(count, SUPPLY)))) {
                assertThat(chosen.stream().collect(toMap(Assignment::session, Assignment::apiPair)))
                        .isEqualTo(pairs);
                pool.assigned(tenant, chosen);
                chosen.forEach(each -> arrive(tenant, each));
            }
        }

        void release(TenantId tenant, List<SessionId> sessions) {
            Kind expected = sessions.stream()
                    .map(session -> table.containsKey(session)
                            ? isWith(session, tenant) ? null : Kind.NOT_ASSIGNED
                            : Kind.UNKNOWN)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null);
            List<SessionId> released = new ArrayList<>();
            if (agreesOn(expected, () -> {
                released.addAll(pool.decisions().releasable(tenant, sessions));
                return true;
            })) {
                pool.released(tenant, released);
                sessions.forEach(session -> table.get(session).beUnused());
            }
        }

        void flag(TenantId tenant, SessionId session, SessionFlag flag) {
            pool.flagged(tenant, session, flag, now);
            Row row = table.get(session);
            if (row == null || (row.flag != null && row.flag.compareTo(flag) >= 0)) {
                return;
            }
            boolean lostBefore = row.takesAcknowledgement();
            row.flag = flag;
            row.acknowledged = false;
            if (flag != SessionFlag.NEEDS_LOGIN && !lostBefore) {
                losses.computeIfAbsent(tenant, none -> new ArrayList<>()).add(now);
            }
            if (flag == SessionFlag.BANNED) {
                row.state = SessionState.BANNED;
                row.cameAs = ++steps;
            }
        }

        void begin(TenantId tenant) {
            end(tenant);
            List<Row> part = rows(row -> isWith(row.session, tenant) && row.flag == null && row.usedBy == null);
            pool.cycleStarted(tenant, part.stream().map(row -> row.session).toList());
            part.forEach(row -> row.usedBy = tenant);
        }

        void end(TenantId tenant) {
            pool.cycleEnded(tenant);
            rows(row -> tenant.equals(row.usedBy)).forEach(row -> row.usedBy = null);
        }

        void clear(SessionId session) {
            pool.cleared(session);
            Row row = table.get(session);
            if (row != null) {
                if (row.state == SessionState.BANNED) {
                    if (row.pair.isPresent() && served(row.pair.getAsInt()) >= 7) {
                        row.pair = OptionalInt.empty();
                    }
                    row.beUnused();
                }
                row.flag = null;
                row.acknowledged = false;
            }
        }

        void acknowledge(TenantId tenant) {
            pool.acknowledged(tenant);
            losses.remove(tenant);
            rows(row -> tenant.equals(row.tenant)).forEach(row -> row.acknowledged = row.flag != null);
        }

        void replace(TenantId tenant, SessionId lost) {
            List<Assignment> chosen = new ArrayList<>();
            if (agreesOn(whyNotReplaced(tenant, lost), () -> {
                chosen.add(pool.decisions().chooseReplacement(tenant, lost, SUPPLY));
                return true;
            })) {
                pool.replaced(tenant, lost, chosen.get(0), false, now);
                replaced(tenant, lost, chosen.get(0));
            }
        }

        void replaceByItself(TenantId tenant, SessionId lost) {
            Row row = table.get(lost);
            long spent = replacements.getOrDefault(tenant, List.of()).stream()
                    .filter(each -> each.isAfter(now.minus(Duration.ofHours(24))))
                    .count();
            boolean may = row != null
                    && isWith(lost, tenant)
                    && row.flag == SessionFlag.NEEDS_LOGIN
                    && spent < POLICY.automaticPerDay()
                    && !isStopped(tenant, POLICY.window())
                    && !rows(Row::isFree).isEmpty();
            assertThat(pool.decisions().mayReplaceByItself(tenant, lost, POLICY, now))
                    .isEqualTo(may);
            if (may && whyNotReplaced(tenant, lost) == null) {
                Assignment chosen = pool.decisions().chooseReplacement(tenant, lost, SUPPLY);
                pool.replaced(tenant, lost, chosen, true, now);
                replaced(tenant, lost, chosen);
                replacements.computeIfAbsent(tenant, none -> new ArrayList<>()).add(now);
            }
        }

        /** The session, or more often one that the tenant has or had and that is flagged. */
        SessionId lostOr(TenantId tenant, SessionId session) {
            List<Row> lost = rows(row -> tenant.equals(row.tenant) && row.flag != null);
            int which = Math.floorMod(session.hashCode(), 6);
            return which < lost.size() ? lost.get(which).session : session;
        }

        void movePairs(List<Integer> next) {
            pool.pairsMoved(new PairMoves(apiIds, next));
            for (Row row : table.values()) {
                int at = row.pair.isEmpty() ? -1 : next.indexOf(apiIds.get(row.pair.getAsInt()));
                row.pair = at < 0 ? OptionalInt.empty() : OptionalInt.of(at);
            }
            apiIds = next;
        }

        void removeTenant(TenantId tenant) {
            pool.tenantRemoved(tenant);
            losses.remove(tenant);
            replacements.remove(tenant);
            rows(row -> tenant.equals(row.tenant)).forEach(row -> {
                if (row.state == SessionState.ASSIGNED) {
                    row.beUnused();
                } else {
                    row.tenant = null;
                    row.acknowledged = false;
                    row.replaced = false;
                }
            });
        }

        void pass(Duration time) {
            now = now.plus(time);
        }

        void recall() {
            SessionPool next = new SessionPool();
            pool.forEachInOrder(next::recalled);
            for (TenantId tenant : TENANTS) {
                Troubles troubles = pool.troubles(tenant);
                if (troubles != null) {
                    next.recalled(tenant, troubles);
                }
            }
            for (TenantId tenant : TENANTS) {
                next.cycleStarted(
                        tenant,
                        rows(row -> tenant.equals(row.usedBy)).stream()
                                .map(row -> row.session)
                                .toList());
            }
            pool = next;
        }

        void check() {
            assertThat(pool.all())
                    .isEqualTo(table.values().stream().map(Row::view).toList());
            assertThat(pool.free()).isEqualTo(rows(Row::isFree).size());
            IntStream.range(0, PAIRS).forEach(pair -> {
                assertThat(pool.servedBy(pair)).isEqualTo((int) served(pair)).isLessThanOrEqualTo(7);
                agreesOn(served(pair) == 0 ? null : Kind.CREDENTIALS_IN_USE, () -> {
                    pool.decisions().checkPairRemovable(pair, apiIds.get(pair));
                    return true;
                });
            });
            for (TenantId tenant : TENANTS) {
                assertThat(pool.assignedTo(tenant).stream().map(PooledSession::session))
                        .isEqualTo(inOrder(tenant, SessionState.ASSIGNED));
                assertThat(mayGain(tenant))
                        .isEqualTo(losses.getOrDefault(tenant, List.of()).isEmpty());
                assertThat(pool.bannedOf(tenant)).isEqualTo(inOrder(tenant, SessionState.BANNED));
                assertThat(pool.unacknowledgedOf(tenant))
                        .containsExactlyInAnyOrderElementsOf(
                                rows(row -> tenant.equals(row.tenant) && row.takesAcknowledgement() && !row.replaced)
                                        .stream()
                                        .map(row -> row.session)
                                        .toList());
                for (int hours : new int[] {1, 24, 100}) {
                    assertThat(pool.awaitsAcknowledgement(tenant, new ReplacementPolicy(0, Duration.ofHours(hours))))
                            .isEqualTo(isStopped(tenant, Duration.ofHours(hours)));
                }
            }
        }

        private boolean mayGain(TenantId tenant) {
            try {
                pool.decisions().checkMayGain(tenant);
                return true;
            } catch (SessionRefusedException refused) {
                assertThat(refused.kind()).isEqualTo(Kind.NOT_ACKNOWLEDGED);
                return false;
            }
        }

        private @Nullable Kind whyNotReplaced(TenantId tenant, SessionId lost) {
            Row row = table.get(lost);
            if (row == null) {
                return Kind.UNKNOWN;
            }
            if (!tenant.equals(row.tenant) || row.replaced) {
                return Kind.NOT_ASSIGNED;
            }
            if (row.flag == null) {
                return Kind.NOT_LOST;
            }
            if (row.takesAcknowledgement()) {
                return Kind.NOT_ACKNOWLEDGED;
            }
            List<Row> free = rows(Row::isFree);
            return free.isEmpty() ? Kind.SHORTAGE : choosePairs(free.subList(0, 1)) == null ? Kind.CREDENTIALS : null;
        }

        private void replaced(TenantId tenant, SessionId lost, Assignment replacement) {
            Row row = table.get(lost);
            if (row.state == SessionState.ASSIGNED) {
                row.beUnused();
            } else {
                row.replaced = true;
            }
            assertThat(table.get(replacement.session()).isFree()).isTrue();
            arrive(tenant, replacement);
        }

        private void arrive(TenantId tenant, Assignment assignment) {
            Row row = table.get(assignment.session());
            row.be(SessionState.ASSIGNED, tenant);
            row.pair = assignment.apiPair();
            row.cameAs = ++steps;
        }

        /** Which pair each session gets; null if one gets none. */
        private @Nullable Map<SessionId, OptionalInt> choosePairs(List<Row> sessions) {
            long[] served = IntStream.range(0, PAIRS).mapToLong(this::served).toArray();
            Map<SessionId, OptionalInt> chosen = new TreeMap<>();
            for (Row row : sessions) {
                if (row.pair.isPresent()) {
                    chosen.put(row.session, row.pair);
                    continue;
                }
                int least = IntStream.range(0, PAIRS)
                        .boxed()
                        .min(Comparator.comparing(pair -> served[pair]))
                        .orElseThrow();
                if (served[least]++ >= 7) {
                    return null;
                }
                chosen.put(row.session, OptionalInt.of(least));
            }
            return chosen;
        }

        private boolean isStopped(TenantId tenant, Duration window) {
            List<Instant> all = losses.getOrDefault(tenant, List.of());
            return IntStream.range(1, all.size())
                    .anyMatch(i -> Duration.between(all.get(i - 1), all.get(i)).compareTo(window) <= 0);
        }

        private long served(int pair) {
            return rows(row -> row.state != SessionState.BANNED && row.pair.equals(OptionalInt.of(pair)))
                    .size();
        }

        private boolean isWith(SessionId session, TenantId tenant) {
            Row row = table.get(session);
            return row != null && row.state == SessionState.ASSIGNED && tenant.equals(row.tenant);
        }

        private List<SessionId> inOrder(TenantId tenant, SessionState state) {
            return rows(row -> row.state == state && tenant.equals(row.tenant)).stream()
                    .sorted(Comparator.comparing(row -> row.cameAs))
                    .map(row -> row.session)
                    .toList();
        }

        private List<Row> rows(Predicate<Row> which) {
            return table.values().stream().filter(which).toList();
        }

        /** Asks the pool, which refuses just if a refusal is expected; true if it did not. */
        private static boolean agreesOn(@Nullable Kind expected, Supplier<Boolean> decision) {
            Kind refused = null;
            try {
                assertThat(decision.get()).isNotNull();
            } catch (SessionRefusedException e) {
                refused = e.kind();
            }
            assertThat(refused).isEqualTo(expected);
            return refused == null;
        }
    }
}
