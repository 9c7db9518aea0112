package io.adbot.engine;

import io.adbot.journal.CheckpointEvent.CycleRecalled;
import io.adbot.journal.CheckpointEvent.PooledRecalled;
import io.adbot.journal.CheckpointEvent.TenantRecalled;
import io.adbot.journal.CheckpointEvent.TroublesRecalled;
import io.adbot.journal.Fold;
import io.adbot.journal.JournalEvent;
import io.adbot.journal.JournalEvent.CycleEnded;
import io.adbot.journal.JournalEvent.CycleStarted;
import io.adbot.journal.JournalEvent.EngineOpened;
import io.adbot.journal.JournalEvent.SessionCleared;
import io.adbot.journal.JournalEvent.SessionFlagged;
import io.adbot.journal.SetupEvent;
import io.adbot.journal.SetupEvent.CredentialsSet;
import io.adbot.journal.SetupEvent.DefaultGroupsSet;
import io.adbot.journal.SetupEvent.EngineClosed;
import io.adbot.journal.SetupEvent.LossAcknowledged;
import io.adbot.journal.SetupEvent.PermissionRecorded;
import io.adbot.journal.SetupEvent.PermissionWithdrawn;
import io.adbot.journal.SetupEvent.SessionAdded;
import io.adbot.journal.SetupEvent.SessionRemoved;
import io.adbot.journal.SetupEvent.SessionReplaced;
import io.adbot.journal.SetupEvent.SessionsAssigned;
import io.adbot.journal.SetupEvent.SessionsReleased;
import io.adbot.journal.SetupEvent.TenantRemoved;
import io.adbot.journal.SetupEvent.TenantSet;
import io.adbot.journal.SetupEvent.TenantStarted;
import io.adbot.journal.SetupEvent.TenantStopped;
import io.adbot.plan.GroupList;
import io.adbot.plan.SessionSchedule;
import io.adbot.session.PairMoves;
import io.adbot.session.SessionPool;
import io.adbot.session.Troubles;
import io.adbot.tenant.PermissionRecord;
import io.adbot.tenant.TenantConfig;
import io.adbot.tenant.TenantStats;
import io.adbot.time.Tick;
import io.adbot.value.CycleId;
import io.adbot.value.GroupId;
import io.adbot.value.TenantId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All that the journal says of tenants, sessions, numbers and permissions: a fold over it. The engine decides from its books
 * and writes them by journalling; a reader that tells fresh books a journal knows what the engine knew.
 *
 * <p>Memory: in proportion to tenants, sessions and permissions, not to what was sent.
 *
 * <p>Threads: one at a time; the engine's loop. What the getters hand out is not to be changed.
 */
public final class Books implements Fold {

    private final Map<TenantId, TenantPage> tenants = new LinkedHashMap<>();
    private final SessionPool sessions = new SessionPool();
    private final StatsBook stats = new StatsBook();
    private final SnapshotBook snapshots = new SnapshotBook();
    private List<GroupId> defaultGroups = List.of();
    private List<Integer> apiIds = List.of();

    /** Empty books. */
    public Books() {}

    // ---------------------------------------------------------------- what they say

    /** All tenants, in the order in which they came. */
    public Set<TenantId> tenants() {
        return tenants.keySet();
    }

    /** What a tenant has set; empty if there is no such tenant. */
    public Optional<TenantConfig> config(TenantId tenant) {
        return Optional.ofNullable(tenants.get(tenant)).map(page -> page.config);
    }

    /** Was the tenant started and not stopped since, nor the engine closed or down? */
    public boolean isRunning(TenantId tenant) {
        TenantPage page = tenants.get(tenant);
        return page != null && page.running;
    }

    /** Why the tenant was last stopped, in one line for a person; empty if it never was. */
    public Optional<String> whyStopped(TenantId tenant) {
        return Optional.ofNullable(tenants.get(tenant)).map(page -> page.whyStopped);
    }

