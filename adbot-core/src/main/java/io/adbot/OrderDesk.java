package io.adbot;

import io.adbot.cycle.CycleOrder;
import io.adbot.cycle.StartRefusedException;
import io.adbot.cycle.StartRefusedException.Kind;
import io.adbot.cycle.StartRefusedException.Reason;
import io.adbot.engine.Books;
import io.adbot.message.Post;
import io.adbot.plan.ExecutionMode;
import io.adbot.plan.PlanRequest;
import io.adbot.session.PooledSession;
import io.adbot.tenant.ModeNotAllowedException;
import io.adbot.tenant.PermissionPolicy;
import io.adbot.tenant.TenantConfig;
import io.adbot.time.Tick;
import io.adbot.value.Counted;
import io.adbot.value.GroupId;
import io.adbot.value.InvalidValueException;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes of a tenant's configuration and of what the books say an order for its next cycle, or says why there is none. */
final class OrderDesk {

    private final Books books;
    private final EngineSettings settings;
    private final Credentials credentials;

    OrderDesk(Books books, EngineSettings settings, Credentials credentials) {
        this.books = books;
        this.settings = settings;
        this.credentials = credentials;
    }

    /**
     * The tenant's order as things stand.
     *
     * @param more sessions that are about to be assigned to it
     */
    Draft draft(TenantId tenant, List<SessionId> more, Tick now) {
        TenantConfig config = books.config(tenant).orElse(null);
        if (config == null) {
            return new Draft(null, List.of(new Reason(Kind.UNKNOWN_TENANT, "There is no tenant " + tenant + ".")));
        }
        List<Reason> reasons = new ArrayList<>(0);
        ExecutionMode mode = mode(config, reasons);
        Post post = post(config, reasons);
        List<GroupId> groups = books.groupsOf(config);
        checkGroups(tenant, groups, now, reasons);
        checkLosses(tenant, reasons);
        checkCredentials(tenant, reasons);
        List<SessionId> able = able(tenant, more);
        if (mode == null || post == null || groups.isEmpty() || able.isEmpty()) {
            return new Draft(null, reasons);
        }
        CycleOrder order = CycleOrder.of(tenant, request(config, mode, groups, able), post)
                .pause(Duration.ofNanos(
                        config.pauseNanos().orElse(settings.pause().toNanos())));
        return new Draft(order, reasons);
    }

    /** The order for a running tenant's next cycle; throws {@link StartRefusedException} if there is none. */
    CycleOrder renewed(CycleOrder last, Tick now) {
        Draft draft = draft(last.tenant(), List.of(), now);
        List<Reason> reasons = new ArrayList<>(draft.reasons());
        CycleOrder order = draft.order();
        if (order == null && reasons.isEmpty()) {
            reasons.add(noSession(last.tenant()));
        }
        if (order == null || !reasons.isEmpty()) {
            throw new StartRefusedException(reasons);
        }
        return order.carryingOn(last);
    }

    Reason noSession(TenantId tenant) {
        int assigned = books.sessions().assignedTo(tenant).size();
        List<SessionId> lost = books.sessions().unacknowledgedOf(tenant);
        if (!lost.isEmpty()) {
            return new Reason(
                    Kind.UNACKNOWLEDGED_LOSS,
                    "No session of tenant " + tenant + " is able to send, and the loss of " + lost
                            + " has not been acknowledged. Find out why they were lost, then acknowledge it.");
        }
        return new Reason(
                Kind.NO_SESSION,
                assigned == 0
                        ? "Tenant " + tenant + " has no session. Assign one."
                        : (assigned == 1 ? "The only session" : "None of the " + assigned + " sessions") + " of tenant "
                                + tenant
                                + (assigned == 1 ? " is flagged" : " is able to send: all are flagged")
                                + ". Clear one or assign another.");
    }

