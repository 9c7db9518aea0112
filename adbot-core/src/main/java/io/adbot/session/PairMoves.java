package io.adbot.session;

import java.util.List;
import java.util.OptionalInt;

/**
 * The list of pairs of API credentials has become another. Sessions refer to pairs by position, and each stays with its application:
 * a session signs in with the one that it has signed in with before (rule S4).
 *
 * @param before the applications' numbers before, each at the position of its pair
 * @param after the same now
 */
public record PairMoves(List<Integer> before, List<Integer> after) {

    /** Copies the lists. */
    public PairMoves {
        before = List.copyOf(before);
        after = List.copyOf(after);
    }

    /**
     * Where an application stands now.
     *
     * @param position where it stood before
     * @return empty if it is not there any more; a position beyond the list before stays what it was, for nobody knew what it stood for
     */
    public OptionalInt follow(OptionalInt position) {
        if (position.isEmpty() || position.getAsInt() >= before.size()) {
            return position;
        }
        int at = position.getAsInt();
        Integer application = before.get(at);
        if (at < after.size() && after.get(at).equals(application)) {
            return position;
        }
        int now = after.indexOf(application);
        return now < 0 ? OptionalInt.empty() : OptionalInt.of(now);
    }
}