    /** What a running tenant is about, in one line for a person: a cycle, or the pause until the next one. */
    public String doing(TenantId tenant) {
        TenantPage page = tenants.get(tenant);
        if (page == null || !page.running) {
            return "nothing";
        }
        CycleStarted cycle = page.cycle;
        if (cycle != null) {
            return "cycle " + cycle.cycle() + " is under way";
        }
        return page.pauseUntil == null
                ? "its first cycle"
                : "the pause between two cycles, until " + page.pauseUntil.truncatedTo(ChronoUnit.SECONDS);
    }

    /** A tenant's numbers. */
    public TenantStats stats(TenantId tenant) {
        return stats.of(tenant);
    }

    /** The groups of tenants that have none of their own, a {@link GroupList}; empty if there are none (rule M7). */
    public List<GroupId> defaultGroups() {
        return defaultGroups;
    }

    /** The numbers of the applications that sessions sign in with, each at the position of its pair (rule S4). */
    public List<Integer> apiIds() {
        return apiIds;
    }

    /** The groups that a tenant posts to: its own or the default ones. */
    public List<GroupId> groupsOf(TenantConfig config) {
        return config.groups().isEmpty() ? defaultGroups : config.groups();
    }

    /** Whose the sessions are. */
    public SessionPool sessions() {
        return sessions;
    }

    /** Who allowed a tenant to post where, in the order in which it was recorded. */
    public List<PermissionRecord> permissions(TenantId tenant) {
        TenantPage page = tenants.get(tenant);
        return page == null ? List.of() : List.copyOf(page.permissions.values());
    }

    /** Who allowed a tenant to post to a group; empty if nobody is on record. */
    public Optional<PermissionRecord> permission(TenantId tenant, GroupId group) {
        return Optional.ofNullable(tenants.get(tenant)).map(page -> page.permissions.get(group));
    }

    /** Is it on record, at this time, that somebody allowed a tenant to post to a group (rule G4)? */
    public boolean isOnRecord(TenantId tenant, GroupId group, Instant at) {
        return permission(tenant, group)
                .filter(permission -> permission.isValid(at))
                .isPresent();
    }

    /** Which readable files were written, and with what in them. */
    public SnapshotBook snapshots() {
        return snapshots;
    }

    // ---------------------------------------------------------------- how they are written

    @Override
    public void apply(Tick at, JournalEvent event) {
        stats.apply(at, event);
        snapshots.apply(event);
        if (event instanceof SetupEvent setup) {
            applySetup(at, setup);
        } else if (event instanceof EngineOpened) {
            tenants.values().forEach(page -> page.running = false);
        } else if (event instanceof CycleStarted started) {
            cycleStarted(started);
        } else if (event instanceof CycleEnded ended) {
            page(ended.tenant(), page -> page.cycleEnded(at));
            sessions.cycleEnded(ended.tenant());
        } else if (event instanceof SessionFlagged flagged) {
            TenantId tenant = tenants.containsKey(flagged.tenant()) ? flagged.tenant() : null;
            sessions.flagged(tenant, flagged.session(), flagged.flag(), at.wall());
        } else if (event instanceof SessionCleared cleared) {
            sessions.cleared(cleared.session());
        } else if (event instanceof TenantRecalled told) {
            page(told.tenant(), page -> page.cutShort = told.cutShort());
        } else if (event instanceof CycleRecalled told) {
            recalled(told.started());
        } else if (event instanceof PooledRecalled told) {
            sessions.recalled(told.session());
        } else if (event instanceof TroublesRecalled told) {
            sessions.recalled(told.tenant(), told.troubles());
        }
    }

    private void cycleStarted(CycleStarted started) {
        page(started.tenant(), page -> {
            page.cycle = started;
            sessions.cycleStarted(
                    started.tenant(),
                    started.plan().sessions().stream()
                            .map(SessionSchedule::session)
                            .toList());
        });
    }

    /** One that was cut short is told for whoever resumes it; it does not run. */
    private void recalled(CycleStarted started) {
        TenantPage page = tenants.get(started.tenant());
        if (page != null && !started.cycle().equals(page.cutShort)) {
            cycleStarted(started);
        }
    }

    private static GroupList distinct(List<GroupId> groups) {
        return groups instanceof GroupList list ? list : GroupList.of(groups);
    }

