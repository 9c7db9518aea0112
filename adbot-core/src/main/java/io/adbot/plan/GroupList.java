package io.adbot.plan;

import io.adbot.value.GroupId;
import io.adbot.value.InvalidValueException;
import java.util.Collection;

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
}
