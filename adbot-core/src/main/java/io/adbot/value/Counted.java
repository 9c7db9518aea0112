package io.adbot.value;

/** How many of something there are, for a person: {@code 1 session}, {@code 2 sessions}. */
public final class Counted {

    private Counted() {}

    /**
     * Counts what has its plural by an s.
     *
     * @param what one of them
     */
    public static String of(long count, String what) {
        return of(count, what, what + "s");
    }

    /** Counts what has another plural. */
    public static String of(long count, String one, String many) {
        return count + " " + (count == 1 ? one : many);
    }
}
