package io.adbot.store.json;

import io.adbot.engine.Books;
import io.adbot.session.PooledSession;
import io.adbot.session.SessionPool;
import io.adbot.tenant.TenantStats;
import io.adbot.value.TenantId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import tools.jackson.core.JsonGenerator;

/** {@code stats.json}: each user's numbers. */
final class StatsFile {

    static final String NAME = "stats.json";

    private StatsFile() {}

    /**
     * The numbers.
     *
     * @param known is there a tenant of that name? The numbers of another would be lost, so they are refused
     */
    static Map<TenantId, TenantStats> read(JsonSource source, Predicate<TenantId> known) {
        Map<TenantId, TenantStats> all = new LinkedHashMap<>();
        source.members(new JsonSource.Members() {
            @Override
            public void other(String name, Json value) {}

            @Override
            public void user(String id, Json.Obj record) {
                TenantId tenant = UsersFile.tenant(source, id, record);
                if (!known.test(tenant)) {
                    throw source.refuse(record, USERS + "." + id, "users of " + UsersFile.NAME + " only");
                }
                all.put(tenant, StatsFields.read(new JsonRecord(source, USERS + "." + id, record)));
            }
        });
        return all;
    }

    static void write(JsonGenerator out, Books books, CarriedFields carried) {
        UserRecords.write(out, books, carried, tenant -> {
            SessionPool pool = books.sessions();
            StatsFields.Page page = new StatsFields.Page(
                    books.stats(tenant),
                    pool.assignedTo(tenant).stream()
                            .filter(PooledSession::isAbleToSend)
                            .count(),
                    pool.bannedOf(tenant).size());
            StatsFields.write(out, page, carried.ofUser(tenant.value()));
        });
    }
}
