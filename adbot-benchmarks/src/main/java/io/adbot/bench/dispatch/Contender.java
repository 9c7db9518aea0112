package io.adbot.bench.dispatch;

/** Somebody who dispatches the work. Good for one piece of work: made, started, awaited, closed. */
interface Contender {

    /** Takes over the work. Its times begin to count with this call. */
    void start() throws Exception;

    /** Waits until all of it is done, with what has to be done behind the last send; not longer than that. */
    void await(long nanos) throws InterruptedException;

    /** Gives the work up, and leaves no thread behind that works on it. */
    void close() throws Exception;
}
