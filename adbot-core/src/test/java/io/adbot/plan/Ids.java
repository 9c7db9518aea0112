package io.adbot.plan;

import io.adbot.value.GroupId;
import io.adbot.value.SessionId;
import java.util.List;
import java.util.stream.IntStream;

/** Sessions {@code s0..} and groups {@code g0..}. */
final class Ids {

    private Ids() {}

    static SessionList sessions(int count) {
        return SessionList.of(IntStream.range(0, count).mapToObj(Ids::session).toList());
    }

    static GroupList groups(int count) {
        return GroupList.of(IntStream.range(0, count).mapToObj(Ids::group).toList());
    }

    static List<SessionId> sessions(String... ids) {
        return List.of(ids).stream().map(SessionId::new).toList();
    }

    static List<GroupId> groups(String... ids) {
        return List.of(ids).stream().map(GroupId::new).toList();
    }

    static SessionId session(int index) {
        return new SessionId("s" + index);
    }

    static GroupId group(int index) {
        return new GroupId("g" + index);
    }
}
