package io.adbot.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Contenders that do the same work by turns. Who begins changes from round to round.
 *
 * @param warmUp how many rounds are not counted
 * @param rounds how many are
 */
record Turns(int warmUp, int rounds) {

    /** Does the work once, and tells what each unit of it has cost. */
    interface Work {
        double cost() throws Exception;
    }

    /** Lets all have their turns, and puts their costs into the comparison, in the order of the map. */
    void run(Map<String, Work> contenders, Comparison into) throws Exception {
        List<Map.Entry<String, Work>> order = new ArrayList<>(contenders.entrySet());
        List<String> names = List.copyOf(contenders.keySet());
        double[][] costs = new double[names.size()][rounds];
        for (int round = -warmUp; round < rounds; round++) {
            for (Map.Entry<String, Work> contender : order) {
                double cost = contender.getValue().cost();
                if (round >= 0) {
                    costs[names.indexOf(contender.getKey())][round] = cost;
                }
            }
            Collections.rotate(order, 1);
        }
        for (int i = 0; i < costs.length; i++) {
            for (double cost : costs[i]) {
                into.add(names.get(i), cost);
            }
        }
    }
}
