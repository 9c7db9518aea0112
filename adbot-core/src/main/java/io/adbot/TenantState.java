package io.adbot;

import java.util.List;
import java.util.Objects;

/**
 * All that a dashboard shows of a tenant (rule M2).
 *
 * @param status its configuration, numbers and sessions, and what it waits for
 * @param log the last lines of its log, oldest first; at most 100
 */
public record TenantState(TenantStatus status, List<String> log) {
    /** Copies the list. */
    public TenantState {
        Objects.requireNonNull(status);
        log = List.copyOf(log);
    }
}
