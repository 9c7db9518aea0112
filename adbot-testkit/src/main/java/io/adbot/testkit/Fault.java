package io.adbot.testkit;

import io.adbot.time.Nanos;
import io.adbot.value.InvalidValueException;
import java.time.Duration;

/** Something that goes wrong around the engine, as {@link FaultMenu} lists it; {@link #fold} handles them one by one. */
public sealed interface Fault {

    /** Calls the one handler that fits. */
    <R> R fold(Handler<R> handler);

    /**
     * One case each.
     *
     * @param <R> what the handling gives
     */
    interface Handler<R> {
        /** The process dies and is started again. */
        R crash(Crash fault);

        /** The wall clock is set. */
        R wallStep(WallStep fault);

        /** Appends to the journal fail. */
        R journalFails(JournalFails fault);

        /** The journal makes nothing durable for a while. */
        R journalSlow(JournalSlow fault);

        /** The operator stops everything, and starts it again. */
        R stopAndStart(StopAndStart fault);

        /** Telegram is not to be reached. */
        R outage(Outage fault);
    }

    /**
     * The process dies and is started again.
     *
     * @param survivors how many of the journal's entries that were not durable yet are found afterwards, at least 0
     * @param down how long until it is started again
     */
    record Crash(int survivors, Duration down) implements Fault {
        /** Checks the numbers. */
        public Crash {
            if (survivors < 0) {
                throw new InvalidValueException("survivors", survivors, "at least 0");
            }
            Nanos.of("down", down);
        }

        @Override
        public <R> R fold(Handler<R> handler) {
            return handler.crash(this);
        }

        @Override
        public String toString() {
            return "crash, " + survivors + " entries on their way survive, down for " + Nanos.text(down.toNanos());
        }
    }

    /**
     * The wall clock is set.
     *
     * @param by how far; negative for back
     */
    record WallStep(Duration by) implements Fault {
        @Override
        public <R> R fold(Handler<R> handler) {
            return handler.wallStep(this);
        }

        @Override
        public String toString() {
            String length = Nanos.text(by.abs().toNanos());
            return "the wall clock is set " + (by.isNegative() ? "back by " : "ahead by ") + length;
        }
    }

    /**
     * Appends to the journal fail.
     *
     * @param appends how many in a row, at least 1
     */
    record JournalFails(int appends) implements Fault {
        /** Checks the number. */
        public JournalFails {
            if (appends < 1) {
                throw new InvalidValueException("appends", appends, "at least 1");
            }
        }

        @Override
        public <R> R fold(Handler<R> handler) {
            return handler.journalFails(this);
        }

        @Override
        public String toString() {
            return "the next " + (appends == 1 ? "append" : appends + " appends") + " to the journal fail";
        }
    }

    /**
     * The journal makes nothing durable for a while, and then everything.
     *
     * @param length for how long
     */
    record JournalSlow(Duration length) implements Fault {
        /** Checks the length. */
        public JournalSlow {
            Nanos.of("length", length);
        }

        @Override
        public <R> R fold(Handler<R> handler) {
            return handler.journalSlow(this);
        }

        @Override
        public String toString() {
            return "the journal holds everything back for " + Nanos.text(length.toNanos());
        }
    }

    /**
     * The operator stops everything, and starts it again.
     *
     * @param pause how long after the stop
     */
    record StopAndStart(Duration pause) implements Fault {
        /** Checks the pause. */
        public StopAndStart {
            Nanos.of("pause", pause);
        }

        @Override
        public <R> R fold(Handler<R> handler) {
            return handler.stopAndStart(this);
        }

        @Override
        public String toString() {
            return "stop, and start again after " + Nanos.text(pause.toNanos());
        }
    }

    /**
     * Telegram is not to be reached.
     *
     * @param length for how long
     */
    record Outage(Duration length) implements Fault {
        /** Checks the length. */
        public Outage {
            Nanos.of("length", length);
        }

        @Override
        public <R> R fold(Handler<R> handler) {
            return handler.outage(this);
        }

        @Override
        public String toString() {
            return "Telegram is not to be reached for " + Nanos.text(length.toNanos());
        }
    }
}
