package io.adbot.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import io.adbot.telegram.td.Answers.Administrator;
import io.adbot.telegram.td.Answers.AdministratorRights;
import io.adbot.telegram.td.Answers.BasicGroup;
import io.adbot.telegram.td.Answers.ChatMemberStatus;
import io.adbot.telegram.td.Answers.Creator;
import io.adbot.telegram.td.Answers.Member;
import io.adbot.telegram.td.Answers.Supergroup;
import io.adbot.telegram.td.Answers.SupergroupFullInfo;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How long slow mode lasts, by all that is told of it. */
class GroupTest {

    private static final long NOW = Duration.ofDays(3).toNanos();

    private final Group group = new Group(-1000000000500L, ContentKindTest.permissions(Set.of("canSendPhotos")));

    @Test
    void aGroupWithoutSlowModeNeverWaits() {
        group.update(supergroup(new Member(), false));
        group.posted(NOW);
        group.wait(Duration.ofHours(1), NOW);

        assertThat(left(0)).isZero();
        assertThat(group.needsFullInfo()).isFalse();
    }

    @Test
    void whatTelegramSaysIsCountedFromWhenItWasSaid() {
        slow(600, 90.5);

        assertThat(left(0)).isEqualTo(Duration.ofMillis(90_500));
        assertThat(left(60)).isEqualTo(Duration.ofMillis(30_500));
        assertThat(left(91)).isZero();
    }

    @Test
    void anOwnPostBeginsTheDelay() {
        slow(600, 0);
        group.posted(NOW);

        assertThat(left(0)).isEqualTo(Duration.ofMinutes(10));
        assertThat(left(599)).isEqualTo(Duration.ofSeconds(1));
        assertThat(left(600)).isZero();
    }

    @Test
    void theLongestOfAllCounts() {
        slow(600, 900);
        group.posted(NOW);
        assertThat(left(0)).isEqualTo(Duration.ofMinutes(15));

        group.wait(Duration.ofMinutes(20), NOW);
        assertThat(left(0)).isEqualTo(Duration.ofMinutes(20));
        group.wait(Duration.ofSeconds(5), NOW);
        assertThat(left(0)).isEqualTo(Duration.ofMinutes(20));
    }

    /** TDLib takes an attempt that failed for a post until it asks Telegram again. */
    @Test
    void whatIsToldLaterTakesThePlaceOfWhatWasToldBefore() {
        slow(600, 600);
        slow(600, 0);

        assertThat(left(0)).isZero();
    }

    @Test
    void whatIsToldDoesNotShortenWhatAnOwnPostHasBegun() {
        slow(600, 0);
        group.posted(NOW);
        slow(600, 0);

        assertThat(left(0)).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void whenItIsSwitchedOffAndOnTheDelayIsAskedForAnew() {
        slow(600, 600);
        group.update(supergroup(new Member(), false));
        assertThat(left(0)).isZero();

        group.update(supergroup(new Member(), true));

        assertThat(left(0)).isZero();
        assertThat(group.needsFullInfo()).isTrue();
    }

    @Test
    void aDelayOfZeroIsNone() {
        slow(0, 1800);

        assertThat(left(0)).isZero();
    }

    @Test
    void moreThanAnybodyWaitsIsNoOverflow() {
        slow(600, 1e300);

        assertThat(left(0)).isGreaterThan(Duration.ofDays(365));
    }

    @Test
    void whoHasRightsOfItsOwnDoesNotWait() {
        for (ChatMemberStatus status :
                new ChatMemberStatus[] {new Creator(true), new Administrator(new AdministratorRights(false))}) {
            slow(600, 600);
            group.update(supergroup(status, true));

            assertThat(left(0)).as("%s", status).isZero();
            assertThat(group.isSlow()).isFalse();
            assertThat(group.needsFullInfo()).isFalse();
        }
    }

    @Test
    void aBasicGroupHasNoSlowModeAndAChatThatIsNeitherIsNoGroup() {
        assertThat(group.reasonAgainst(ContentKind.PHOTO)).isEqualTo("it is not a group");
        group.update(new BasicGroup(7, new Member(), true, 0));

        assertThat(group.isSlow()).isFalse();
        assertThat(group.isForum()).isFalse();
        assertThat(group.reasonAgainst(ContentKind.PHOTO)).isEmpty();
        assertThat(group.reasonAgainst(ContentKind.TEXT)).isEqualTo("the group does not allow texts");
    }

    @Test
    void permissionsAreThoseThatWereToldLast() {
        group.update(supergroup(new Member(), false));
        group.update(ContentKindTest.permissions(Set.of("canSendBasicMessages")));

        assertThat(group.reasonAgainst(ContentKind.TEXT)).isEmpty();
        assertThat(group.reasonAgainst(ContentKind.PHOTO)).isEqualTo("the group does not allow photos");
    }

    private void slow(int delay, double expiresIn) {
        group.update(supergroup(new Member(), true));
        group.update(new SupergroupFullInfo(delay, expiresIn), NOW);
    }

    private Duration left(long secondsLater) {
        return group.slowModeLeft(NOW + Duration.ofSeconds(secondsLater).toNanos());
    }

    private static Supergroup supergroup(ChatMemberStatus status, boolean isSlow) {
        return new Supergroup(500, status, isSlow, false, false, 0, null);
    }
}
