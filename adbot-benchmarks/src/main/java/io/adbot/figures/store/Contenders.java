package io.adbot.figures.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** All that keep tenants' records, open side by side in one directory. */
public final class Contenders implements AutoCloseable {

    /** This library's store. */
    public static final String OURS = "JsonStore";

    /** The same, asked through the engine. */
    public static final String ENGINE = "AdBot over JsonStore";

    /** The store of each user who has no store: what the seeds of this project did. */
    public static final String REWRITTEN = "the file rewritten";

    /** What the disk can do for one sender. */
    public static final String DISK = "no store: append and fsync";

    /** What the disk can do for many: no store, and one fsync for all that wait. */
    public static final String DISK_SHARED = "no store: append, an fsync for all that wait";

    /** Behind the name of a store before which a thread takes all that waits, and commits once. */
    public static final String GROUPING = ", a writer that groups";

    private final Map<String, Contender> all = new LinkedHashMap<>();

    private Contenders() {}

    /**
     * Opens all of them.
     *
     * @param tenants how many records each holds
     */
    public static Contenders open(Path directory, int tenants) throws Exception {
        Contenders contenders = new Contenders();
        try {
            open(directory, tenants, contenders.all);
        } catch (Exception failure) {
            contenders.close();
            throw failure;
        }
        return contenders;
    }

    private static void open(Path directory, int tenants, Map<String, Contender> to) throws Exception {
        to.put(OURS, JournalContender.in(directory.resolve("journal")));
        to.put(ENGINE, EngineContender.in(directory.resolve("engine"), tenants));
        to.put("SQLite, a commit for each", new OneByOne(filled(Sqlite.in(directory.resolve("one.sqlite")), tenants)));
        to.put("SQLite" + GROUPING, GroupCommit.over(filled(Sqlite.in(directory.resolve("group.sqlite")), tenants)));
        to.put("MVStore, a commit for each", new OneByOne(filled(MvStore.in(directory.resolve("one.mv")), tenants)));
        to.put("MVStore" + GROUPING, GroupCommit.over(filled(MvStore.in(directory.resolve("group.mv")), tenants)));
        to.put(REWRITTEN, new OneByOne(filled(RewrittenFile.in(directory.resolve("users.json")), tenants)));
        to.put(DISK, new OneByOne(BareFile.in(directory.resolve("bare"))));
        to.put(DISK_SHARED, GroupCommit.over(BareFile.in(directory.resolve("bare-shared"))));
    }

    private static Batches filled(Batches store, int tenants) throws IOException, SQLException {
        for (int tenant = 0; tenant < tenants; tenant++) {
            store.put(tenant, TenantRecord.edition(tenant));
        }
        store.commit();
        return store;
    }

    /** By their names. */
    public Map<String, Contender> all() {
        return all;
    }

    @Override
    public void close() throws IOException, SQLException {
        for (Contender contender : all.values()) {
            contender.close();
        }
    }
}
