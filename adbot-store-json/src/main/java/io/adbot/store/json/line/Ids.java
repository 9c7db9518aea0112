package io.adbot.store.json.line;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Ids that were read before, so that each is checked and held once. It forgets all when it has seen very many: a journal
 * is read in the same memory however long it is.
 *
 * @param <T> the id
 */
final class Ids<T> {

    private static final int MOST = 1 << 16;

    private final Map<String, T> known = new HashMap<>();
    private final Function<String, T> make;

    Ids(Function<String, T> make) {
        this.make = make;
    }

    T of(String value) {
        T id = known.get(value);
        if (id == null) {
            id = make.apply(value);
            if (known.size() == MOST) {
                known.clear();
            }
            known.put(value, id);
        }
        return id;
    }
}
