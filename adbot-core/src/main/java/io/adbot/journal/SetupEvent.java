package io.adbot.journal;

import io.adbot.message.ApiCredentials;
import io.adbot.plan.GroupList;
import io.adbot.session.Assignment;
import io.adbot.tenant.PermissionRecord;
import io.adbot.tenant.TenantConfig;
import io.adbot.tenant.TenantStats;
import io.adbot.value.GroupId;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * A fact about what the engine has rather than what it sends: tenants, sessions, permissions, and the engine's own comings and
 * goings.
 */
public sealed interface SetupEvent extends JournalEvent {

    /**
     * A tenant was created or changed; this is all of its configuration.
     *
     * @param tenant which
     * @param config what it has set
     */
    record TenantSet(TenantId tenant, TenantConfig config) implements SetupEvent {
        /** Checks that nothing is missing. */
        public TenantSet {
            Objects.requireNonNull(tenant);
            Objects.requireNonNull(config);
        }

        @Override
        public String type() {
            return "tenant_set";
        }
    }

    /**
     * A tenant is gone and its sessions are unused; its last cycle has ended. One of its name that comes later is another.
     *
     * @param tenant which
     */
    record TenantRemoved(TenantId tenant) implements SetupEvent {
        /** Checks that nothing is missing. */
        public TenantRemoved {
            Objects.requireNonNull(tenant);
        }

        @Override
        public String type() {
            return "tenant_removed";
        }
    }

    /**
     * An operator started a tenant: its cycles are run from here on.
     *
     * @param tenant which
     */
    record TenantStarted(TenantId tenant) implements SetupEvent {
        /** Checks that nothing is missing. */
        public TenantStarted {
            Objects.requireNonNull(tenant);
        }

        @Override
        public String type() {
            return "tenant_started";
        }
    }

    /**
     * A tenant runs no more cycles until it is started again.
     *
     * @param tenant which
     * @param reason why, in one line for a person
     */
    record TenantStopped(TenantId tenant, String reason) implements SetupEvent {
        /** Checks that nothing is missing. */
        public TenantStopped {
            Objects.requireNonNull(tenant);
            Objects.requireNonNull(reason);
        }

        @Override
        public String type() {
            return "tenant_stopped";
        }
    }

    /**
     * A tenant's statistics stand at this: an opening balance, an operator's correction, or a checkpoint's sum.
     *
     * @param tenant whose
     * @param stats the numbers
     */
    record StatsSet(TenantId tenant, TenantStats stats) implements SetupEvent {
        /** Checks that nothing is missing. */
        public StatsSet {
            Objects.requireNonNull(tenant);
            Objects.requireNonNull(stats);
        }

        @Override
        public String type() {
            return "stats_set";
        }
    }

    /**
     * The groups of tenants that have none of their own (rule M7).
     *
     * @param groups in order; may be empty
     */
    record DefaultGroupsSet(List<GroupId> groups) implements SetupEvent {
        /** Copies the list. */
        public DefaultGroupsSet {
            groups = groups instanceof GroupList distinct ? distinct : List.copyOf(groups);
        }

        @Override
        public String type() {
            return "default_groups_set";
        }
    }

    /**
     * The pairs of API credentials, by what is no secret of them: sessions refer to them by their position (rule S4). Whatever
     * stood at which position before, each session stays with its application; one whose application is gone has none.
     *
     * @param apiIds the applications' numbers, in order
     */
    record CredentialsSet(List<Integer> apiIds) implements SetupEvent {
        /** Copies the list. */
        public CredentialsSet {
            apiIds = List.copyOf(apiIds);
        }

        /** The numbers of these pairs. */
        public static CredentialsSet of(List<ApiCredentials> pairs) {
            return new CredentialsSet(pairs.stream().map(ApiCredentials::apiId).toList());
        }

        @Override
        public String type() {
            return "credentials_set";
        }
    }

    /**
     * A session came to the pool and is unused.
     *
     * @param session which
     * @param apiPair the position of the credentials that it signed in with; empty if it has none
     */
    record SessionAdded(SessionId session, OptionalInt apiPair) implements SetupEvent {
        /** Checks that nothing is missing. */
        public SessionAdded {
            Objects.requireNonNull(session);
            Objects.requireNonNull(apiPair);
        }

