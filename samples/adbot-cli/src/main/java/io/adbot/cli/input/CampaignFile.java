package io.adbot.cli.input;

import io.adbot.message.Post;
import io.adbot.plan.ExecutionMode;
import io.adbot.plan.PlanRequest;
import io.adbot.value.GroupId;
import io.adbot.value.InvalidValueException;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One campaign in a file of its own: {@code execution_mode}, {@code sessions}, {@code groups},
 * {@code delay_between_posts}, {@code total_cycle_minutes}, {@code post_type} and {@code post_content}, and no other field.
 */
public final class CampaignFile {

    private static final TenantId TENANT = new TenantId("default");

    private static final String MODE = "execution_mode";
    private static final String SESSIONS = "sessions";
    private static final String GROUPS = "groups";
    private static final String DELAY = "delay_between_posts";
    private static final String CYCLE = "total_cycle_minutes";
    private static final String POST_TYPE = "post_type";
    private static final String POST_CONTENT = "post_content";

    private static final List<String> FIELDS = List.of(MODE, SESSIONS, GROUPS, DELAY, CYCLE, POST_TYPE, POST_CONTENT);

    private final JsonRecord record;

    private CampaignFile(JsonRecord record) {
        this.record = record;
        record.only(FIELDS);
    }

    /**
     * Reads a campaign; its tenant is {@code default}.
     *
     * @throws BadInputException naming the file and what in it is at fault
     */
    public static Campaign read(Path file) {
        try {
            CampaignFile fields = new CampaignFile(new JsonRecord("the file", JsonDocument.read(file)));
            return new Campaign(TENANT, file.toString(), fields.request(), fields.post());
        } catch (InvalidValueException refusal) {
            throw BadInputException.in(file, refusal);
        }
    }

    private PlanRequest request() {
        ExecutionMode mode = record.text(MODE, "starter or enterprise")
                .map(ExecutionMode::ofWire)
                .orElse(ExecutionMode.ENTERPRISE);
        PlanRequest.Builder request =
                PlanRequest.builder(mode).sessions(sessions()).groups(groups());
        record.number(DELAY, "a number of seconds from 0").ifPresent(request::delaySeconds);
        cycleMinutes(mode).ifPresent(request::totalCycleMinutes);
        return request.build();
    }

    private List<SessionId> sessions() {
        return record.ids(SESSIONS, SessionId::new)
                .filter(sessions -> !sessions.isEmpty())
                .orElseThrow(() -> record.has(SESSIONS)
                        ? new InvalidValueException(SESSIONS, List.of(), "at least one session")
                        : InvalidValueException.missing(SESSIONS, "an array of strings, at least one session"));
    }

    private List<GroupId> groups() {
        return record.ids(GROUPS, GroupId::new)
                .orElseThrow(() -> InvalidValueException.missing(GROUPS, "an array of strings, at least one group"));
    }

    /** Enterprise has no cycle length: whatever number stands there is ignored, and so is null. */
    private Optional<BigDecimal> cycleMinutes(ExecutionMode mode) {
        boolean starter = mode == ExecutionMode.STARTER;
        if (!starter && record.isNull(CYCLE)) {
            return Optional.empty();
        }
        Optional<BigDecimal> minutes = record.number(CYCLE, "a number of minutes above 0");
        if (!starter) {
            return Optional.empty();
        }
        if (minutes.isPresent() && minutes.get().signum() <= 0) {
            throw new InvalidValueException(CYCLE, minutes.get(), "a number of minutes above 0");
        }
        return minutes;
    }

    private Post post() {
        if (!record.has(POST_TYPE) && !record.has(POST_CONTENT)) {
            return Campaign.SAMPLE;
        }
        String type = record.text(POST_TYPE, "link or text")
                .orElseThrow(() -> InvalidValueException.missing(POST_TYPE, "link or text"));
        String content = record.secretText(POST_CONTENT, "a string: the link or the text")
                .orElseThrow(() -> InvalidValueException.missing(POST_CONTENT, "a string: the link or the text"));
        return Post.of(type, content);
    }
}
