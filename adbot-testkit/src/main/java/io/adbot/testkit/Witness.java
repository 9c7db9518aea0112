package io.adbot.testkit;

import io.adbot.cycle.Waiting;
import java.util.Set;

/**
 * Is shown what befell a run besides its journal, so that a suite of many runs can tell whether anything that may happen
 * never did.
 */
interface Witness {

    /** A witness that looks away. */
    Witness NONE = new Witness() {
        @Override
        public void struck(Fault fault) {}

        @Override
        public void waited(Waiting waiting) {}

        @Override
        public void befell(Set<Trouble> troubles) {}
    };

    /** A fault of the menu happened. */
    void struck(Fault fault);

    /** A probe found somebody waiting. */
    void waited(Waiting waiting);

    /** The run is over, and Telegram made this trouble. */
    void befell(Set<Trouble> troubles);
}
