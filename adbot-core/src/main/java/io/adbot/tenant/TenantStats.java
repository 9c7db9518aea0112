package io.adbot.tenant;

import io.adbot.value.InvalidValueException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of a tenant's posts, over all its cycles (rule M5). Derived from the journal, so exact after a crash. A retry
 * and a skip count in none of the numbers.
 *
 * @param success how many posts were delivered; on the wire {@code total_success} and {@code total_messages_sent}
 * @param failures how many ended as failed for good
 * @param unknown how many may or may not have been posted
 * @param floodWaits how often Telegram asked to wait
 * @param last when something was last sent; null if nothing ever was
 */
public record TenantStats(
        long success,
        long failures,
        long unknown,
        long floodWaits,
        @Nullable Instant last) {

    /** Nothing has been sent. */
    public static final TenantStats NONE = new TenantStats(0, 0, 0, 0, null);

    /** Checks that nothing was counted backwards. */
    public TenantStats {
        check("total_success", success);
        check("total_failures", failures);
        check("total_unknown", unknown);
        check("total_flood_waits", floodWaits);
    }

    /** How many posts there were: success, failures and unknown. */
    public long posts() {
        return success + failures + unknown;
    }

    /** When something was last sent. */
    public Optional<Instant> lastActivity() {
        return Optional.ofNullable(last);
    }

    /** One more delivered. */
    public TenantStats oneSuccess() {
        return new TenantStats(success + 1, failures, unknown, floodWaits, last);
    }

    /** One more that failed for good. */
    public TenantStats oneFailure() {
        return new TenantStats(success, failures + 1, unknown, floodWaits, last);
    }

    /** One more of which nobody knows. */
    public TenantStats oneUnknown() {
        return new TenantStats(success, failures, unknown + 1, floodWaits, last);
    }

    /** One more wait. */
    public TenantStats oneFloodWait() {
        return new TenantStats(success, failures, unknown, floodWaits + 1, last);
    }

    /** Something was sent then; what was sent later stays the last. */
    public TenantStats active(Instant when) {
        return last != null && last.isAfter(when)
                ? this
                : new TenantStats(success, failures, unknown, floodWaits, when);
    }

    private static void check(String field, long count) {
        if (count < 0) {
            throw new InvalidValueException(field, count, "a whole number from 0");
        }
    }
}