        @Override
        public String type() {
            return "session_added";
        }
    }

    /**
     * A session left the pool, with its flag; it was not assigned. One of its name that comes later is another.
     *
     * @param session which
     */
    record SessionRemoved(SessionId session) implements SetupEvent {
        /** Checks that nothing is missing. */
        public SessionRemoved {
            Objects.requireNonNull(session);
        }

        @Override
        public String type() {
            return "session_removed";
        }
    }

    /**
     * Sessions were assigned to a tenant, all at once.
     *
     * @param tenant whose they are now
     * @param sessions which, with their credentials
     */
    record SessionsAssigned(TenantId tenant, List<Assignment> sessions) implements SetupEvent {
        /** Copies the list. */
        public SessionsAssigned {
            Objects.requireNonNull(tenant);
            sessions = List.copyOf(sessions);
        }

        @Override
        public String type() {
            return "sessions_assigned";
        }
    }

    /**
     * Sessions went back to the pool and are unused.
     *
     * @param tenant whose they were
     * @param sessions which
     */
    record SessionsReleased(TenantId tenant, List<SessionId> sessions) implements SetupEvent {
        /** Copies the list. */
        public SessionsReleased {
            Objects.requireNonNull(tenant);
            sessions = List.copyOf(sessions);
        }

        @Override
        public String type() {
            return "sessions_released";
        }
    }

    /**
     * A free session took the place of a lost one (rule S5).
     *
     * @param tenant whose
     * @param lost the session that was lost; it is unused, or banned if it was
     * @param replacement the session in its place
     * @param byItself whether the policy did it, and not an operator
     */
    record SessionReplaced(TenantId tenant, SessionId lost, Assignment replacement, boolean byItself)
            implements SetupEvent {
        /** Checks that nothing is missing. */
        public SessionReplaced {
            Objects.requireNonNull(tenant);
            Objects.requireNonNull(lost);
            Objects.requireNonNull(replacement);
        }

        @Override
        public String type() {
            return "session_replaced";
        }
    }

    /**
     * An operator acknowledged the sessions that a tenant has lost (rule S5).
     *
     * @param tenant whose
     */
    record LossAcknowledged(TenantId tenant) implements SetupEvent {
        /** Checks that nothing is missing. */
        public LossAcknowledged {
            Objects.requireNonNull(tenant);
        }

        @Override
        public String type() {
            return "loss_acknowledged";
        }
    }

    /**
     * It was put on record that a tenant may post to a group (rule G4); takes the place of an earlier record.
     *
     * @param tenant who may
     * @param permission where, by whom, for what, until when
     */
    record PermissionRecorded(TenantId tenant, PermissionRecord permission) implements SetupEvent {
        /** Checks that nothing is missing. */
        public PermissionRecorded {
            Objects.requireNonNull(tenant);
            Objects.requireNonNull(permission);
        }

        @Override
        public String type() {
            return "permission_recorded";
        }
    }

    /**
     * A tenant may no longer post to a group.
     *
     * @param tenant who
     * @param group where
     */
    record PermissionWithdrawn(TenantId tenant, GroupId group) implements SetupEvent {
        /** Checks that nothing is missing. */
        public PermissionWithdrawn {
            Objects.requireNonNull(tenant);
            Objects.requireNonNull(group);
        }

        @Override
        public String type() {
            return "permission_withdrawn";
        }
    }

    /**
     * A readable file is about to be put in place (rule M9). What differs from the last two of these was changed by hand.
     *
     * @param file its name, such as {@code users.json}
     * @param sha256 the hash of what is in it, 64 hexadecimal digits
     */
    record SnapshotWritten(String file, String sha256) implements SetupEvent {
        /** Checks that nothing is missing. */
        public SnapshotWritten {
            Objects.requireNonNull(file);
            Objects.requireNonNull(sha256);
        }

        @Override
        public String type() {
            return "snapshot_written";
        }
    }

    /** The engine was closed in order: nothing is in flight, and every file is where it belongs. */
    record EngineClosed() implements SetupEvent {
        @Override
        public String type() {
            return "engine_closed";
        }
    }
}
