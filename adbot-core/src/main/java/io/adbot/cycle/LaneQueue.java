package io.adbot.cycle;

import org.jspecify.annotations.Nullable;

/**
 * The lanes by the time at which they want to be looked at; equal times in session order (rule T8). A binary heap in which
 * each lane knows its place, so that a lane that changes its mind costs O(log N) and one that waits costs nothing.
 */
final class LaneQueue {

    private final Lane[] heap;
    private int size;

    LaneQueue(int lanes) {
        this.heap = new Lane[lanes];
    }

    /** When the first lane wants to be looked at; {@link Long#MAX_VALUE} if none does. */
    long nextAt() {
        return size == 0 ? Long.MAX_VALUE : heap[0].wakeAt;
    }

    /** Takes the first lane that is due; null if none is. */
    @Nullable
    Lane pollDue(long now) {
        if (size == 0 || heap[0].wakeAt > now) {
            return null;
        }
        Lane first = heap[0];
        remove(first);
        return first;
    }

    /** Puts a lane where its {@code wakeAt} belongs, whether or not it was in the queue. */
    void update(Lane lane) {
        if (lane.wakeAt == Long.MAX_VALUE) {
            remove(lane);
            return;
        }
        if (lane.queuePosition < 0) {
            place(lane, size++);
        }
        if (!up(lane)) {
            down(lane);
        }
    }

    void remove(Lane lane) {
        int hole = lane.queuePosition;
        if (hole < 0) {
            return;
        }
        lane.queuePosition = -1;
        Lane last = heap[--size];
        heap[size] = lane; // a lane, never null: whatever lies beyond the size is not looked at
        if (last != lane) {
            place(last, hole);
            if (!up(last)) {
                down(last);
            }
        }
    }

    private boolean up(Lane lane) {
        int start = lane.queuePosition;
        int position = start;
        while (position > 0) {
            Lane parent = heap[(position - 1) >>> 1];
            if (!before(lane, parent)) {
                break;
            }
            place(parent, position);
            position = (position - 1) >>> 1;
        }
        place(lane, position);
        return position < start;
    }

    private void down(Lane lane) {
        int position = lane.queuePosition;
        while (true) {
            int child = 2 * position + 1;
            if (child >= size) {
                break;
            }
            if (child + 1 < size && before(heap[child + 1], heap[child])) {
                child++;
            }
            if (!before(heap[child], lane)) {
                break;
            }
            place(heap[child], position);
            position = child;
        }
        place(lane, position);
    }

    private void place(Lane lane, int position) {
        heap[position] = lane;
        lane.queuePosition = position;
    }

    private static boolean before(Lane a, Lane b) {
        return a.wakeAt < b.wakeAt || (a.wakeAt == b.wakeAt && a.index < b.index);
    }
}
