package io.adbot.store.json;

import io.adbot.engine.Books;
import io.adbot.journal.CheckpointEvent.PooledRecalled;
import io.adbot.journal.JournalEvent;
import io.adbot.journal.JournalEvent.SessionCleared;
import io.adbot.journal.JournalEvent.SessionFlagged;
import io.adbot.journal.SetupEvent.DefaultGroupsSet;
import io.adbot.journal.SetupEvent.PermissionRecorded;
import io.adbot.journal.SetupEvent.PermissionWithdrawn;
import io.adbot.journal.SetupEvent.SessionAdded;
import io.adbot.journal.SetupEvent.SessionsAssigned;
import io.adbot.journal.SetupEvent.SessionsReleased;
import io.adbot.journal.SetupEvent.StatsSet;
import io.adbot.journal.SetupEvent.TenantRemoved;
import io.adbot.journal.SetupEvent.TenantSet;
import io.adbot.plan.GroupList;
import io.adbot.session.Assignment;
import io.adbot.session.PooledSession;
import io.adbot.session.SessionFlag;
import io.adbot.session.SessionState;
import io.adbot.tenant.PermissionRecord;
import io.adbot.tenant.TenantStats;
import io.adbot.value.GroupId;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What files that somebody wrote say otherwise than the books, as facts that make the books say it too (rule M9). Told the
 * same files and the books after the first of these facts, it says the rest: so a crash between two of them does no harm.
 */
final class Edits {

    private final Books books;
    private final Map<SessionId, PooledSession> shelf;
    private final List<JournalEvent> facts = new ArrayList<>();

    /** Sessions that are unused by what has been said so far, though the books have them elsewhere. */
    private final Set<SessionId> freed = new HashSet<>();

    /** Sessions that the books do not know, and that are known by what has been said so far. */
    private final Set<SessionId> added = new HashSet<>();

    Edits(Books books, Map<SessionId, PooledSession> shelf) {
        this.books = books;
        this.shelf = shelf;
    }

    /** What has been found. */
    List<JournalEvent> facts() {
        return List.copyOf(facts);
    }

    /** What {@code users.json} says. */
    void users(Map<TenantId, TenantRecord> given) {
        Map<TenantId, TenantRecord> records = new LinkedHashMap<>();
        given.forEach((tenant, record) -> records.put(tenant, asTheyLie(record)));
        for (TenantId tenant : List.copyOf(books.tenants())) {
            if (!records.containsKey(tenant)) {
                remove(tenant);
            }
        }
        records.forEach(this::takeAway);
        records.forEach((tenant, record) -> {
            if (!Optional.of(record.config()).equals(books.config(tenant))) {
                facts.add(new TenantSet(tenant, record.config()));
            }
        });
        records.forEach(this::assign);
        records.forEach(this::ban);
        records.forEach((tenant, record) -> permit(tenant, record.permissions()));
    }

    /** What {@code stats.json} says. */
    void stats(Set<TenantId> tenants, Map<TenantId, TenantStats> numbers) {
        for (TenantId tenant : tenants) {
            TenantStats stats = numbers.getOrDefault(tenant, TenantStats.NONE);
            if (!stats.equals(books.stats(tenant))) {
                facts.add(new StatsSet(tenant, stats));
            }
        }
    }

    /** What {@code default_groups.json} says. */
    void defaultGroups(List<GroupId> groups) {
        if (!GroupList.given(groups).equals(GroupList.given(books.defaultGroups()))) {
            facts.add(new DefaultGroupsSet(groups));
        }
    }

    /** Sessions of which neither books nor files know, by where their files lie. */
    void newSessions(Set<TenantId> tenants) {
        Map<TenantId, List<Assignment>> assigned = new LinkedHashMap<>();
        shelf.forEach((session, place) -> {
            if (isKnown(session)) {
                return;
            }
            TenantId tenant = place.tenant();
            if (place.state() == SessionState.BANNED) {
                recallBanned(session, null);
                return;
            }
            add(session, OptionalInt.empty());
            if (place.state() == SessionState.ASSIGNED && tenant != null && tenants.contains(tenant)) {
                assigned.computeIfAbsent(tenant, id -> new ArrayList<>())
                        .add(new Assignment(session, OptionalInt.empty()));
            }
        });
        assigned.forEach((tenant, sessions) -> facts.add(new SessionsAssigned(tenant, sessions)));
    }

    // ---------------------------------------------------------------- sessions

