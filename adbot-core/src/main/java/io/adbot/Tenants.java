package io.adbot;

import io.adbot.cycle.CycleRunner;
import io.adbot.cycle.CycleRunner.Decision;
import io.adbot.engine.Books;
import io.adbot.journal.JournalEvent;
import io.adbot.journal.SetupEvent.DefaultGroupsSet;
import io.adbot.journal.SetupEvent.PermissionRecorded;
import io.adbot.journal.SetupEvent.PermissionWithdrawn;
import io.adbot.journal.SetupEvent.TenantRemoved;
import io.adbot.journal.SetupEvent.TenantSet;
import io.adbot.session.PooledSession;
import io.adbot.store.Store;
import io.adbot.tenant.PermissionRecord;
import io.adbot.tenant.TenantConfig;
import io.adbot.tenant.TenantRefusedException;
import io.adbot.value.GroupId;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/**
 * The tenants: who they are, what they want posted, and who allowed it. Got from {@link AdBot#tenants}.
 *
 * <p>Every change is durable when its stage completes, and takes effect with the tenant's next cycle. A change that cannot be
 * is refused with a typed error and changes nothing.
 *
 * <p>Threads: any.
 */
public final class Tenants {

    private final CycleRunner runner;
    private final Books books;
    private final Store store;
    private final Launcher launcher;
    private final Placing placing;

    // Touched on the loop alone.
    private CompletionStage<Void> erasures = CompletableFuture.completedFuture(null);
    private boolean closing;

    Tenants(CycleRunner runner, Books books, Store store, Launcher launcher, Placing placing) {
        this.runner = runner;
        this.books = books;
        this.store = store;
        this.launcher = launcher;
        this.placing = placing;
    }

    /** All tenants, in the order in which they came. */
    public CompletionStage<List<TenantId>> all() {
        return runner.ask(now -> List.copyOf(books.tenants()));
    }

    /** What a tenant has set; empty if there is no such tenant. */
    public CompletionStage<Optional<TenantConfig>> find(TenantId tenant) {
        Objects.requireNonNull(tenant);
        return runner.ask(now -> books.config(tenant));
    }

    /**
     * Creates a tenant. It is stopped.
     *
     * @return what it has set; fails with {@link TenantRefusedException} if there is one of that name, with
     *     {@link io.adbot.value.InvalidValueException} if the store cannot keep one of that name, and with
     *     {@link io.adbot.tenant.ModeNotAllowedException} if its plan type does not allow its mode
     */
    public CompletionStage<TenantConfig> create(TenantId tenant, TenantConfig config) {
        return runner.decide(now -> {
            store.checkName(tenant);
            config.decidedMode();
            if (books.config(tenant).isPresent()) {
                throw TenantRefusedException.exists(tenant);
            }
            return new Decision<>(List.of(new TenantSet(tenant, config)), config);
        });
    }

    /**
     * Changes what a tenant has set.
     *
     * @param change makes of what is set what is to be set; nothing comes between
     * @return what it has set now; fails as {@link #create} does, and if there is no such tenant
     */
    public CompletionStage<TenantConfig> update(TenantId tenant, UnaryOperator<TenantConfig> change) {
        return runner.decide(now -> {
            TenantConfig before = books.config(tenant).orElseThrow(() -> TenantRefusedException.unknown(tenant));
            TenantConfig after = change.apply(before);
            after.decidedMode();
            List<JournalEvent> events = after.equals(before) ? List.of() : List.of(new TenantSet(tenant, after));
            return new Decision<>(events, after);
        });
    }

