package io.adbot.testkit;

import io.adbot.message.MessageLink;
import io.adbot.message.Post;
import io.adbot.plan.ExecutionMode;
import io.adbot.plan.PlanRequest;
import io.adbot.plan.PlanRules;
import io.adbot.value.GroupId;
import io.adbot.value.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;

/**
 * The library's values for property tests with <a href="https://jqwik.net">jqwik</a>.
 *
 * <pre>{@code
 * @Property
 * void plansEverythingFeasible(@ForAll("requests") PlanRequest request) { … }
 *
 * @Provide
 * Arbitrary<PlanRequest> requests() {
 *     return AdBotArbitraries.feasiblePlanRequests();
 * }
 * }</pre>
 */
@SuppressWarnings("exports") // jqwik is no named module yet, so it cannot well be required transitively
public final class AdBotArbitraries {

    private static final String NAME_CHARACTERS = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final int MOST_SESSIONS = 20;
    private static final int MOST_GROUPS = 200;

    private AdBotArbitraries() {}

    /** Requests in either mode, of 1 to 20 sessions and 1 to 200 groups, some named twice; feasible or not. */
    public static Arbitrary<PlanRequest> planRequests() {
        Arbitrary<Duration> delays = durations(Duration.ZERO, Duration.ofMinutes(2));
        Arbitrary<Duration> cycles = durations(Duration.ofNanos(1), Duration.ofHours(24));
        return Combinators.combine(modes(), sessions(), groups(), delays, cycles)
                .as((mode, sessions, groups, delay, cycle) -> PlanRequest.builder(mode)
                        .sessions(sessions)
                        .groups(groups)
                        .delay(delay)
                        .cycle(cycle)
                        .build());
    }

    /** Requests that have a plan: the starter ones among them with a cycle from just long enough to ten times that. */
    public static Arbitrary<PlanRequest> feasiblePlanRequests() {
        Arbitrary<Duration> delays = durations(Duration.ZERO, Duration.ofMinutes(2));
        Arbitrary<Double> room = Arbitraries.doubles().between(1, 10).edgeCases(edges -> edges.add(1.0));
        return Combinators.combine(modes(), sessions(), groups(), delays, room)
                .as((mode, sessions, groups, delay, factor) -> PlanRequest.builder(mode)
                        .sessions(sessions)
                        .groups(groups)
                        .delay(delay)
                        .cycle(feasibleCycle(Tuple.of(sessions.size(), groups.size()), delay, factor))
                        .build());
    }

    /** Posts of both kinds. */
    public static Arbitrary<Post> posts() {
        Arbitrary<Post> texts = Arbitraries.strings()
                .all()
                .ofMinLength(1)
                .ofMaxLength(4096)
                .filter(text -> !text.isBlank())
                .map(Post.Text::new);
        return Arbitraries.oneOf(texts, messageLinks().map(Post.Forward::new));
    }

    /** Links to messages of public and private chats, with and without a topic. */
    public static Arbitrary<MessageLink> messageLinks() {
        Arbitrary<MessageLink.SourceChat> publicChats = Arbitraries.strings()
                .withChars(NAME_CHARACTERS)
                .ofMinLength(4)
                .ofMaxLength(32)
                .filter(name -> Character.isLetter(name.charAt(0)))
                .map(MessageLink.PublicChat::new);
        Arbitrary<MessageLink.SourceChat> privateChats =
                Arbitraries.longs().between(1, 997_852_516_352L).map(MessageLink.PrivateChat::new);
        Arbitrary<Long> numbers = Arbitraries.longs().between(1, Integer.MAX_VALUE);
        return Combinators.combine(Arbitraries.oneOf(publicChats, privateChats), numbers.optional(), numbers)
                .as((chat, topic, message) ->
                        new MessageLink(chat, topic.map(OptionalLong::of).orElseGet(OptionalLong::empty), message));
    }

