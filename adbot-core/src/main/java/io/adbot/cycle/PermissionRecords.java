package io.adbot.cycle;

import io.adbot.value.GroupId;
import io.adbot.value.TenantId;
import java.time.Instant;

/**
 * Whom the engine asks, besides Telegram, whether a tenant may post to a group: the records of who allowed it (rule G4). Asked
 * before each question to Telegram, and again once an intent is durable.
 *
 * <p>Threads: the engine's loop. It answers at once.
 */
@FunctionalInterface
public interface PermissionRecords {

    /** For engines that need no records: that the session is a member of the group and may write there is enough. */
    PermissionRecords NOT_NEEDED = (tenant, group, at) -> true;

    /** Is it on record, at this time, that somebody allowed the tenant to post to the group? */
    boolean isOnRecord(TenantId tenant, GroupId group, Instant at);
}
