package io.adbot.testkit;

import io.adbot.value.GroupId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The memberships of one account. A session comes to its groups in the same order cycle after cycle, so before a group is
 * searched for, the one that comes after the last one is looked at. That it is the same object is enough for a guess, and
 * spares the look into objects that have long left the processor's caches.
 */
final class Memberships {

    private final Map<GroupId, Membership> byGroup = new HashMap<>();
    private GroupId[] groups = new GroupId[8];
    private Membership[] joined = new Membership[8];
    private int count;
    private int latest;

    /** The membership in a group; null if it was never used. */
    @Nullable
    Membership in(GroupId group) {
        if (!isAt(latest, group)) {
            int next = latest + 1 < count ? latest + 1 : 0;
            Membership found = isAt(next, group) ? joined[next] : byGroup.get(group);
            if (found == null) {
                return null;
            }
            latest = found.place;
        }
        return joined[latest];
    }

    @SuppressWarnings("ReferenceEquality") // a wrong guess costs no more than a search
    private boolean isAt(int place, GroupId group) {
        return groups[place] == group;
    }

    Membership join(Account account, FakeGroup group) {
        if (count == joined.length) {
            groups = Arrays.copyOf(groups, 2 * count);
            joined = Arrays.copyOf(joined, 2 * count);
        }
        Membership membership = new Membership(account, group, count);
        byGroup.put(group.id, membership);
        groups[count] = group.id;
        joined[count] = membership;
        latest = count++;
        return membership;
    }

    void forEach(Consumer<Membership> action) {
        byGroup.values().forEach(action);
    }
}
