package io.adbot.cycle;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** E3: the groups with a send in flight, and the lanes that wait for one of them. Groups are positions in the plan's list. */
final class GroupsInFlight {

    private final BitSet busy = new BitSet();
    private final ArrayDeque<Lane> waiting = new ArrayDeque<>();

    boolean contains(int group) {
        return busy.get(group);
    }

    void add(int group) {
        busy.set(group);
    }

    void addWaiting(Lane lane) {
        waiting.add(lane);
    }

    /** The group is free again; gives the lanes that waited for it. */
    List<Lane> remove(int group) {
        busy.clear(group);
        if (waiting.isEmpty()) {
            return List.of();
        }
        List<Lane> freed = new ArrayList<>();
        for (int left = waiting.size(); left > 0; left--) {
            Lane lane = waiting.remove();
            if (lane.stage == Lane.Stage.BLOCKED && lane.itinerary.current() == group) {
                freed.add(lane);
            } else if (lane.stage == Lane.Stage.BLOCKED) {
                waiting.add(lane);
            }
        }
        return freed;
    }
}
