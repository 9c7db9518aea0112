package io.adbot.tenant;

import io.adbot.message.Post;
import io.adbot.plan.ExecutionMode;
import io.adbot.plan.GroupList;
import io.adbot.time.Nanos;
import io.adbot.value.Counted;
import io.adbot.value.GroupId;
import io.adbot.value.InvalidValueException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant has set: what to post, where to, how, and with how many sessions. Immutable.
 *
 * <p>It may be unfinished; what is missing or does not fit together is said, all at once, when the tenant is to be started.
 *
 * <pre>{@code
 * TenantConfig config = TenantConfig.builder()
 *         .planType(PlanType.STARTER)
 *         .groups(List.of(new GroupId("-100123")))
 *         .post(Post.forward("t.me/channel/123"))
 *         .cycle(Duration.ofMinutes(60))
 *         .build();
 * }</pre>
 */
public final class TenantConfig {

    private final @Nullable PlanType planType;
    private final @Nullable ExecutionMode mode;
    private final List<GroupId> groups;
    private final @Nullable Content content;
    private final OptionalLong delayNanos;
    private final OptionalLong cycleNanos;
    private final OptionalLong pauseNanos;
    private final OptionalInt sessionsCount;
    private final Map<String, String> extras;

    private TenantConfig(Builder builder) {
        this.planType = builder.planType;
        this.mode = builder.mode;
        this.groups = builder.groups;
        this.content = builder.content;
        this.delayNanos = builder.delayNanos;
        this.cycleNanos = builder.cycleNanos;
        this.pauseNanos = builder.pauseNanos;
        this.sessionsCount = builder.sessionsCount;
        this.extras = builder.extras;
    }

    /** Begins with nothing set. */
    public static Builder builder() {
        return new Builder();
    }

    /** Begins with what is set here. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.planType = planType;
        builder.mode = mode;
        builder.groups = groups;
        builder.content = content;
        builder.delayNanos = delayNanos;
        builder.cycleNanos = cycleNanos;
        builder.pauseNanos = pauseNanos;
        builder.sessionsCount = sessionsCount;
        builder.extras = extras;
        return builder;
    }

    /** What the tenant has subscribed to; it decides the mode (rule T10). */
    public Optional<PlanType> planType() {
        return Optional.ofNullable(planType);
    }

    /** The mode that was asked for. */
    public Optional<ExecutionMode> mode() {
        return Optional.ofNullable(mode);
    }

    /**
     * The mode that the tenant runs in (rules T1 and T10).
     *
     * @throws ModeNotAllowedException if its plan type does not allow the mode that was asked for
     */
    public ExecutionMode decidedMode() {
        return PlanType.decide(planType, mode);
    }

    /** The tenant's own groups in order, a {@link GroupList} that knows what was named twice; empty if it posts to the default groups (rule M7). */
    public List<GroupId> groups() {
        return groups;
    }

    /** What is to be posted, as it was given. */
    public Optional<Content> content() {
        return Optional.ofNullable(content);
    }

    /** The pause between two posts of a session, in nanoseconds; 5 s if not set. */
    public OptionalLong delayNanos() {
        return delayNanos;
    }

    /** The length of a starter cycle, in nanoseconds. */
    public OptionalLong cycleNanos() {
        return cycleNanos;
    }

    /** The pause between two cycles, in nanoseconds; the engine's if not set. */
    public OptionalLong pauseNanos() {
        return pauseNanos;
    }

    /** How many sessions a start assigns; if not set as many as are assigned already, at least 1 (rule S2). */
    public OptionalInt sessionsCount() {
        return sessionsCount;
    }

    /** Fields that are somebody else's, kept as they came: name to JSON text. */
    public Map<String, String> extras() {
        return extras;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TenantConfig that
                && planType == that.planType
                && mode == that.mode
                && GroupList.given(groups).equals(GroupList.given(that.groups))
                && Objects.equals(content, that.content)
                && delayNanos.equals(that.delayNanos)
                && cycleNanos.equals(that.cycleNanos)
                && pauseNanos.equals(that.pauseNanos)
                && sessionsCount.equals(that.sessionsCount)
                && extras.equals(that.extras);
    }

    @Override
    public int hashCode() {
        return Objects.hash(planType, mode, groups, content, delayNanos, cycleNanos, pauseNanos, sessionsCount, extras);
    }

    /** The configuration in a line, without what is posted. */
    @Override
    public String toString() {
        return "TenantConfig[" + (planType == null ? "no plan type" : planType) + ", "
                + (mode == null ? "no mode" : mode.wire()) + ", " + Counted.of(groups.size(), "group") + ", "
                + (content == null ? "no post" : content) + "]";
    }