    /** A session that is new and lies with the banned is banned, whatever the record says: better one too few. */
    private TenantRecord asTheyLie(TenantRecord record) {
        List<SessionId> assigned = new ArrayList<>();
        List<OptionalInt> pairs = new ArrayList<>();
        List<SessionId> banned = new ArrayList<>(record.banned());
        for (int i = 0; i < record.assigned().size(); i++) {
            SessionId session = record.assigned().get(i);
            PooledSession lies = shelf.get(session);
            if (lies != null && lies.state() == SessionState.BANNED && !isKnown(session)) {
                banned.add(session);
            } else {
                assigned.add(session);
                pairs.add(record.pair(i));
            }
        }
        return new TenantRecord(
                record.config(),
                assigned,
                record.pairs().map(all -> pairs),
                banned,
                record.permissions(),
                record.messagesSent());
    }

    private void remove(TenantId tenant) {
        facts.add(new TenantRemoved(tenant));
        books.sessions().assignedTo(tenant).forEach(each -> freed.add(each.session()));
    }

    /** First everything goes that does not stay, so that it is free when another tenant is given it. */
    private void takeAway(TenantId tenant, TenantRecord record) {
        Set<SessionId> assigned = new HashSet<>(record.assigned());
        Set<SessionId> banned = new HashSet<>(record.banned());
        List<SessionId> released = new ArrayList<>();
        for (PooledSession session : books.sessions().assignedTo(tenant)) {
            SessionId id = session.session();
            if (banned.contains(id)) {
                facts.add(new SessionFlagged(tenant, id, SessionFlag.BANNED, "as " + UsersFile.NAME + " has it"));
            } else if (!assigned.contains(id)) {
                released.add(id);
            }
        }
        if (!released.isEmpty()) {
            facts.add(new SessionsReleased(tenant, released));
            freed.addAll(released);
        }
        for (SessionId session : books.sessions().bannedOf(tenant)) {
            if (!banned.contains(session)) {
                clear(session);
            }
        }
    }

    private void assign(TenantId tenant, TenantRecord record) {
        List<Assignment> wanted = new ArrayList<>();
        for (int i = 0; i < record.assigned().size(); i++) {
            PooledSession known = books.sessions().find(record.assigned().get(i));
            wanted.add(record.assignment(i, known == null ? OptionalInt.empty() : known.apiPair()));
        }
        List<Assignment> stay = books.sessions().assignedTo(tenant).stream()
                .filter(each -> !freed.contains(each.session()))
                .filter(each -> !record.banned().contains(each.session()))
                .map(each -> new Assignment(each.session(), each.apiPair()))
                .toList();
        if (wanted.equals(stay)) {
            return;
        }
        for (Assignment each : wanted) {
            PooledSession known = books.sessions().find(each.session());
            if (known == null) {
                add(each.session(), each.apiPair());
            } else if (known.state() == SessionState.BANNED && !freed.contains(each.session())) {
                clear(each.session());
            }
        }
        if (!wanted.isEmpty()) {
            facts.add(new SessionsAssigned(tenant, wanted));
        }
    }

    private void ban(TenantId tenant, TenantRecord record) {
        Set<SessionId> already = new HashSet<>(books.sessions().bannedOf(tenant));
        for (SessionId session : record.banned()) {
            PooledSession known = books.sessions().find(session);
            boolean flagged = known != null && known.state() == SessionState.ASSIGNED && tenant.equals(known.tenant());
            if (already.contains(session) || flagged) {
                continue;
            }
            if (known != null && known.state() == SessionState.BANNED && !freed.contains(session)) {
                clear(session);
            }
            recallBanned(session, tenant);
        }
    }

    /**
     * It stands where it stands: when it was lost is not known, so it is no loss that would stop the tenant now (rule S5), nor
     * is it acknowledged.
     */
    private void recallBanned(SessionId session, @Nullable TenantId tenant) {
        PooledSession known = books.sessions().find(session);
        facts.add(new PooledRecalled(new PooledSession(
                session,
                SessionState.BANNED,
                tenant,
                SessionFlag.BANNED,
                known == null ? OptionalInt.empty() : known.apiPair())));
        added.add(session);
    }

    private void add(SessionId session, OptionalInt apiPair) {
        facts.add(new SessionAdded(session, apiPair));
        added.add(session);
    }

    private void clear(SessionId session) {
        facts.add(new SessionCleared(session));
        freed.add(session);
    }

    private boolean isKnown(SessionId session) {
        return added.contains(session) || books.sessions().find(session) != null;
    }

    // ---------------------------------------------------------------- permissions

    private void permit(TenantId tenant, List<PermissionRecord> given) {
        Map<GroupId, PermissionRecord> before = new HashMap<>();
        if (books.config(tenant).isPresent()) {
            books.permissions(tenant).forEach(each -> before.put(each.group(), each));
        }
        for (PermissionRecord permission : given) {
            if (!permission.equals(before.remove(permission.group()))) {
                facts.add(new PermissionRecorded(tenant, permission));
            }
        }
        before.keySet().stream().sorted().forEach(group -> facts.add(new PermissionWithdrawn(tenant, group)));
    }
}
