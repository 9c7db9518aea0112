package io.adbot.store.json;

import io.adbot.plan.GroupList;
import io.adbot.value.GroupId;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** {@code default_groups.json}: the groups of users that have none of their own, an array (rule M7). */
final class DefaultGroupsFile {

    static final String NAME = "default_groups.json";

    private DefaultGroupsFile() {}

    static List<GroupId> read(JsonSource source) {
        Json value = source.whole();
        if (!(value instanceof Json.Arr array)) {
            throw source.refuse(value, "the file", "an array of group ids");
        }
        List<GroupId> groups = JsonRecord.list(source, "the file", array, JsonRecord.Element.id(GroupId::new));
        return groups.isEmpty() ? groups : GroupList.of(groups);
    }

    static void write(JsonGenerator out, List<GroupId> groups) {
        out.writeStartArray();
        GroupList.given(groups).forEach(group -> out.writeString(group.value()));
        out.writeEndArray();
    }
}
