package io.adbot.session;

import io.adbot.session.SessionRefusedException.Kind;
import java.util.Arrays;
import java.util.OptionalInt;

/** How many sessions each pair of credentials serves (rule S4). */
final class PairUsage {

    private int[] served = {};

    int servedBy(int pair) {
        return pair < served.length ? served[pair] : 0;
    }

    void add(OptionalInt pair) {
        if (pair.isPresent()) {
            if (pair.getAsInt() >= served.length) {
                served = Arrays.copyOf(served, pair.getAsInt() + 1);
            }
            served[pair.getAsInt()]++;
        }
    }

    void remove(OptionalInt pair) {
        if (pair.isPresent()) {
            served[pair.getAsInt()]--;
        }
    }

    /** Hands out pairs without taking note of it. */
    Plan plan(CredentialSupply supply) {
        return new Plan(Arrays.copyOf(served, Math.max(served.length, supply.pairs())), supply.pairs());
    }

    /** What the pairs would serve. */
    static final class Plan {
        private final int[] served;
        private final int pairs;

        private Plan(int[] served, int pairs) {
            this.served = served;
            this.pairs = pairs;
        }

        /** The least used pair; of several the first. */
        OptionalInt take() {
            int least = -1;
            for (int pair = 0; pair < pairs; pair++) {
                if (served[pair] < ApiCredentials.MOST_SESSIONS && (least < 0 || served[pair] < served[least])) {
                    least = pair;
                }
            }
            if (least < 0) {
                throw new SessionRefusedException(
                        Kind.CREDENTIALS,
                        pairs == 0
                                ? "A session needs API credentials and there are none: add a pair."
                                : "Each of the " + pairs + " pairs of API credentials serves "
                                        + ApiCredentials.MOST_SESSIONS + " sessions, as many as it may: add a pair.");
            }
            served[least]++;
            return OptionalInt.of(least);
        }
    }
}
