package io.adbot.plan;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/** A list in which nothing stands twice, found out once, and that knows what it left out (rule T2). */
abstract sealed class DistinctList<T> extends AbstractList<T> implements RandomAccess permits GroupList, SessionList {

    private final List<T> distinct;
    private final List<T> dropped;
    private final Map<T, Integer> index;

    DistinctList(Collection<T> items) {
        Map<T, Integer> positions = new HashMap<>((int) (items.size() / 0.75f) + 1);
        List<T> kept = new ArrayList<>(items.size());
        List<T> duplicates = new ArrayList<>(0);
        for (T item : items) {
            if (positions.putIfAbsent(item, kept.size()) == null) {
                kept.add(item);
            } else {
                duplicates.add(item);
            }
        }
        this.distinct = List.copyOf(kept);
        this.dropped = List.copyOf(duplicates);
        this.index = positions;
    }

    @Override
    public final T get(int position) {
        return distinct.get(position);
    }

    @Override
    public final int size() {
        return distinct.size();
    }

    /** Where an item stands, from 0, or −1; constant time. */
    @Override
    public final int indexOf(@Nullable Object item) {
        Integer position = item == null ? null : index.get(item);
        return position == null ? -1 : position;
    }

    @Override
    public final int lastIndexOf(@Nullable Object item) {
        return indexOf(item);
    }

    @Override
    public final boolean contains(@Nullable Object item) {
        return indexOf(item) >= 0;
    }

    /** The later occurrences that were left out, in the order in which they came; usually empty. */
    public final List<T> duplicates() {
        return dropped;
    }
}
