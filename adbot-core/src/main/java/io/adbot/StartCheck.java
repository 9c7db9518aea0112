package io.adbot;

import io.adbot.cycle.CycleOrder;
import io.adbot.cycle.CycleRunner;
import io.adbot.cycle.StartRefusedException.Kind;
import io.adbot.cycle.StartRefusedException.Reason;
import io.adbot.engine.Books;
import io.adbot.session.Assignment;
import io.adbot.session.SessionRefusedException;
import io.adbot.time.Tick;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Could a tenant be started as things stand, and with which sessions? Changes nothing. Asked on the loop alone. */
final class StartCheck {

    private final CycleRunner runner;
    private final Books books;
    private final OrderDesk desk;
    private final Credentials credentials;
    private final Questioned questioned;

    StartCheck(CycleRunner runner, Books books, OrderDesk desk, Credentials credentials, Questioned questioned) {
        this.runner = runner;
        this.books = books;
        this.desk = desk;
        this.credentials = credentials;
        this.questioned = questioned;
    }

    /** What a start of the tenant would begin with, and every reason against it. */
    Prospect of(TenantId tenant, Tick now) {
        List<Reason> shortage = new ArrayList<>(0);
        List<Assignment> missing = chooseMissing(tenant, shortage);
        OrderDesk.Draft draft =
                desk.draft(tenant, missing.stream().map(Assignment::session).toList(), now);
        List<Reason> reasons = new ArrayList<>(draft.reasons());
        for (Reason reason : shortage) {
            if (reasons.stream().noneMatch(other -> other.kind() == reason.kind())) {
                reasons.add(reason);
            }
        }
        CycleOrder order = draft.order();
        if (order != null) {
            reasons.addAll(runner.reasonsAgainst(order));
            reasons.addAll(questioned.reasonsAgainst(order));
        } else if (reasons.isEmpty()) {
            reasons.add(desk.noSession(tenant));
        }
        return new Prospect(order, missing, reasons);
    }

    /**
     * S2: as many sessions as the tenant lacks, or a reason why not. A banned one is not made up for before its loss was
     * acknowledged (S5).
     */
    private List<Assignment> chooseMissing(TenantId tenant, List<Reason> reasons) {
        int has = books.sessions().assignedTo(tenant).size() + bannedAndNotAcknowledged(tenant);
        int wants = books.config(tenant)
                .map(config -> config.sessionsCount().orElse(Math.max(1, has)))
                .orElse(0);
        try {
            if (wants <= has) {
                return List.of();
            }
            books.sessions().decisions().checkMayGain(tenant);
            return books.sessions().decisions().choose(wants - has, credentials.supply());
        } catch (SessionRefusedException refused) {
            reasons.add(new Reason(kindOf(refused), String.valueOf(refused.getMessage())));
            return List.of();
        }
    }

    private static Kind kindOf(SessionRefusedException refused) {
        return switch (refused.kind()) {
            case CREDENTIALS -> Kind.CREDENTIALS;
            case NOT_ACKNOWLEDGED -> Kind.UNACKNOWLEDGED_LOSS;
            default -> Kind.SESSIONS;
        };
    }

    private int bannedAndNotAcknowledged(TenantId tenant) {
        List<SessionId> banned = books.sessions().bannedOf(tenant);
        return (int) books.sessions().unacknowledgedOf(tenant).stream()
                .filter(banned::contains)
                .count();
    }

    /**
     * What a start would begin with.
     *
     * @param order null if none can be made; then there is a reason
     * @param missing the free sessions that the tenant would be assigned, which are in the order already
     * @param reasons why it would be refused; empty if it would not
     */
    record Prospect(@Nullable CycleOrder order, List<Assignment> missing, List<Reason> reasons) {
        Prospect {
            missing = List.copyOf(missing);
            reasons = List.copyOf(reasons);
        }
    }
}