    private List<SessionId> able(TenantId tenant, List<SessionId> more) {
        List<SessionId> able = new ArrayList<>();
        for (PooledSession session : books.sessions().assignedTo(tenant)) {
            if (session.isAbleToSend()) {
                able.add(session.session());
            }
        }
        able.addAll(more);
        return able;
    }

    private static @Nullable ExecutionMode mode(TenantConfig config, List<Reason> reasons) {
        try {
            ExecutionMode mode = config.decidedMode();
            if (mode == ExecutionMode.STARTER && config.cycleNanos().isEmpty()) {
                reasons.add(new Reason(
                        Kind.CONFIGURATION,
                        "Starter mode needs total_cycle_minutes: got none, expected a number of minutes above 0."));
                return null;
            }
            return mode;
        } catch (ModeNotAllowedException refused) {
            reasons.add(new Reason(Kind.CONFIGURATION, String.valueOf(refused.getMessage())));
            return null;
        }
    }

    private static @Nullable Post post(TenantConfig config, List<Reason> reasons) {
        TenantConfig.Content content = config.content().orElse(null);
        if (content == null) {
            reasons.add(new Reason(Kind.CONTENT, "There is nothing to post: set post_type and post_content."));
            return null;
        }
        try {
            return content.toPost();
        } catch (InvalidValueException refused) {
            reasons.add(new Reason(Kind.CONTENT, String.valueOf(refused.getMessage())));
            return null;
        }
    }

    private void checkGroups(TenantId tenant, List<GroupId> groups, Tick now, List<Reason> reasons) {
        if (groups.isEmpty()) {
            reasons.add(new Reason(Kind.NO_GROUPS, "There is nowhere to post: set groups, or default groups for all."));
        } else if (settings.permissions() == PermissionPolicy.RECORDED
                && groups.stream().noneMatch(group -> books.isOnRecord(tenant, group, now.wall()))) {
            reasons.add(new Reason(
                    Kind.PERMISSION,
                    "For none of its " + Counted.of(groups.size(), "group") + " is it on record who allowed tenant "
                            + tenant + " to post there. Record a permission."));
        }
    }

    private void checkLosses(TenantId tenant, List<Reason> reasons) {
        if (books.sessions().awaitsAcknowledgement(tenant, settings.replacement())) {
            reasons.add(lossesReason(tenant));
        }
    }

    /** S4: of the sessions that would send; those that are about to be assigned are given what is there. */
    private void checkCredentials(TenantId tenant, List<Reason> reasons) {
        List<SessionId> without = books.sessions().assignedTo(tenant).stream()
                .filter(session -> session.isAbleToSend() && credentials.isMissingFor(session))
                .map(PooledSession::session)
                .toList();
        if (!without.isEmpty()) {
            reasons.add(
                    new Reason(
                            Kind.CREDENTIALS,
                            "The API credentials that " + without + " of tenant " + tenant
                                    + " sign in with are not there. Add the pairs, or release these sessions and assign others."));
        }
    }

    /** S5. */
    Reason lossesReason(TenantId tenant) {
        return new Reason(
                Kind.UNACKNOWLEDGED_LOSS,
                "Tenant " + tenant + " lost two sessions within "
                        + settings.replacement().window().toHours()
                        + " h. Find out why, then acknowledge the loss.");
    }

    private static PlanRequest request(
            TenantConfig config, ExecutionMode mode, List<GroupId> groups, List<SessionId> sessions) {
        PlanRequest.Builder request =
                PlanRequest.builder(mode).sessions(sessions).groups(groups);
        ifSet(config.delayNanos(), request::delay);
        ifSet(config.cycleNanos(), request::cycle);
        return request.build();
    }

    private static void ifSet(OptionalLong nanos, Consumer<Duration> setter) {
        nanos.ifPresent(length -> setter.accept(Duration.ofNanos(length)));
    }

    /**
     * An order, or what stands in its way.
     *
     * @param order null if there is none; without a reason that is because no session is able to send
     * @param reasons what stands in its way; empty if nothing does
     */
    record Draft(@Nullable CycleOrder order, List<Reason> reasons) {}
}
