package io.adbot.cli.input;

import io.adbot.plan.ExecutionMode;
import io.adbot.value.GroupId;
import io.adbot.value.InvalidValueException;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.nio.file.Path;
import java.util.List;

/**
 * One campaign in a file of its own: {@code execution_mode}, {@code sessions}, {@code groups},
 * {@code delay_between_posts}, {@code total_cycle_minutes}, {@code post_type} and {@code post_content}.
 */
public final class CampaignFile {

    private static final TenantId TENANT = new TenantId("default");

    private CampaignFile() {}

    /**
     * Reads a campaign; its tenant is {@code default}.
     *
     * @throws BadInputException naming the file and what in it is at fault
     */
    public static Campaign read(Path file) {
        try {
            JsonRecord record = new JsonRecord("the file", JsonDocument.read(file));
            ExecutionMode mode = CampaignFields.mode(record).orElse(ExecutionMode.ENTERPRISE);
            List<SessionId> sessions = CampaignFields.sessions(record, "sessions");
            List<GroupId> groups = CampaignFields.groups(record)
                    .orElseThrow(() -> InvalidValueException.missing(
                            CampaignFields.GROUPS, "an array of strings, at least one group"));
            return new Campaign(
                    TENANT,
                    file.toString(),
                    CampaignFields.request(record, mode, sessions, groups),
                    CampaignFields.post(record));
        } catch (InvalidValueException refusal) {
            throw BadInputException.in(file, refusal);
        }
    }
}
