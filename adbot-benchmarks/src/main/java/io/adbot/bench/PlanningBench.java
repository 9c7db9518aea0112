package io.adbot.bench;

import io.adbot.measure.Goal;
import io.adbot.plan.ExecutionMode;
import io.adbot.plan.ExecutionPlan;
import io.adbot.plan.ExecutionPlan.DuePost;
import io.adbot.plan.ExecutionPlanner;
import io.adbot.plan.GroupList;
import io.adbot.plan.PlanRequest;
import io.adbot.plan.SessionSchedule;
import io.adbot.value.GroupId;
import io.adbot.value.SessionId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Plans and streams all due times, against a list of all of them, and against two loops that compute the same numbers. */
final class PlanningBench implements Part {

    private static final String OURS = "plan and stream";
    private static final String STREAM = "stream alone, of a plan that is there";
    private static final String LIST = "plan, then a list of every post";
    private static final String LIMIT = "bare loop";
    private static final long DELAY = 5_000_000_000L;

    private final List<Size> sizes;
    private final List<Size> growing;
    private final Turns turns;
    private final long postsAtLeast;
    private final long mostInList;

    /** What is computed goes here, so that it must be computed. */
    private long sink;

    /**
     * A part.
     *
     * @param growing sizes that grow by ten, of as many sessions
     * @param postsAtLeast how many posts a turn has, by doing small plans again and again
     * @param mostInList how many posts a list may hold
     */
    PlanningBench(List<Size> sizes, List<Size> growing, Turns turns, long postsAtLeast, long mostInList) {
        this.sizes = sizes;
        this.growing = growing;
        this.turns = turns;
        this.postsAtLeast = postsAtLeast;
        this.mostInList = mostInList;
    }

    /** Sessions and groups. */
    record Size(int sessions, int groups) {
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%,d sessions × %,d groups", sessions, groups);
        }
    }

    @Override
    public Section measure() throws Exception {
        Section section = new Section("planning", "Planning").add("""
                        A plan of a cycle, and all its due times one by one: *%s* makes the plan of its request and shows each post to a visitor; *%s*
                        makes the plan and collects every post with its session, group and time, as one would who wants to sort and look things up. The
                        limit is a program that has nothing but the numbers, and adds them up in two loops. Costs are nanoseconds of wall time for a
                        post.
                        """.formatted(OURS, LIST));
        for (ExecutionMode mode : ExecutionMode.values()) {
            for (Size size : sizes) {
                section.add(compare(mode, size));
            }
        }
        for (ExecutionMode mode : ExecutionMode.values()) {
            Growth growth = new Growth(mode.wire() + ": a post", "groups", "ns", Set.of(LIMIT));
            for (Size size : growing) {
                Comparison comparison = compare(mode, size);
                for (String contender : List.of(OURS, LIST, LIMIT)) {
                    growth.add(contender, size.groups(), comparison.cost(contender));
                }
            }
            section.add(growth);
        }
        if (sink == 42) {
            section.add("");
        }
        return section;
    }

    private Comparison compare(ExecutionMode mode, Size size) throws Exception {
        PlanRequest request = request(mode, size);
        ExecutionPlan plan = plan(request);
        long posts = plan.posts();
        long times = Math.max(1, postsAtLeast / posts);
        Comparison comparison = new Comparison(mode.wire() + ", " + size, "ns a post", OURS, LIMIT);
        Map<String, Turns.Work> contenders = new LinkedHashMap<>();
        contenders.put(OURS, () -> nanos(times, posts, () -> stream(plan(request))));
        contenders.put(STREAM, () -> nanos(times, posts, () -> stream(plan)));
        if (posts <= mostInList) {
            contenders.put(LIST, () -> nanos(times, posts, () -> list(plan(request))));
        } else {
            comparison.absent(LIST, String.format(Locale.ROOT, "not run: %,d objects", posts));
        }
        Bare bare = new Bare(plan);
        if (stream(plan) != bare.sum()) {
            throw new IllegalStateException("the bare loop computes other numbers for " + mode + ", " + size);
        }
        contenders.put(LIMIT, () -> nanos(times, posts, bare::sum));
        turns.run(contenders, comparison);
        return comparison.goal(OURS + " : " + LIMIT, OURS, LIMIT, Goal.atMost(2, "2"));
    }

    private double nanos(long times, long posts, Sum work) {
        long start = System.nanoTime();
        for (long i = 0; i < times; i++) {
            sink += work.sum();
        }
        return (double) (System.nanoTime() - start) / (times * posts);
    }

    private static long stream(ExecutionPlan plan) {
        Adder adder = new Adder();
        plan.forEachDue(adder);
        return adder.sum;
    }

    private static long list(ExecutionPlan plan) {
        List<DuePost> posts = plan.duePosts().toList();
        long sum = 0;
        for (DuePost post : posts) {
            sum += post.dueNanos();
        }
        return sum;
    }

    private static ExecutionPlan plan(PlanRequest request) {
        return ExecutionPlanner.plan(request).fold(plan -> plan, infeasible -> {
            throw new IllegalStateException(infeasible.message());
        });
    }

    private static PlanRequest request(ExecutionMode mode, Size size) {
        PlanRequest.Builder builder = PlanRequest.builder(mode)
                .sessions(IntStream.range(0, size.sessions())
                        .mapToObj(i -> new SessionId("session-" + i))
                        .toList())
                .groups(GroupList.of(IntStream.range(0, size.groups())
                        .mapToObj(i -> new GroupId("-100" + (1_000_000 + i)))
                        .toList()))
                .delay(Duration.ofNanos(DELAY));
        return mode == ExecutionMode.STARTER
                ? builder.cycle(Duration.ofNanos(DELAY * (size.groups() + 1) * size.sessions()))
                        .build()
                : builder.build();
    }

    private interface Sum {
        long sum();
    }

    private static final class Adder implements ExecutionPlan.DueVisitor {
        private long sum;

        @Override
        public void visit(int session, int group, long dueNanos) {
            sum += dueNanos ^ (session + group);
        }
    }

    /** The numbers of a plan, and two loops. */
    private static final class Bare {
        private final long[] offsets;
        private final int[] first;
        private final int[] groups;
        private final long delay;

        Bare(ExecutionPlan plan) {
            List<SessionSchedule> sessions = plan.sessions();
            this.offsets =
                    sessions.stream().mapToLong(SessionSchedule::offsetNanos).toArray();
            this.first = sessions.stream().mapToInt(SessionSchedule::from).toArray();
            this.groups = sessions.stream().mapToInt(SessionSchedule::groups).toArray();
            this.delay = plan.delayNanos();
        }

        long sum() {
            long sum = 0;
            for (int session = 0; session < offsets.length; session++) {
                long due = offsets[session];
                for (int k = 0; k < groups[session]; k++, due += delay) {
                    sum += due ^ (session + first[session] + k);
                }
            }
            return sum;
        }
    }
}
