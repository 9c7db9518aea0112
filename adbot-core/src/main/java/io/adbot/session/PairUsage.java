package io.adbot.session;

import io.adbot.message.ApiCredentials;
import io.adbot.session.SessionRefusedException.Kind;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/** How many sessions each pair of credentials serves (rule S4). */
final class PairUsage {

    private final Map<Integer, Integer> served = new HashMap<>();

    int servedBy(int pair) {
        return served.getOrDefault(pair, 0);
    }

    boolean hasRoom(int pair) {
        return servedBy(pair) < ApiCredentials.MOST_SESSIONS;
    }

    void add(OptionalInt pair) {
        pair.ifPresent(which -> served.merge(which, 1, Integer::sum));
    }

    void remove(OptionalInt pair) {
        pair.ifPresent(
                which -> served.computeIfPresent(which, (same, sessions) -> sessions == 1 ? null : sessions - 1));
    }

    /** Hands out pairs without taking note of it here. */
    Plan plan(CredentialSupply supply) {
        return new Plan(supply.pairs());
    }

    /** What the pairs would serve besides. */
    final class Plan {
        private final int pairs;
        private final Map<Integer, Integer> planned = new HashMap<>();

        private Plan(int pairs) {
            this.pairs = pairs;
        }

        /** The least used pair; of several the first. */
        OptionalInt take() {
            int least = -1;
            int usage = ApiCredentials.MOST_SESSIONS;
            for (int pair = 0; pair < pairs; pair++) {
                int sessions = servedBy(pair) + planned.getOrDefault(pair, 0);
                if (sessions < usage) {
                    least = pair;
                    usage = sessions;
                }
            }
            if (least < 0) {
                throw new SessionRefusedException(Kind.CREDENTIALS, refusal());
            }
            planned.merge(least, 1, Integer::sum);
            return OptionalInt.of(least);
        }

        private String refusal() {
            if (pairs == 0) {
                return "A session needs API credentials and there are none: add a pair.";
            }
            return (pairs == 1 ? "The only pair" : "Each of the " + pairs + " pairs") + " of API credentials serves "
                    + ApiCredentials.MOST_SESSIONS + " sessions, as many as it may: add a pair.";
        }
    }
}