    private void applySetup(Tick at, SetupEvent event) {
        if (event instanceof TenantSet set) {
            tenants.computeIfAbsent(set.tenant(), tenant -> new TenantPage(set.config())).config = set.config();
        } else if (event instanceof TenantRemoved removed) {
            tenants.remove(removed.tenant());
            sessions.tenantRemoved(removed.tenant());
        } else if (event instanceof TenantStarted started) {
            page(started.tenant(), page -> page.running = true);
        } else if (event instanceof TenantStopped stopped) {
            page(stopped.tenant(), page -> page.stopped(stopped.reason()));
        } else if (event instanceof DefaultGroupsSet set) {
            defaultGroups = set.groups().isEmpty() ? List.of() : distinct(set.groups());
        } else if (event instanceof PermissionRecorded recorded) {
            PermissionRecord permission = recorded.permission();
            page(recorded.tenant(), page -> page.permissions.put(permission.group(), permission));
        } else if (event instanceof PermissionWithdrawn withdrawn) {
            page(withdrawn.tenant(), page -> page.permissions.remove(withdrawn.group()));
        } else if (event instanceof CredentialsSet set) {
            sessions.pairsMoved(new PairMoves(apiIds, set.apiIds()));
            apiIds = set.apiIds();
        } else if (event instanceof EngineClosed) {
            tenants.values().forEach(page -> page.running = false);
        } else {
            applyToPool(at, event);
        }
    }

    private void applyToPool(Tick at, SetupEvent event) {
        if (event instanceof SessionAdded added) {
            sessions.added(added.session(), added.apiPair());
        } else if (event instanceof SessionRemoved removed) {
            sessions.removed(removed.session());
        } else if (event instanceof SessionsAssigned assigned) {
            sessions.assigned(assigned.tenant(), assigned.sessions());
        } else if (event instanceof SessionsReleased released) {
            sessions.released(released.tenant(), released.sessions());
        } else if (event instanceof SessionReplaced replaced) {
            sessions.replaced(
                    replaced.tenant(), replaced.lost(), replaced.replacement(), replaced.byItself(), at.wall());
        } else if (event instanceof LossAcknowledged acknowledged) {
            sessions.acknowledged(acknowledged.tenant());
        }
    }

    /** Tells all that is in the books, for {@link #apply} of others; that the engine was closed is for whoever tells the rest. */
    public void checkpoint(Consumer<JournalEvent> out) {
        out.accept(new DefaultGroupsSet(defaultGroups));
        if (!apiIds.isEmpty()) {
            out.accept(new CredentialsSet(apiIds));
        }
        tenants.forEach((tenant, page) -> {
            out.accept(new TenantSet(tenant, page.config));
            page.permissions.values().forEach(permission -> out.accept(new PermissionRecorded(tenant, permission)));
            if (page.whyStopped != null) {
                out.accept(new TenantStopped(tenant, page.whyStopped));
            }
            if (page.running) {
                out.accept(new TenantStarted(tenant));
            }
        });
        sessions.forEachInOrder(session -> out.accept(new PooledRecalled(session)));
        tenants.keySet().forEach(tenant -> {
            Troubles troubles = sessions.troubles(tenant);
            if (troubles != null) {
                out.accept(new TroublesRecalled(tenant, troubles));
            }
        });
        stats.checkpoint(out);
        snapshots.checkpoint(out);
    }

    private void page(TenantId tenant, Consumer<TenantPage> entry) {
        TenantPage page = tenants.get(tenant);
        if (page != null) {
            entry.accept(page);
        }
    }

    /** What there is about one tenant. */
    private static final class TenantPage {
        private final Map<GroupId, PermissionRecord> permissions = new LinkedHashMap<>();
        private TenantConfig config;
        private boolean running;
        private @Nullable CycleStarted cycle;
        private @Nullable CycleId cutShort;
        private @Nullable Instant pauseUntil;
        private @Nullable String whyStopped;

        TenantPage(TenantConfig config) {
            this.config = Objects.requireNonNull(config);
        }

        void cycleEnded(Tick at) {
            pauseUntil = cycle == null ? null : at.wall().plusNanos(cycle.pauseNanos());
            cycle = null;
        }

        void stopped(String reason) {
            running = false;
            whyStopped = reason;
        }
    }
}
