package io.adbot.testkit;

import io.adbot.cycle.CycleOrder;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Finds out which orders have no session and no group in common, not even by way of others. */
final class IndependentOrders {

    /** For each order, by its place, an earlier one that it belongs to, or itself. */
    private final int[] belongsTo;

    private IndependentOrders(int orders) {
        this.belongsTo = IntStream.range(0, orders).toArray();
    }

    /** The orders, those together that have something in common; all of them in the order in which they came. */
    static List<List<CycleOrder>> among(List<CycleOrder> orders) {
        IndependentOrders parts = new IndependentOrders(orders.size());
        Map<Object, Integer> usedBy = new HashMap<>();
        for (int i = 0; i < orders.size(); i++) {
            int order = i;
            used(orders.get(i)).forEach(what -> {
                Integer other = usedBy.putIfAbsent(what, order);
                if (other != null) {
                    parts.join(order, other);
                }
            });
        }
        Map<Integer, List<CycleOrder>> byFirst = IntStream.range(0, orders.size())
                .boxed()
                .collect(Collectors.groupingBy(
                        parts::first, LinkedHashMap::new, Collectors.mapping(orders::get, Collectors.toList())));
        return List.copyOf(byFirst.values());
    }

    private static Stream<Object> used(CycleOrder order) {
        return Stream.concat(order.request().sessions().stream(), order.request().groups().stream());
    }

    private int first(int order) {
        int first = order;
        while (belongsTo[first] != first) {
            first = belongsTo[first];
        }
        return first;
    }

    private void join(int one, int other) {
        int first = first(one);
        int second = first(other);
        belongsTo[Math.max(first, second)] = Math.min(first, second);
    }
}
