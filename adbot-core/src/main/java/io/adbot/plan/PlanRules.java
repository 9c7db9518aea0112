package io.adbot.plan;

import io.adbot.time.Nanos;
import io.adbot.value.Breach;
import io.adbot.value.SessionId;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * The timing rules, each once: the planner computes with them, and {@link #check} holds any plan against them, whoever
 * made it.
 */
public final class PlanRules {

    /** T3: the floor of the delay. Configuration may raise it and never lower it. */
    public static final long MINIMUM_DELAY_NANOS = 3 * Nanos.SECOND;

    /** T3: the delay of a record that has none. */
    public static final long DEFAULT_DELAY_NANOS = 5 * Nanos.SECOND;

    /** T12: by how much an enterprise cycle may overrun unless configured otherwise. */
    public static final long DEFAULT_GRACE_NANOS = 15 * Nanos.MINUTE;

    private PlanRules() {}

    /**
     * T6, exactly and without overflow: G·D′·N {@literal <} C holds just when G·N posts are no more than fit.
     *
     * @param delay D′, more than zero
     * @param cycle C, more than zero
     */
    public static boolean feasible(int sessions, int groups, long delay, long cycle) {
        return (long) sessions * groups <= postsThatFit(delay, cycle);
    }

    /** How many posts a starter cycle holds, over all its sessions: the largest p with p·D′ {@literal <} C. */
    public static long postsThatFit(long delay, long cycle) {
        return (cycle - 1) / delay;
    }

    /** T5: i·C/N, rounded down, exact for any C. */
    public static long starterOffset(int index, int sessions, long cycle) {
        return index * (cycle / sessions) + index * (cycle % sessions) / sessions;
    }

    /** T7: the first group of part {@code index} when G groups are cut into N parts, larger parts first. */
    public static int enterprisePartStart(int index, int sessions, int groups) {
        return index * (groups / sessions) + Math.min(index, groups % sessions);
    }

    /** T7: the size of the first part. */
    public static int largestPart(int sessions, int groups) {
        return enterprisePartStart(1, sessions, groups);
    }

    /** T12: the common end of the slots of an enterprise cycle: the latest due time, one delay, and the grace. */
    public static long enterpriseSlotEnd(int largestPart, long delay, long grace) {
        return Nanos.plus(largestPart * delay, grace);
    }

    /** Every rule that the plan breaks, with the numbers; empty for a plan that is in order. */
    public static List<Breach> check(ExecutionPlan plan) {
        if (plan.sessions().isEmpty()) {
            return List.of(new Breach("T2", "the plan has no session, and needs at least one"));
        }
        List<Breach> breaches = new ArrayList<>(0);
        checkDistinct(plan, breaches);
        checkDelay(plan, breaches);
        if (plan.mode() == ExecutionMode.STARTER) {
            checkStarter(plan, breaches);
        } else {
            checkEnterprise(plan, breaches);
        }
        return breaches;
    }

    private static void checkDistinct(ExecutionPlan plan, List<Breach> breaches) {
        // A planned one keeps the first of each and says so; a recorded one has no adjustments to say it with.
        boolean reported = plan.adjustments().stream().anyMatch(Adjustment.DuplicateGroups.class::isInstance);
        if (!plan.groups().duplicates().isEmpty() && !reported) {
            breaches.add(new Breach(
                    "T2",
                    "groups stand twice in the plan: "
                            + Lists.shortened(plan.groups().duplicates())));
        }
        List<SessionId> twice = SessionList.of(
                        plan.sessions().stream().map(SessionSchedule::session).toList())
                .duplicates();
        if (!twice.isEmpty()) {
            breaches.add(new Breach("T2", "sessions stand twice in the plan: " + Lists.shortened(twice)));
        }
    }

    private static void checkDelay(ExecutionPlan plan, List<Breach> breaches) {
        if (plan.delayNanos() < MINIMUM_DELAY_NANOS) {
            breaches.add(new Breach(
                    "T3",
                    "the delay is " + Nanos.text(plan.delayNanos()) + ", below the floor of "
                            + Nanos.text(MINIMUM_DELAY_NANOS)));
        }
    }

    private static void checkStarter(ExecutionPlan plan, List<Breach> breaches) {
        int sessions = plan.sessions().size();
        int groups = plan.groups().size();
        long cycle = plan.endNanos();
        if (cycle <= 0) {
            breaches.add(new Breach("T11", "a starter cycle is longer than zero, but this one is " + cycle + " ns"));
            return;
        }
        // A delay that is not one was reported as such (T3); here it only must not divide.
        long delay = Math.max(1, plan.delayNanos());
        if (!feasible(sessions, groups, delay, cycle)) {
            breaches.add(new Breach("T6", new Infeasible(sessions, groups, delay, cycle).message()));
        }
        for (int i = 0; i < sessions; i++) {
            SessionSchedule session = plan.sessions().get(i);
            expect(
                    "T5",
                    "the offset of session " + session.session(),
                    starterOffset(i, sessions, cycle),
                    session.offsetNanos(),
                    breaches);
            expect("T4", "the first group of session " + session.session(), 0, session.from(), breaches);
            expect("T4", "the end of the groups of session " + session.session(), groups, session.to(), breaches);
        }
    }

    private static void checkEnterprise(ExecutionPlan plan, List<Breach> breaches) {
        int sessions = plan.sessions().size();
        int groups = plan.groups().size();
        for (int i = 0; i < sessions; i++) {
            SessionSchedule session = plan.sessions().get(i);
            expect("T7", "the offset of session " + session.session(), 0, session.offsetNanos(), breaches);
            expect(
                    "T7",
                    "the first group of session " + session.session(),
                    enterprisePartStart(i, sessions, groups),
                    session.from(),
                    breaches);
            expect(
                    "T7",
                    "the end of the groups of session " + session.session(),
                    enterprisePartStart(i + 1, sessions, groups),
                    session.to(),
                    breaches);
        }
        BigInteger needed =
                BigInteger.valueOf(plan.delayNanos()).multiply(BigInteger.valueOf(largestPart(sessions, groups)));
        if (BigInteger.valueOf(plan.endNanos()).compareTo(needed) < 0) {
            breaches.add(new Breach(
                    "T12",
                    "the slots end at " + Nanos.text(plan.endNanos()) + ", before the latest due time and one delay at "
                            + Nanos.text(needed)));
        }
    }

    private static void expect(String rule, String what, long expected, long found, List<Breach> breaches) {
        if (expected != found) {
            breaches.add(new Breach(rule, what + " is " + found + ", by the rule it is " + expected));
        }
    }
}