    /**
     * Removes a stopped tenant with its numbers and permissions; its sessions are unused again. What it has sent stays in the
     * journal until the store cuts off that part of it, and in the logs; all of it goes with the next {@link #erase}, of whichever
     * tenant.
     *
     * @return done once its sessions lie with the unused; fails with {@link TenantRefusedException} if it runs or is not there
     */
    public CompletionStage<Void> remove(TenantId tenant) {
        return runner.decide(now -> {
                    if (launcher.isLaunched(tenant)) {
                        throw TenantRefusedException.running(tenant);
                    }
                    if (books.config(tenant).isEmpty()) {
                        throw TenantRefusedException.unknown(tenant);
                    }
                    List<SessionId> sessions = books.sessions().assignedTo(tenant).stream()
                            .map(PooledSession::session)
                            .toList();
                    return new Decision<>(List.of(new TenantRemoved(tenant)), sessions);
                })
                .thenCompose(placing::place);
    }

    /**
     * Removes a stopped tenant, if it is there, and every trace of it and of all that were removed before: their parts of the
     * journal, their logs, and what the readable files say. What Telegram asked a session to wait for, and the gates of groups, hold
     * until they are over, without a tenant's name.
     *
     * <p>What has failed or was cut off is finished by asking again. One after the other.
     *
     * @return done once nothing of it is on disk, also if there was nothing; fails with {@link TenantRefusedException} if it runs,
     *     with {@link io.adbot.store.StoreException} if the disk refuses, and with {@link IllegalStateException} once the engine was
     *     asked to shut down
     */
    public CompletionStage<Void> erase(TenantId tenant) {
        Objects.requireNonNull(tenant);
        return runner.ask(now -> eraseNext(tenant)).thenCompose(erased -> erased);
    }

    /** Takes no more erasures; done once those that were begun are over, with whatever success. */
    CompletionStage<Void> endErasures() {
        return runner.ask(now -> {
                    closing = true;
                    return erasures;
                })
                .thenCompose(over -> over);
    }

    private CompletionStage<Void> eraseNext(TenantId tenant) {
        if (closing) {
            throw new IllegalStateException(
                    "The engine is being shut down. Erase " + tenant + " after the next opening.");
        }
        CompletionStage<Void> erased =
                erasures.thenCompose(before -> removeIfThere(tenant)).thenCompose(removed -> store.forgetRemoved());
        erasures = erased.exceptionally(failure -> null);
        return erased;
    }

    private CompletionStage<Void> removeIfThere(TenantId tenant) {
        return runner.ask(now -> books.config(tenant).isPresent())
                .thenCompose(isThere -> isThere ? remove(tenant) : CompletableFuture.completedFuture(null));
    }

    /** The groups of tenants that have none of their own (rule M7). */
    public CompletionStage<List<GroupId>> defaultGroups() {
        return runner.ask(now -> books.defaultGroups());
    }

    /** Sets the groups of tenants that have none of their own; none leaves these tenants without. */
    public CompletionStage<List<GroupId>> defaultGroups(Collection<GroupId> groups) {
        List<GroupId> all = List.copyOf(groups);
        return runner.decide(now -> new Decision<>(List.of(new DefaultGroupsSet(all)), all));
    }

    /** Who allowed a tenant to post where, to be shown to an admin who asks (rule G4). */
    public CompletionStage<List<PermissionRecord>> permissions(TenantId tenant) {
        return runner.ask(now -> books.permissions(tenant));
    }

    /** Puts on record who allowed a tenant to post to a group; takes the place of an earlier record. */
    public CompletionStage<PermissionRecord> permit(TenantId tenant, PermissionRecord permission) {
        return runner.decide(now -> {
            known(tenant);
            return new Decision<>(List.of(new PermissionRecorded(tenant, permission)), permission);
        });
    }

    /**
     * Takes a permission off the record.
     *
     * @return what was on record; empty if nothing was
     */
    public CompletionStage<Optional<PermissionRecord>> withdraw(TenantId tenant, GroupId group) {
        return runner.decide(now -> {
            known(tenant);
            Optional<PermissionRecord> before = books.permission(tenant, group);
            List<JournalEvent> events = new ArrayList<>();
            before.ifPresent(permission -> events.add(new PermissionWithdrawn(tenant, group)));
            return new Decision<>(events, before);
        });
    }

    private void known(TenantId tenant) {
        if (books.config(tenant).isEmpty()) {
            throw TenantRefusedException.unknown(tenant);
        }
    }
}
