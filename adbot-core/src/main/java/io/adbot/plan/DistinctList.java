package io.adbot.plan;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * A list in which nothing stands twice, found out once, and that knows what it left out (rule T2).
 *
 * <p>Where an item stands is found by hash, in a table of positions that is searched onward from the item's own slot: a map
 * would take seven times the room for each of the groups, which are many, and be as much slower in finding them.
 */
abstract sealed class DistinctList<T> extends AbstractList<T> implements RandomAccess permits GroupList, SessionList {

    private final T[] distinct;
    private final List<T> dropped;

    /** For each slot 1 + the position of the item there, or 0; at most half of them are taken. */
    private final int[] slots;

    @SuppressWarnings("unchecked") // never seen as anything but an array of objects
    DistinctList(Collection<T> given) {
        T[] items = (T[]) given.toArray();
        List<T> duplicates = new ArrayList<>(0);
        int kept = 0;
        slots = new int[Math.max(2, Integer.highestOneBit(items.length) * 4)];
        for (T item : items) {
            int slot = slot(items, Objects.requireNonNull(item));
            if (slots[slot] == 0) {
                items[kept++] = item;
                slots[slot] = kept;
            } else {
                duplicates.add(item);
            }
        }
        distinct = kept == items.length ? items : Arrays.copyOf(items, kept);
        dropped = List.copyOf(duplicates);
    }

    @Override
    public final T get(int position) {
        return distinct[position];
    }

    @Override
    public final int size() {
        return distinct.length;
    }

    /** Where an item stands, from 0, or −1; constant time. */
    @Override
    public final int indexOf(@Nullable Object item) {
        return item == null ? -1 : slots[slot(distinct, item)] - 1;
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

    /** The slot of an item, or the empty one in which it would be. The factor spreads ids that follow one another. */
    private int slot(Object[] items, Object item) {
        int mask = slots.length - 1;
        int hash = item.hashCode();
        int slot = (hash * 0x9e3779b9) >>> Integer.numberOfLeadingZeros(mask);
        while (slots[slot] != 0 && !isThat(items[slots[slot] - 1], item, hash)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    /** Most that lie in the way are told apart by their hashes, which ids remember. */
    private static boolean isThat(Object there, Object item, int hash) {
        return there.hashCode() == hash && there.equals(item);
    }
}
