package io.adbot.testkit;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The chances of one kind of trouble, laid end to end, so that one draw finds out which of them befalls. */
final class Odds {

    private final Trouble[] troubles;
    private final double[] ends;

    Odds(TelegramBehaviour behaviour, Trouble.Scope scope) {
        List<Trouble> likely = Arrays.stream(Trouble.values())
                .filter(trouble -> trouble.scope() == scope && behaviour.chance(trouble) > 0)
                .toList();
        this.troubles = likely.toArray(Trouble[]::new);
        this.ends = new double[troubles.length];
        double end = 0;
        for (int i = 0; i < ends.length; i++) {
            end += behaviour.chance(troubles[i]);
            ends[i] = end;
        }
    }

    boolean isNone() {
        return ends.length == 0;
    }

    /** The trouble in whose share a number from 0 to 1 lies; null for none. */
    @Nullable
    Trouble at(double unit) {
        for (int i = 0; i < ends.length; i++) {
            if (unit < ends[i]) {
                return troubles[i];
            }
        }
        return null;
    }
}
