package io.adbot.tenant;

import io.adbot.value.GroupId;
import io.adbot.value.InvalidValueException;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who allowed a tenant to post to a group, for what, and until when (rule G4).
 *
 * @param group where
 * @param grantedBy who allowed it, in words that the group's admin recognises
 * @param purpose for what
 * @param until when it ends; null if it was given without an end
 */
public record PermissionRecord(
        GroupId group,
        String grantedBy,
        String purpose,
        @Nullable Instant until) {

    /** Checks that somebody allowed it for something. */
    public PermissionRecord {
        Objects.requireNonNull(group);
        check("granted_by", grantedBy);
        check("purpose", purpose);
    }

    /** Does it allow a post at this time? */
    public boolean isValid(Instant at) {
        return until == null || at.isBefore(until);
    }

    private static void check(String field, String value) {
        if (value.isBlank()) {
            throw new InvalidValueException(field, value, "a text that is not blank");
        }
    }
}
