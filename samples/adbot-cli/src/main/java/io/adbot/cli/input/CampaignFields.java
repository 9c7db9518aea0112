package io.adbot.cli.input;

import io.adbot.message.Post;
import io.adbot.plan.ExecutionMode;
import io.adbot.plan.PlanRequest;
import io.adbot.value.GroupId;
import io.adbot.value.InvalidValueException;
import io.adbot.value.SessionId;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** The fields that a campaign's file and a tenant's record have in common. */
final class CampaignFields {

    static final String GROUPS = "groups";

    private static final String MODE = "execution_mode";
    private static final String DELAY = "delay_between_posts";
    private static final String CYCLE = "total_cycle_minutes";
    private static final String POST_TYPE = "post_type";
    private static final String POST_CONTENT = "post_content";
    private static final Post SAMPLE = Post.text("A sample announcement.");

    private CampaignFields() {}

    /** The mode that stands in the record, if one does. */
    static Optional<ExecutionMode> mode(JsonRecord record) {
        return record.text(MODE, "starter or enterprise").map(ExecutionMode::ofWire);
    }

    static List<SessionId> sessions(JsonRecord record, String field) {
        return record.ids(field, SessionId::new)
                .filter(sessions -> !sessions.isEmpty())
                .orElseThrow(() -> record.has(field)
                        ? new InvalidValueException(field, List.of(), "at least one session")
                        : InvalidValueException.missing(field, "an array of strings, at least one session"));
    }

    static Optional<List<GroupId>> groups(JsonRecord record) {
        return record.ids(GROUPS, GroupId::new);
    }

    static PlanRequest request(JsonRecord record, ExecutionMode mode, List<SessionId> sessions, List<GroupId> groups) {
        PlanRequest.Builder request =
                PlanRequest.builder(mode).sessions(sessions).groups(groups);
        record.number(DELAY, "a number of seconds from 0").ifPresent(request::delaySeconds);
        cycleMinutes(record, mode).ifPresent(request::totalCycleMinutes);
        return request.build();
    }

    /** The post, or a sample text for a record without one. */
    static Post post(JsonRecord record) {
        if (!record.has(POST_TYPE) && !record.has(POST_CONTENT)) {
            return SAMPLE;
        }
        String type = record.text(POST_TYPE, "link or text")
                .orElseThrow(() -> InvalidValueException.missing(POST_TYPE, "link or text"));
        String content = record.secretText(POST_CONTENT, "a string: the link or the text")
                .orElseThrow(() -> InvalidValueException.missing(POST_CONTENT, "a string: the link or the text"));
        return Post.of(type, content);
    }

    /** Enterprise has no cycle length: whatever number stands there is ignored, and so is null. */
    private static Optional<BigDecimal> cycleMinutes(JsonRecord record, ExecutionMode mode) {
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
}
