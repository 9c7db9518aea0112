package io.adbot.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** S5: what little is kept of losses answers as all of them would. */
class LossesTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @Property
    void findsTwoWithinAnyWindow(
            @ForAll @Size(max = 12) List<@IntRange(min = -20, max = 100) Integer> gaps,
            @ForAll @IntRange(min = 1, max = 100) int window) {
        Losses losses = new Losses();
        Instant when = START;
        losses.lost(when);
        for (int gap : gaps) {
            when = when.plus(Duration.ofHours(gap));
            losses.lost(when);
        }

        assertThat(losses.anyTwoWithin(Duration.ofHours(window)))
                .isEqualTo(gaps.stream().anyMatch(gap -> gap <= window));
        assertThat(losses.unacknowledged()).hasSizeLessThan(4);
    }

    @Property
    void countsTheReplacementsOfTheLastDay(@ForAll @Size(max = 30) List<@IntRange(min = 0, max = 40) Integer> gaps) {
        Losses losses = new Losses();
        Instant now = START;
        for (int gap : gaps) {
            now = now.plus(Duration.ofHours(gap));
            losses.replaced(now);
        }

        long recent = 0;
        int age = 0;
        for (int i = gaps.size() - 1; i >= 0 && age < 24; i--) {
            recent++;
            age += gaps.get(i);
        }
        assertThat(losses.replacedSince(now.minus(Duration.ofDays(1)))).isEqualTo(recent);
        assertThat(losses.replacements()).hasSizeLessThanOrEqualTo(gaps.size());
    }
}
