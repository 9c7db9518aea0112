package io.adbot.plan;

import io.adbot.value.GroupId;
import io.adbot.value.InvalidValueException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * The groups of a tenant in configured order, each once. Making one costs O(G); plans share it and look at no group
 * again. Immutable.
 */
public final class GroupList extends DistinctList<GroupId> {

    private GroupList(Collection<GroupId> groups) {
        super(groups);
    }

    /**
     * Keeps the first occurrence of each group; the others are {@link #duplicates()}.
     *
     * @throws InvalidValueException if there is no group
     */
    public static GroupList of(Collection<GroupId> groups) {
        if (groups.isEmpty()) {
            throw new InvalidValueException("groups", "[]", "at least one group");
        }
        return new GroupList(groups);
    }

    /** What these groups were made of, as far as it matters: behind them the later occurrences that were left out. */
    public static List<GroupId> given(List<GroupId> groups) {
        return groups instanceof GroupList list && !list.duplicates().isEmpty()
                ? Stream.concat(list.stream(), list.duplicates().stream()).toList()
                : groups;
    }
}
