package io.adbot.testkit;

import io.adbot.value.GroupId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The memberships of one account. A session comes to its groups in the same order cycle after cycle, so before a group is
 * searched for, the membership after the last one is looked at. That its group is the same object is enough for a guess, and
 * spares the look into objects that have long left the processor's caches.
 */
final class Memberships {

    private final List<Membership> joined = new ArrayList<>();
    private final Map<GroupId, Membership> byGroup = new HashMap<>();
    private int next;

    /** The membership in a group; null if it was never used. */
    @Nullable
    Membership in(GroupId group) {
        Membership found = next < joined.size() ? joined.get(next) : null;
        if (found == null || !found.isIn(group)) {
            found = byGroup.get(group);
        }
        if (found != null) {
            next = found.place + 1 < joined.size() ? found.place + 1 : 0;
        }
        return found;
    }

    Membership join(Account account, FakeGroup group) {
        Membership membership = new Membership(account, group, joined.size());
        joined.add(membership);
        byGroup.put(group.id, membership);
        next = 0;
        return membership;
    }

    void forgetWhatTheSessionWasTold() {
        joined.forEach(Membership::forgetWhatItWasTold);
    }
}
