package io.adbot.testkit;

import org.jspecify.annotations.Nullable;

/** Tasks for now, first in first out, each with the loop that it belongs to and its number: a ring in flat arrays. */
final class TaskRing {

    private @Nullable Runnable[] tasks = new Runnable[64];
    private @Nullable VirtualLoop[] loops = new VirtualLoop[64];
    private long[] orders = new long[64];
    private int head;
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    /** The number of the first. Only if there is one. */
    long firstOrder() {
        return orders[head];
    }

    void add(VirtualLoop loop, Runnable task, long order) {
        if (size == tasks.length) {
            grow();
        }
        int place = (head + size++) & (tasks.length - 1);
        tasks[place] = task;
        loops[place] = loop;
        orders[place] = order;
    }

    /** Takes the first out. Only if there is one. */
    @SuppressWarnings("NullAway") // within the size there is one in every place
    Runnable poll() {
        Runnable task = tasks[head];
        tasks[head] = null;
        loops[head] = null;
        head = (head + 1) & (tasks.length - 1);
        size--;
        return task;
    }

    void removeAllOf(VirtualLoop loop) {
        for (int left = size; left > 0; left--) {
            VirtualLoop owner = loops[head];
            long order = orders[head];
            Runnable task = poll();
            if (owner != null && owner != loop) {
                add(owner, task, order);
            }
        }
    }

    /** Shows every task, the first first. */
    @SuppressWarnings("NullAway") // within the size there is one in every place
    void forEach(Visitor visitor) {
        for (int i = 0; i < size; i++) {
            int place = (head + i) & (tasks.length - 1);
            visitor.visit(orders[place], tasks[place]);
        }
    }

    /** Is shown the tasks. */
    interface Visitor {
        void visit(long order, Runnable task);
    }

    private void grow() {
        int capacity = tasks.length;
        @Nullable Runnable[] moreTasks = new Runnable[capacity * 2];
        @Nullable VirtualLoop[] moreLoops = new VirtualLoop[capacity * 2];
        long[] moreOrders = new long[capacity * 2];
        for (int i = 0; i < size; i++) {
            int place = (head + i) & (capacity - 1);
            moreTasks[i] = tasks[place];
            moreLoops[i] = loops[place];
            moreOrders[i] = orders[place];
        }
        tasks = moreTasks;
        loops = moreLoops;
        orders = moreOrders;
        head = 0;
    }
}
