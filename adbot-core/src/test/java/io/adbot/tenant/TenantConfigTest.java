package io.adbot.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.adbot.message.Post;
import io.adbot.plan.ExecutionMode;
import io.adbot.plan.GroupList;
import io.adbot.tenant.TenantConfig.Content;
import io.adbot.time.Nanos;
import io.adbot.value.GroupId;
import io.adbot.value.InvalidValueException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TenantConfigTest {

    private static final GroupId GROUP = new GroupId("-1001");

    @Test
    void nothingIsSetUnlessItIs() {
        TenantConfig config = TenantConfig.builder().build();

        assertThat(config.planType()).isEmpty();
        assertThat(config.mode()).isEmpty();
        assertThat(config.decidedMode()).isEqualTo(ExecutionMode.ENTERPRISE);
        assertThat(config.groups()).isEmpty();
        assertThat(config.content()).isEmpty();
        assertThat(config.delayNanos()).isEmpty();
        assertThat(config.cycleNanos()).isEmpty();
        assertThat(config.pauseNanos()).isEmpty();
        assertThat(config.sessionsCount()).isEmpty();
        assertThat(config.extras()).isEmpty();
    }

    @Test
    void holdsWhatIsSet() {
        TenantConfig config = everything().build();

        assertThat(config.planType()).contains(PlanType.STARTER);
        assertThat(config.mode()).contains(ExecutionMode.STARTER);
        assertThat(config.groups()).containsExactly(GROUP);
        assertThat(config.content()).contains(new Content("text", "buy my secret"));
        assertThat(config.delayNanos()).hasValue(7 * Nanos.SECOND);
        assertThat(config.cycleNanos()).hasValue(60 * Nanos.MINUTE);
        assertThat(config.pauseNanos()).hasValue(5 * Nanos.MINUTE);
        assertThat(config.sessionsCount()).hasValue(3);
        assertThat(config.extras()).containsEntry("email", "\"a@b.c\"");
    }

    @Test
    void aBuilderBeginsWithAllOfAnother() {
        TenantConfig config = everything().build();

        assertThat(config.toBuilder().build()).isEqualTo(config).hasSameHashCodeAs(config);
    }

    static Stream<Consumer<TenantConfig.Builder>> changes() {
        return Stream.of(
                b -> b.planType(null),
                b -> b.mode(null),
                b -> b.groups(List.of()),
                b -> b.content(null),
                b -> b.delay(Duration.ofSeconds(8)),
                b -> b.cycle(Duration.ofSeconds(8)),
                b -> b.pause(Duration.ofSeconds(8)),
                b -> b.sessionsCount(4),
                b -> b.extras(Map.of()));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void whatDiffersInOneThingIsNotEqual(Consumer<TenantConfig.Builder> change) {
        TenantConfig.Builder changed = everything();
        change.accept(changed);

        assertThat(changed.build()).isNotEqualTo(everything().build());
    }

    @Test
    void readsNumbersAsTheyStandOnTheWire() {
        TenantConfig config = TenantConfig.builder()
                .delaySeconds(new BigDecimal("2.5"))
                .totalCycleMinutes(new BigDecimal("0.5"))
                .build();

        assertThat(config.delayNanos()).hasValue(2_500_000_000L);
        assertThat(config.cycleNanos()).hasValue(30 * Nanos.SECOND);
    }

    @Test
    void aGroupThatIsNamedTwiceStandsOnce() {
        TenantConfig config =
                TenantConfig.builder().groups(List.of(GROUP, GROUP)).build();

        assertThat(config.groups()).isInstanceOf(GroupList.class).containsExactly(GROUP);
    }

    @Test
    void keepsAGroupListAsItIs() {
        GroupList groups = GroupList.of(List.of(GROUP));

        assertThat(TenantConfig.builder().groups(groups).build().groups()).isSameAs(groups);
    }

    @Test
    void whatIsSomebodyElsesIsKeptInItsOrderAndNotChangedFromOutside() {
        Map<String, String> fields = new HashMap<>(Map.of("email", "1"));
        TenantConfig config = TenantConfig.builder().extras(fields).build();
        fields.put("other", "2");

        assertThat(config.extras()).containsExactly(Map.entry("email", "1"));
        assertThatThrownBy(() -> config.extras().put("other", "2")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void theModeIsThatOfThePlanType() {
        TenantConfig.Builder builder = TenantConfig.builder().planType(PlanType.STARTER);
        assertThat(builder.build().decidedMode()).isEqualTo(ExecutionMode.STARTER);

        TenantConfig config = builder.mode(ExecutionMode.ENTERPRISE).build();
        assertThatExceptionOfType(ModeNotAllowedException.class).isThrownBy(config::decidedMode);
    }

    static Stream<Consumer<TenantConfig.Builder>> refused() {
        return Stream.of(
                b -> b.delay(Duration.ofNanos(-1)),
                b -> b.delaySeconds(new BigDecimal("-0.1")),
                b -> b.cycle(Duration.ZERO),
                b -> b.cycle(Duration.ofSeconds(-1)),
                b -> b.totalCycleMinutes(BigDecimal.ZERO),
                b -> b.totalCycleMinutes(new BigDecimal("-1")),
                b -> b.totalCycleMinutes(new BigDecimal("1e99")),
                b -> b.pause(Duration.ofNanos(-1)),
                b -> b.sessionsCount(0));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesWhatCannotBeAndLeavesTheBuilderAsItWas(Consumer<TenantConfig.Builder> set) {
        TenantConfig.Builder builder = everything();

        assertThatExceptionOfType(InvalidValueException.class).isThrownBy(() -> set.accept(builder));
        assertThat(builder.build()).isEqualTo(everything().build());
    }

    @Test
    void saysWhatWasRefusedAndWhatWouldBeAccepted() {
        assertThatThrownBy(() -> TenantConfig.builder().totalCycleMinutes(new BigDecimal("-2")))
                .hasMessage("total_cycle_minutes: got -2, expected a number of minutes above 0");
        assertThatThrownBy(() -> TenantConfig.builder().sessionsCount(0))
                .hasMessage("sessions_count: got 0, expected a whole number from 1");
        assertThatThrownBy(() -> TenantConfig.builder().delay(Duration.ofSeconds(-1)))
                .hasMessageStartingWith("delay_between_posts: got ");
        assertThatThrownBy(() -> TenantConfig.builder().pause(Duration.ofSeconds(-1)))
                .hasMessageStartingWith("delay_between_cycles: got ");
    }

    @Test
    void showsNeitherContentNorWhatIsSomebodyElses() {
        assertThat(everything().build()).hasToString("TenantConfig[STARTER, starter, 1 group, text, 13 characters]");
        assertThat(TenantConfig.builder().build())
                .hasToString("TenantConfig[no plan type, no mode, 0 groups, no post]");
        assertThat(new Content("buy my secret", "text").toString()).doesNotContain("secret");
    }

    @Test
    void contentIsThePostThatItsFieldsMake() {
        for (Post post : List.of(Post.text("hello"), Post.forward("t.me/channel/123"))) {
            assertThat(Content.of(post).toPost()).isEqualTo(post);
        }
    }

    @Test
    void contentThatMakesNoPostIsKeptAndRefusedWhenItMatters() {
        Content broken = new Content("link", "nowhere");
        assertThat(TenantConfig.builder().content(broken).build().content()).contains(broken);

        assertThatExceptionOfType(InvalidValueException.class).isThrownBy(broken::toPost);
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> new Content("video", "x").toPost())
                .withMessage("post_type: got a value of 5 characters, expected link or text");
    }

    private static TenantConfig.Builder everything() {
        return TenantConfig.builder()
                .planType(PlanType.STARTER)
                .mode(ExecutionMode.STARTER)
                .groups(List.of(GROUP))
                .post(Post.text("buy my secret"))
                .delay(Duration.ofSeconds(7))
                .cycle(Duration.ofMinutes(60))
                .pause(Duration.ofMinutes(5))
                .sessionsCount(3)
                .extras(Map.of("email", "\"a@b.c\""));
    }
}
