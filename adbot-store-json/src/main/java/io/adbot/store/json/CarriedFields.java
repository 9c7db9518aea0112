package io.adbot.store.json;

import io.adbot.value.GroupId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The fields of a readable file that are somebody else's and that the books do not keep: they are carried over from the file
 * that stands there to the one that takes its place.
 */
final class CarriedFields implements JsonSource.Members {

    private final Map<String, Json> before = new LinkedHashMap<>();
    private final Map<String, Json> behind = new LinkedHashMap<>();
    private final Map<String, OfUser> users = new HashMap<>();
    private final Predicate<String> kept;
    private boolean begun;

    private CarriedFields(Predicate<String> kept) {
        this.kept = kept;
    }

    /** To be shown {@code users.json}, of which the books keep all fields of a record. */
    static CarriedFields ofUsers() {
        return new CarriedFields(field -> true);
    }

    /** To be shown {@code stats.json}. */
    static CarriedFields ofStats() {
        return new CarriedFields(StatsFields.KNOWN::contains);
    }

    /** The fields beside {@code users} that stand before it. */
    Map<String, Json> before() {
        return before;
    }

    /** Those that stand behind it. */
    Map<String, Json> behind() {
        return behind;
    }

    OfUser ofUser(String id) {
        return users.getOrDefault(id, OfUser.NONE);
    }

    @Override
    public void begin() {
        begun = true;
    }

    @Override
    public void other(String name, Json value) {
        (begun ? behind : before).put(name, value);
    }

    @Override
    public void user(String id, Json.Obj record) {
        Map<String, Json> fields = without(record, kept);
        Map<String, Map<String, Json>> permissions = new HashMap<>();
        if (record.fields().get(TenantFields.PERMISSIONS) instanceof Json.Arr array) {
            array.elements().forEach(each -> permission(each, permissions));
        }
        if (!fields.isEmpty() || !permissions.isEmpty()) {
            users.put(id, new OfUser(fields, permissions));
        }
    }

    private static void permission(Json value, Map<String, Map<String, Json>> permissions) {
        if (value instanceof Json.Obj record && record.fields().get(TenantFields.GROUP) instanceof Json.Text group) {
            Map<String, Json> fields = without(record, TenantFields.OF_PERMISSION::contains);
            if (!fields.isEmpty()) {
                permissions.put(group.value(), fields);
            }
        }
    }

    private static Map<String, Json> without(Json.Obj record, Predicate<String> kept) {
        Map<String, Json> others = new LinkedHashMap<>(record.fields());
        others.keySet().removeIf(kept);
        return others;
    }

    /**
     * What is carried over of a user.
     *
     * @param fields fields of its record
     * @param permissions fields of its permissions, by group
     */
    record OfUser(Map<String, Json> fields, Map<String, Map<String, Json>> permissions) {
        static final OfUser NONE = new OfUser(Map.of(), Map.of());

        Map<String, Json> ofPermission(GroupId group) {
            return permissions.getOrDefault(group.value(), Map.of());
        }
    }
}