    /**
     * Moments near which time zones do what schedules stumble over: hours that are skipped or come twice, in the north and the
     * south, a shift of half an hour (Lord Howe), a day that never was (Apia), a shift at midnight, and zones at odd
     * distances from UTC (Kathmandu, Chatham).
     */
    public static Arbitrary<HardMoment> hardZones() {
        Arbitrary<Duration> aside = Arbitraries.longs()
                .between(-Duration.ofHours(30).toNanos(), Duration.ofHours(30).toNanos())
                .edgeCases(edges -> edges.add(-1L, 0L, 1L))
                .map(Duration::ofNanos);
        return Combinators.combine(Arbitraries.of(HARD), aside)
                .as((hard, by) -> new HardMoment(hard.zone, hard.transition.plus(by), hard.transition));
    }

    /** Fault menus for runs of 1 minute to 2 days. */
    public static Arbitrary<FaultMenu> faultMenus() {
        Arbitrary<Duration> spans = durations(Duration.ofMinutes(1), Duration.ofDays(2));
        return Combinators.combine(Arbitraries.longs(), spans).as(FaultMenu::draw);
    }

    private record Hard(ZoneId zone, Instant transition) {
        static Hard at(String zone, String transition) {
            return new Hard(ZoneId.of(zone), Instant.parse(transition));
        }
    }

    private static final List<Hard> HARD = List.of(
            Hard.at("Europe/Berlin", "2026-03-29T01:00:00Z"),
            Hard.at("Europe/Berlin", "2026-10-25T01:00:00Z"),
            Hard.at("America/New_York", "2026-03-08T07:00:00Z"),
            Hard.at("America/New_York", "2026-11-01T06:00:00Z"),
            Hard.at("America/Santiago", "2026-09-06T04:00:00Z"),
            Hard.at("Australia/Lord_Howe", "2026-04-04T15:00:00Z"),
            Hard.at("Australia/Lord_Howe", "2026-10-03T15:30:00Z"),
            Hard.at("Pacific/Apia", "2011-12-30T10:00:00Z"),
            Hard.at("Pacific/Chatham", "2026-09-26T14:00:00Z"),
            Hard.at("America/Sao_Paulo", "2018-11-04T03:00:00Z"),
            Hard.at("Africa/Casablanca", "2026-02-15T02:00:00Z"),
            Hard.at("Asia/Kathmandu", "1985-12-31T18:30:00Z"));

    private static Arbitrary<ExecutionMode> modes() {
        return Arbitraries.of(ExecutionMode.values());
    }

    private static Arbitrary<List<SessionId>> sessions() {
        return names(MOST_SESSIONS)
                .map(numbers -> numbers.stream()
                        .map(number -> new SessionId("session-" + number))
                        .toList());
    }

    private static Arbitrary<List<GroupId>> groups() {
        return names(MOST_GROUPS)
                .map(numbers -> numbers.stream()
                        .map(number -> new GroupId("-100" + number))
                        .toList());
    }

    /** 1 to {@code most} numbers in ascending order, now and then with one of them named again at the end. */
    private static Arbitrary<List<Integer>> names(int most) {
        Arbitrary<Boolean> twice = Arbitraries.integers().between(0, 4).map(die -> die == 0);
        return Combinators.combine(Arbitraries.integers().between(1, most), twice)
                .as((count, again) -> IntStream.concat(
                                IntStream.rangeClosed(1, count), again ? IntStream.of(1) : IntStream.empty())
                        .boxed()
                        .toList());
    }

    private static Arbitrary<Duration> durations(Duration least, Duration most) {
        return Arbitraries.longs().between(least.toNanos(), most.toNanos()).map(Duration::ofNanos);
    }

    /** The shortest cycle in which the posts fit, times a factor: at factor 1 one nanosecond less would be infeasible. */
    private static Duration feasibleCycle(Tuple2<Integer, Integer> sessionsAndGroups, Duration delay, double factor) {
        long effective = Math.max(delay.toNanos(), PlanRules.MINIMUM_DELAY_NANOS);
        long posts = (long) sessionsAndGroups.get1() * sessionsAndGroups.get2();
        long shortest = Math.addExact(Math.multiplyExact(effective, posts), 1);
        return Duration.ofNanos(Math.max(shortest, (long) (shortest * factor)));
    }
}