    /**
     * The two wire fields of a post, as they were given: whether they make one is found out when it matters, so that a
     * broken link of one tenant keeps nobody from opening.
     *
     * @param type {@code link} or {@code text}; anything else is refused at the start
     * @param text the link or the text; never shown
     */
    public record Content(String type, String text) {
        /** Checks that nothing is missing. */
        public Content {
            Objects.requireNonNull(type);
            Objects.requireNonNull(text);
        }

        /** The fields of a post. */
        public static Content of(Post post) {
            return post instanceof Post.Forward forward
                    ? new Content("link", forward.link().toString())
                    : new Content("text", ((Post.Text) post).text());
        }

        /** The post that they make; throws {@link InvalidValueException} naming the field if they make none. */
        public Post toPost() {
            return Post.of(type, text);
        }

        /** Says what kind of content it is and how long, never the content, wherever in it that was put. */
        @Override
        public String toString() {
            boolean known = type.equals("link") || type.equals("text");
            return (known ? type : "content of an unknown type") + ", " + Counted.of(text.length(), "character");
        }
    }

    /** Collects what is set. A value that cannot be is refused at once with {@link InvalidValueException}. */
    public static final class Builder {
        private static final String DELAY = "delay_between_posts";
        private static final String CYCLE = "total_cycle_minutes";

        private @Nullable PlanType planType;
        private @Nullable ExecutionMode mode;
        private List<GroupId> groups = List.of();
        private @Nullable Content content;
        private OptionalLong delayNanos = OptionalLong.empty();
        private OptionalLong cycleNanos = OptionalLong.empty();
        private OptionalLong pauseNanos = OptionalLong.empty();
        private OptionalInt sessionsCount = OptionalInt.empty();
        private Map<String, String> extras = Map.of();

        private Builder() {}

        /** What the tenant has subscribed to; null for nothing. */
        public Builder planType(@Nullable PlanType type) {
            this.planType = type;
            return this;
        }

        /** The mode that is asked for; null to leave it to the plan type. */
        public Builder mode(@Nullable ExecutionMode asked) {
            this.mode = asked;
            return this;
        }

        /** Where to, in order, each group once; empty for the default groups. */
        public Builder groups(Collection<GroupId> where) {
            this.groups = where.isEmpty() ? List.of() : where instanceof GroupList list ? list : GroupList.of(where);
            return this;
        }

        /** What to post. */
        public Builder post(Post post) {
            this.content = Content.of(post);
            return this;
        }

        /** What to post, as its wire fields; null for nothing yet. */
        public Builder content(@Nullable Content what) {
            this.content = what;
            return this;
        }

        /** The pause between two posts of a session. */
        public Builder delay(Duration delay) {
            this.delayNanos = OptionalLong.of(Nanos.of(DELAY, delay));
            return this;
        }

        /** The same in seconds, as it stands on the wire. */
        public Builder delaySeconds(BigDecimal seconds) {
            this.delayNanos = OptionalLong.of(Nanos.ofSeconds(DELAY, seconds));
            return this;
        }

        /** The length of a starter cycle, more than zero. */
        public Builder cycle(Duration cycle) {
            return cycleNanos(cycle, cycle.isNegative() ? 0 : Nanos.of(CYCLE, cycle));
        }

        /** The same in minutes, as it stands on the wire. */
        public Builder totalCycleMinutes(BigDecimal minutes) {
            return cycleNanos(minutes, minutes.signum() < 0 ? 0 : Nanos.ofMinutes(CYCLE, minutes));
        }

        /** The pause between two cycles. */
        public Builder pause(Duration pause) {
            this.pauseNanos = OptionalLong.of(Nanos.of("delay_between_cycles", pause));
            return this;
        }

        /** How many sessions a start assigns, at least 1. */
        public Builder sessionsCount(int count) {
            if (count < 1) {
                throw new InvalidValueException("sessions_count", count, "a whole number from 1");
            }
            this.sessionsCount = OptionalInt.of(count);
            return this;
        }

        /** Fields that are somebody else's, to be kept as they came: name to JSON text. */
        public Builder extras(Map<String, String> fields) {
            this.extras = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
            return this;
        }

        /** The configuration. */
        public TenantConfig build() {
            return new TenantConfig(this);
        }

        private Builder cycleNanos(Object shown, long nanos) {
            if (nanos == 0) {
                throw new InvalidValueException(CYCLE, shown, "a number of minutes above 0");
            }
            this.cycleNanos = OptionalLong.of(nanos);
            return this;
        }
    }
}
