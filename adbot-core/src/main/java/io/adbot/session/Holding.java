package io.adbot.session;

import io.adbot.value.SessionId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a tenant has and has had, in the order in which it came. */
final class Holding {

    final Set<SessionId> assigned = new LinkedHashSet<>();
    final Set<SessionId> banned = new LinkedHashSet<>();
    final Losses losses = new Losses();

    List<SessionId> all() {
        List<SessionId> all = new ArrayList<>(assigned);
        all.addAll(banned);
        return all;
    }
}
