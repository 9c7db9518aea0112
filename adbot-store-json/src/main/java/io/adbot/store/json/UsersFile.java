package io.adbot.store.json;

import io.adbot.engine.Books;
import io.adbot.message.ApiCredentials;
import io.adbot.session.SessionPool;
import io.adbot.tenant.PermissionRecord;
import io.adbot.value.GroupId;
import io.adbot.value.InvalidValueException;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import tools.jackson.core.JsonGenerator;

/** {@code users.json}: what each user has set, and its sessions. */
final class UsersFile {

    static final String NAME = "users.json";

    private UsersFile() {}

    /** The records; refused unless every one of them can be, and they fit together. */
    static Map<TenantId, TenantRecord> read(JsonSource source) {
        Reader reader = new Reader(source);
        source.members(reader);
        return reader.records;
    }

    /** Whom a record is about. */
    static TenantId tenant(JsonSource source, String id, Json record) {
        try {
            TenantId tenant = new TenantId(id);
            PathNames.check(tenant);
            return tenant;
        } catch (InvalidValueException refusal) {
            throw source.refuse(record.at(), JsonSource.Members.USERS, refusal);
        }
    }

    static void write(JsonGenerator out, Books books, CarriedFields carried) {
        UserRecords.write(out, books, carried, tenant -> {
            SessionPool pool = books.sessions();
            TenantFields.Page page = new TenantFields.Page(
                    books.config(tenant).orElseThrow(),
                    pool.assignedTo(tenant),
                    pool.bannedOf(tenant),
                    books.permissions(tenant),
                    books.isRunning(tenant),
                    books.stats(tenant).success());
            TenantFields.write(out, page, carried.ofUser(tenant.value()));
        });
    }

    /** Reads record by record, and holds them against each other: rules S1 and S4. */
    private static final class Reader implements JsonSource.Members {

        private final JsonSource source;
        private final Map<TenantId, TenantRecord> records = new LinkedHashMap<>();
        private final Map<SessionId, String> places = new HashMap<>();
        private final Map<Integer, Integer> served = new HashMap<>();

        Reader(JsonSource source) {
            this.source = source;
        }

        @Override
        public void other(String name, Json value) {}

        @Override
        public void user(String id, Json.Obj object) {
            TenantId tenant = tenant(source, id, object);
            JsonRecord record = new JsonRecord(source, USERS + "." + id, object);
            TenantRecord read = TenantFields.read(record);
            claim(record, TenantFields.ASSIGNED, read.assigned());
            claim(record, TenantFields.BANNED, read.banned());
            Set<GroupId> groups = new HashSet<>();
            for (PermissionRecord permission : read.permissions()) {
                if (!groups.add(permission.group())) {
                    throw record.refuse(
                            TenantFields.PERMISSIONS, "two for " + permission.group(), "at most one for each group");
                }
            }
            for (int i = 0; i < read.assigned().size(); i++) {
                serve(record, read.pair(i));
            }
            records.put(tenant, read);
        }

        private void claim(JsonRecord record, String field, List<SessionId> sessions) {
            for (SessionId session : sessions) {
                String place = places.putIfAbsent(session, record.path(field));
                if (place != null) {
                    throw record.refuse(
                            field,
                            "\"" + session + "\"",
                            "sessions that stand nowhere else; this one stands in " + place);
                }
            }
        }

        private void serve(JsonRecord record, OptionalInt pair) {
            if (pair.isPresent() && served.merge(pair.getAsInt(), 1, Integer::sum) > ApiCredentials.MOST_SESSIONS) {
                throw record.refuse(
                        TenantFields.PAIRS,
                        pair.getAsInt() + " once more than it may serve",
                        "each position at most " + ApiCredentials.MOST_SESSIONS + " times in the file");
            }
        }
    }
}
