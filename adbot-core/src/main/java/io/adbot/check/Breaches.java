package io.adbot.check;

import io.adbot.value.Breach;
import java.util.ArrayList;
import java.util.List;

/** Collects what one entry reveals; costs nothing while that is nothing. */
final class Breaches {

    private List<Breach> found = List.of();

    void add(String rule, String message) {
        add(new Breach(rule, message));
    }

    void add(Breach breach) {
        if (found.isEmpty()) {
            found = new ArrayList<>(1);
        }
        found.add(breach);
    }

    /** Hands over what was found and begins anew. */
    List<Breach> take() {
        List<Breach> taken = found;
        found = List.of();
        return taken;
    }
}
