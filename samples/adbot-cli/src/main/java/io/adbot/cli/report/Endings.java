package io.adbot.cli.report;

import io.adbot.cycle.Ending;
import io.adbot.message.OutcomeKind;
import java.util.LinkedHashMap;
import java.util.Map;

/** How the deliveries of one session, or to one group, ended. */
final class Endings {

    private final Map<String, Long> others = new LinkedHashMap<>();
    private long planned;
    private long delivered;

    void add(Ending ending) {
        planned++;
        if (ending.equals(Ending.settled(OutcomeKind.DELIVERED))) {
            delivered++;
        } else {
            others.merge(ending.toString(), 1L, Long::sum);
        }
    }

    long planned() {
        return planned;
    }

    long delivered() {
        return delivered;
    }

    /** What else became of them, and how often: the outcome's name, or the reason of the skip. */
    Map<String, Long> others() {
        return others;
    }
}
