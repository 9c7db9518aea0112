package io.adbot.plan;

import io.adbot.plan.ExecutionPlan.DuePost;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The timing rules said another way: with numbers that cannot overflow, and by dealing out and sorting. */
final class Oracle {

    private Oracle() {}

    static BigInteger big(long number) {
        return BigInteger.valueOf(number);
    }

    /** T6. */
    static boolean feasible(long sessions, long groups, long delay, long cycle) {
        return big(groups).multiply(big(delay)).multiply(big(sessions)).compareTo(big(cycle)) < 0;
    }

    /** T5. */
    static long offset(int index, int sessions, long cycle) {
        return big(index).multiply(big(cycle)).divide(big(sessions)).longValueExact();
    }

    /** T7: deals the groups out one by one; how many each session gets. */
    static int[] shares(int sessions, int groups) {
        int[] shares = new int[sessions];
        for (int group = 0; group < groups; group++) {
            shares[group % sessions]++;
        }
        return shares;
    }

    /** T4, T5, T7, T8: all posts, sorted by due time and then by session. */
    static List<DuePost> posts(PlanRequest request) {
        record Due(int session, DuePost post) {}
        long delay = Math.max(request.delayNanos(), request.minimumDelayNanos());
        int sessions = request.sessions().size();
        int[] shares = shares(sessions, request.groups().size());
        List<Due> all = new ArrayList<>();
        int next = 0;
        for (int i = 0; i < sessions; i++) {
            boolean starter = request.mode() == ExecutionMode.STARTER;
            int first = starter ? 0 : next;
            int count = starter ? request.groups().size() : shares[i];
            long offset = starter ? offset(i, sessions, request.cycleNanos().getAsLong()) : 0;
            for (int k = 0; k < count; k++) {
                all.add(new Due(
                        i,
                        new DuePost(request.sessions().get(i), request.groups().get(first + k), offset + k * delay)));
            }
            next += shares[i];
        }
        all.sort(Comparator.<Due>comparingLong(due -> due.post().dueNanos()).thenComparing(Due::session));
        return all.stream().map(Due::post).toList();
    }
}
