package io.adbot.testkit;

import java.util.Arrays;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Timers by due time, equal ones by the order in which they were asked for: a heap whose keys lie in flat arrays, and in which
 * every timer knows its place, so that it can be taken out from the middle. Of four children each, it is half as high as one of
 * two, and what is compared lies side by side.
 */
final class TimerHeap {

    private static final int CHILDREN = 4;

    private long[] dues = new long[64];
    private long[] orders = new long[64];
    private @Nullable Timer[] timers = new Timer[64];
    private int size;

    /** What the heap holds; it lets the heap keep its place in it. */
    abstract static class Timer {
        private int place = -1;

        final boolean isWaiting() {
            return place >= 0;
        }
    }

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    /** When the first is due. Only if there is one. */
    long firstDue() {
        return dues[0];
    }

    /** The number of the first. Only if there is one. */
    long firstOrder() {
        return orders[0];
    }

    void add(Timer timer, long due, long order) {
        if (size == dues.length) {
            dues = Arrays.copyOf(dues, size * 2);
            orders = Arrays.copyOf(orders, size * 2);
            timers = Arrays.copyOf(timers, size * 2);
        }
        siftUp(size++, timer, due, order);
    }

    /** Takes the first out. Only if there is one. */
    Timer poll() {
        Timer first = at(0);
        remove(first);
        return first;
    }

    /** Takes a timer out that waits here. */
    void remove(Timer timer) {
        int hole = timer.place;
        timer.place = -1;
        int last = --size;
        Timer moved = at(last);
        long due = dues[last];
        long order = orders[last];
        timers[last] = null;
        if (hole == last) {
            return;
        }
        if (hole > 0 && isBefore(due, order, (hole - 1) / CHILDREN)) {
            siftUp(hole, moved, due, order);
        } else {
            siftDown(hole, moved, due, order);
        }
    }

    void removeIf(Predicate<Timer> unwanted) {
        Arrays.stream(timers, 0, size).filter(unwanted).toList().forEach(this::remove);
    }

    /** Shows every timer, in no particular order. */
    void forEach(Visitor visitor) {
        for (int i = 0; i < size; i++) {
            visitor.visit(dues[i], orders[i], at(i));
        }
    }

    /** Is shown the timers. */
    interface Visitor {
        void visit(long due, long order, Timer timer);
    }

    @SuppressWarnings("NullAway") // below the size there is one in every place
    private Timer at(int place) {
        return timers[place];
    }

    private boolean isBefore(long due, long order, int place) {
        return due < dues[place] || (due == dues[place] && order < orders[place]);
    }

    private void siftUp(int from, Timer timer, long due, long order) {
        int hole = from;
        while (hole > 0) {
            int parent = (hole - 1) / CHILDREN;
            if (!isBefore(due, order, parent)) {
                break;
            }
            put(hole, at(parent), dues[parent], orders[parent]);
            hole = parent;
        }
        put(hole, timer, due, order);
    }

    private void siftDown(int from, Timer timer, long due, long order) {
        int hole = from;
        for (int first = CHILDREN * hole + 1; first < size; first = CHILDREN * hole + 1) {
            int child = first;
            int end = Math.min(first + CHILDREN, size);
            for (int other = first + 1; other < end; other++) {
                if (isBefore(dues[other], orders[other], child)) {
                    child = other;
                }
            }
            if (isBefore(due, order, child)) {
                break;
            }
            put(hole, at(child), dues[child], orders[child]);
            hole = child;
        }
        put(hole, timer, due, order);
    }

    private void put(int place, Timer timer, long due, long order) {
        dues[place] = due;
        orders[place] = order;
        timers[place] = timer;
        timer.place = place;
    }
}
