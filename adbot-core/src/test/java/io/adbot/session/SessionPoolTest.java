package io.adbot.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.adbot.session.SessionRefusedException.Kind;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** S1 to S5, each rule by examples; {@link SessionPoolModelTest} has them together. */
class SessionPoolTest {

    private static final TenantId ACME = new TenantId("acme");
    private static final TenantId OTHER = new TenantId("other");
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final OptionalInt NO_PAIR = OptionalInt.empty();

    private final SessionPool pool = new SessionPool();

    // ---------------------------------------------------------------- S1: states and flags

    @Test
    void anAddedSessionIsUnusedAndFree() {
        pool.added(session("a"), OptionalInt.of(3));

        assertThat(pool.find(session("a")))
                .isEqualTo(new PooledSession(session("a"), SessionState.UNUSED, null, null, OptionalInt.of(3)));
        assertThat(pool.free()).isEqualTo(1);
        assertThat(pool.find(session("b"))).isNull();
    }

    @Test
    void anAssignedSessionIsWithOneTenantAndNotFree() {
        has("a", "b");
        give(ACME, 2);

        assertThat(pool.assignedTo(ACME))
                .extracting(PooledSession::session)
                .containsExactly(session("a"), session("b"));
        assertThat(pool.assignedTo(OTHER)).isEmpty();
        assertThat(pool.free()).isZero();
        assertThat(pool.find(session("a")).isAbleToSend()).isTrue();
    }

    @Test
    void aFlaggedSessionStaysWithItsTenantAndTakesNoPart() {
        has("a");
        give(ACME, 1);
        pool.flagged(ACME, session("a"), SessionFlag.LIMITED, NOON);

        assertThat(pool.find(session("a")).isAbleToSend()).isFalse();
        assertThat(pool.assignedTo(ACME)).hasSize(1);

        pool.cleared(session("a"));
        assertThat(pool.find(session("a")).isAbleToSend()).isTrue();
    }

    @Test
    void aBannedSessionLeavesItsTenantForGoodAndIsRememberedThere() {
        has("a");
        give(ACME, 1);
        pool.flagged(ACME, session("a"), SessionFlag.BANNED, NOON);

        assertThat(pool.assignedTo(ACME)).isEmpty();
        assertThat(pool.bannedOf(ACME)).containsExactly(session("a"));
        assertThat(pool.find(session("a")).state()).isEqualTo(SessionState.BANNED);
        assertThat(pool.find(session("a")).holder()).contains(ACME);
        assertThat(pool.free()).isZero();
    }

    @Test
    void aFlaggedSessionThatNobodyHasIsNotFreeUntilItIsCleared() {
        has("a");
        pool.flagged(ACME, session("a"), SessionFlag.NEEDS_LOGIN, NOON);
        assertThat(pool.free()).isZero();

        pool.cleared(session("a"));
        assertThat(pool.free()).isEqualTo(1);
    }

    @Test
    void aClearedBanMakesTheSessionUnused() {
        has("a");
        give(ACME, 1);
        pool.flagged(ACME, session("a"), SessionFlag.BANNED, NOON);
        pool.cleared(session("a"));

        assertThat(pool.bannedOf(ACME)).isEmpty();
        assertThat(pool.find(session("a")))
                .isEqualTo(new PooledSession(session("a"), SessionState.UNUSED, null, null, NO_PAIR));
        assertThat(pool.free()).isEqualTo(1);
    }

    @Test
    void ofTwoFlagsTheGraverOneCounts() {
        has("a");
        pool.flagged(ACME, session("a"), SessionFlag.NEEDS_LOGIN, NOON);
        pool.flagged(ACME, session("a"), SessionFlag.LIMITED, NOON);
        pool.flagged(ACME, session("a"), SessionFlag.NEEDS_LOGIN, NOON);
        assertThat(pool.find(session("a")).whyNot()).contains(SessionFlag.LIMITED);

        pool.flagged(ACME, session("a"), SessionFlag.BANNED, NOON);
        pool.flagged(ACME, session("a"), SessionFlag.LIMITED, NOON);
        assertThat(pool.find(session("a")).whyNot()).contains(SessionFlag.BANNED);
    }

    @Test
    void whatIsSaidOfASessionThatIsNotThereIsPassedOver() {
        pool.flagged(ACME, session("a"), SessionFlag.BANNED, NOON);
        pool.cleared(session("a"));
        pool.removed(session("a"));
        pool.released(ACME, List.of(session("a")));
        pool.acknowledged(ACME);
        pool.tenantRemoved(ACME);

        assertThat(pool.all()).isEmpty();
    }

    @Test
    void aSessionIsAddedUnderANameThatNoneHas() {
        has("a");

        assertRefused(Kind.KNOWN, () -> pool.decisions().checkAddable(session("a"), NO_PAIR));
        pool.decisions().checkAddable(session("b"), NO_PAIR);
    }

    @Test
    void aSessionIsRemovedWhenNobodyHasIt() {
        has("a");
        pool.decisions().checkRemovable(session("a"));
        give(ACME, 1);

        assertRefused(Kind.ASSIGNED, () -> pool.decisions().checkRemovable(session("a")));
        assertRefused(Kind.UNKNOWN, () -> pool.decisions().checkRemovable(session("b")));
    }

    @Test
    void aSessionThatARunningCycleUsesIsNotRemovedThoughItWasReleased() {
        has("a");
        give(ACME, 1);
        pool.cycleStarted(ACME, List.of(session("a")));
        pool.released(ACME, List.of(session("a")));

        assertThatThrownBy(() -> pool.decisions().checkRemovable(session("a")))
                .hasMessage("A running cycle uses session a: remove it once that has ended.");
        assertRefused(Kind.IN_USE, () -> pool.decisions().checkRemovable(session("a")));

        pool.cycleEnded(ACME);
        pool.decisions().checkRemovable(session("a"));
    }

    @Test
    void aRemovedSessionIsNowhere() {
        has("a", "b");
        give(ACME, 1);
        pool.removed(session("a"));
        pool.removed(session("b"));

        assertThat(pool.all()).isEmpty();
        assertThat(pool.assignedTo(ACME)).isEmpty();
        assertThat(pool.free()).isZero();
    }

    @Test
    void aTenantThatIsGoneLeavesItsSessionsUnusedAndItsBannedOnesBanned() {
        has("a", "b");
        give(ACME, 2);
        pool.flagged(ACME, session("b"), SessionFlag.BANNED, NOON);
        pool.tenantRemoved(ACME);

        assertThat(pool.all())
                .containsExactly(
                        new PooledSession(session("a"), SessionState.UNUSED, null, null, NO_PAIR),
                        new PooledSession(session("b"), SessionState.BANNED, null, SessionFlag.BANNED, NO_PAIR));
        assertThat(pool.bannedOf(ACME)).isEmpty();
    }

    // ---------------------------------------------------------------- S2: all or nothing

    @Test
    void aShortageSaysHowManyAreFreeAndChangesNothing() {
        has("a", "b");

        assertThatThrownBy(() -> pool.decisions().choose(3, CredentialSupply.NOT_NEEDED))
                .hasMessage("3 sessions are needed, 2 are free. Add sessions, or ask for fewer.");
        assertRefused(Kind.SHORTAGE, () -> pool.decisions().choose(3, CredentialSupply.NOT_NEEDED));
        assertThat(pool.free()).isEqualTo(2);
    }

    @Test
    void whatARunningCycleUsesIsNotFreeBeforeItHasEnded() {
        has("a", "b");
        give(ACME, 2);
        pool.cycleStarted(ACME, List.of(session("a"), session("b")));
        pool.released(ACME, List.of(session("a")));

        assertThat(pool.free()).isZero();
        assertThat(pool.usedBy(session("a"))).isEqualTo(ACME);
        assertThatThrownBy(() -> pool.decisions().choose(1, CredentialSupply.NOT_NEEDED))
                .hasMessage("1 session is needed, 0 are free. 1 more will be, once the cycle that uses them has ended."
                        + " Add sessions, or ask for fewer.");

        pool.cycleEnded(ACME);
        assertThat(pool.free()).isEqualTo(1);
        assertThat(pool.usedBy(session("a"))).isNull();
    }

    @Test
    void choosingChangesNothing() {
        has("a", "b");
        pool.decisions().choose(2, new CredentialSupply(1, true));

        assertThat(pool.free()).isEqualTo(2);
        assertThat(pool.servedBy(0)).isZero();
    }

    @Test
    void flaggedSessionsAreNotChosen() {
        has("a", "b", "c");
        pool.flagged(ACME, session("a"), SessionFlag.NEEDS_LOGIN, NOON);
        pool.flagged(ACME, session("b"), SessionFlag.BANNED, NOON);

        assertThat(pool.decisions().choose(1, CredentialSupply.NOT_NEEDED))
                .containsExactly(new Assignment(session("c"), NO_PAIR));
        assertRefused(Kind.SHORTAGE, () -> pool.decisions().choose(2, CredentialSupply.NOT_NEEDED));
    }

    @Test
    void nothingIsChosenOfNothing() {
        assertThat(pool.decisions().choose(0, new CredentialSupply(0, true))).isEmpty();
    }

    // ---------------------------------------------------------------- S3: until released

    @Test
    void onlyATenantsOwnSessionsAreReleased() {
        has("a", "b");
        give(ACME, 1);

        assertThat(pool.decisions().releasable(ACME, List.of(session("a"), session("a"))))
                .containsExactly(session("a"));
        assertRefused(Kind.NOT_ASSIGNED, () -> pool.decisions().releasable(OTHER, List.of(session("a"))));
        assertRefused(Kind.NOT_ASSIGNED, () -> pool.decisions().releasable(ACME, List.of(session("a"), session("b"))));
        assertRefused(Kind.UNKNOWN, () -> pool.decisions().releasable(ACME, List.of(session("c"))));
    }

    @Test
    void aReleasedSessionIsFreeUnlessItIsFlagged() {
        has("a", "b");
        give(ACME, 2);
        pool.flagged(ACME, session("b"), SessionFlag.LIMITED, NOON);
        pool.released(ACME, List.of(session("a"), session("b")));

        assertThat(pool.assignedTo(ACME)).isEmpty();
        assertThat(pool.free()).isEqualTo(1);
        assertThat(pool.find(session("b")).whyNot()).contains(SessionFlag.LIMITED);
    }

    @Test
    void aReleaseByWhoDoesNotHaveTheSessionIsPassedOver() {
        has("a");
        give(ACME, 1);
        pool.released(OTHER, List.of(session("a")));

        assertThat(pool.assignedTo(ACME)).hasSize(1);
    }

    // ---------------------------------------------------------------- S4: credentials

    @Test
    void theLeastUsedPairIsTakenAndOfSeveralTheFirst() {
        pool.added(session("a"), OptionalInt.of(0));
        has("b", "c", "d");
        List<Assignment> chosen = pool.decisions().choose(4, new CredentialSupply(2, true));

        assertThat(chosen)
                .extracting(assignment -> assignment.apiPair().getAsInt())
                .containsExactly(0, 1, 0, 1);
        pool.assigned(ACME, chosen);
        assertThat(pool.servedBy(0)).isEqualTo(2);
        assertThat(pool.servedBy(1)).isEqualTo(2);
    }

    @Test
    void aPairServesSevenSessions() {
        CredentialSupply one = new CredentialSupply(1, true);
        IntStream.rangeClosed(1, 8).forEach(i -> has("s" + i));
        pool.assigned(ACME, pool.decisions().choose(7, one));

        assertThat(pool.servedBy(0)).isEqualTo(7);
        assertThatThrownBy(() -> pool.decisions().choose(1, one))
                .hasMessage("The only pair of API credentials serves 7 sessions, as many as it may: add a pair.");
        assertRefused(Kind.CREDENTIALS, () -> pool.decisions().choose(1, one));
        assertThat(pool.decisions().choose(1, new CredentialSupply(2, true)))
                .containsExactly(new Assignment(session("s8"), OptionalInt.of(1)));
    }

    @Test
    void aSessionCannotBeAddedToAFullPair() {
        IntStream.rangeClosed(1, 7).forEach(i -> pool.added(session("s" + i), OptionalInt.of(4)));

        assertRefused(Kind.CREDENTIALS, () -> pool.decisions().checkAddable(session("s8"), OptionalInt.of(4)));
        pool.decisions().checkAddable(session("s8"), OptionalInt.of(5));
    }

    @Test
    void withoutAnyPairASessionThatNeedsOneIsRefusedAndOneThatNeedsNoneIsNot() {
        has("a");

        assertRefused(Kind.CREDENTIALS, () -> pool.decisions().choose(1, new CredentialSupply(0, true)));
        assertThat(pool.decisions().choose(1, CredentialSupply.NOT_NEEDED))
                .containsExactly(new Assignment(session("a"), NO_PAIR));
    }

    @Test
    void aReleasedSessionKeepsItsCredentials() {
        has("a");
        pool.assigned(ACME, pool.decisions().choose(1, new CredentialSupply(2, true)));
        pool.released(ACME, List.of(session("a")));

        assertThat(pool.servedBy(0)).isEqualTo(1);
        assertThat(pool.decisions().choose(1, new CredentialSupply(2, true)))
                .containsExactly(new Assignment(session("a"), OptionalInt.of(0)));
    }

    @Test
    void aBannedSessionUsesNoCredentials() {
        has("a");
        pool.assigned(ACME, pool.decisions().choose(1, new CredentialSupply(1, true)));
        pool.flagged(ACME, session("a"), SessionFlag.BANNED, NOON);
        assertThat(pool.servedBy(0)).isZero();

        pool.cleared(session("a"));
        assertThat(pool.servedBy(0)).isEqualTo(1);
        assertThat(pool.find(session("a")).apiPair()).hasValue(0);
    }

    @Test
    void whenPairsMoveEachSessionStaysWithItsApplication() {
        pool.added(session("a"), OptionalInt.of(0));
        pool.added(session("b"), OptionalInt.of(1));
        pool.added(session("c"), OptionalInt.of(2));
        pool.flagged(ACME, session("b"), SessionFlag.BANNED, NOON);

        pool.pairsMoved(new PairMoves(List.of(17, 4, 9), List.of(9, 17)));

        assertThat(pool.all())
                .extracting(PooledSession::apiPair)
                .containsExactly(OptionalInt.of(1), NO_PAIR, OptionalInt.of(0));
        assertThat(pool.servedBy(0)).isOne();
        assertThat(pool.servedBy(1)).isOne();
        assertThat(pool.servedBy(2)).isZero();
    }

    @Test
    void aPairThatASessionSignsInWithStays() {
        pool.added(session("b"), OptionalInt.of(0));
        pool.added(session("a"), OptionalInt.of(0));
        pool.added(session("c"), OptionalInt.of(1));
        pool.flagged(ACME, session("c"), SessionFlag.BANNED, NOON);

        assertThatThrownBy(() -> pool.decisions().checkPairRemovable(0, 17))
                .hasMessage("With api_id 17 sign in [a, b]: remove these sessions first.");
        assertRefused(Kind.CREDENTIALS_IN_USE, () -> pool.decisions().checkPairRemovable(0, 17));
        pool.decisions().checkPairRemovable(1, 4);
    }

    @Test
    void aSessionWhoseBanIsClearedLosesCredentialsThatAreFullByNow() {
        pool.added(session("a"), OptionalInt.of(0));
        pool.flagged(ACME, session("a"), SessionFlag.BANNED, NOON);
        IntStream.rangeClosed(1, 7).forEach(i -> pool.added(session("s" + i), OptionalInt.of(0)));
        pool.cleared(session("a"));

        assertThat(pool.servedBy(0)).isEqualTo(7);
        assertThat(pool.find(session("a")).apiPair()).isEmpty();
    }

    @Test
    void aRemovedSessionUsesNoCredentials() {
        pool.added(session("a"), OptionalInt.of(0));
        pool.added(session("b"), OptionalInt.of(0));
        pool.flagged(ACME, session("b"), SessionFlag.BANNED, NOON);
        pool.removed(session("a"));
        pool.removed(session("b"));

        assertThat(pool.servedBy(0)).isZero();
    }

    // ---------------------------------------------------------------- S5: losses

    @Test
    void aLoginThatIsLostIsReplacedWithoutAcknowledgement() {
        has("a", "b");
        give(ACME, 1);
        pool.flagged(ACME, session("a"), SessionFlag.NEEDS_LOGIN, NOON);
        replace("a");

        assertThat(pool.assignedTo(ACME)).extracting(PooledSession::session).containsExactly(session("b"));
        assertThat(pool.find(session("a")).state()).isEqualTo(SessionState.UNUSED);
        assertThat(pool.find(session("a")).whyNot()).contains(SessionFlag.NEEDS_LOGIN);
    }

    @Test
    void aBannedOrLimitedSessionIsReplacedOnceThatIsAcknowledged() {
        for (SessionFlag flag : List.of(SessionFlag.LIMITED, SessionFlag.BANNED)) {
            String lost = "lost-" + flag;
            has(lost);
            give(ACME, 1);
            has(lost + "-spare");
            pool.flagged(ACME, session(lost), flag, NOON);
            assertThat(pool.unacknowledgedOf(ACME)).containsExactly(session(lost));
            assertRefused(Kind.NOT_ACKNOWLEDGED, () -> replace(lost));

            pool.acknowledged(ACME);
            assertThat(pool.unacknowledgedOf(ACME)).isEmpty();
            replace(lost);
            assertThat(pool.assignedTo(ACME)).extracting(PooledSession::session).contains(session(lost + "-spare"));
        }
    }

    @Test
    void aLimitedSessionThatIsLoggedOutAsWellStillTakesAnAcknowledgement() {
        has("a", "b");
        give(ACME, 1);
        pool.flagged(ACME, session("a"), SessionFlag.LIMITED, NOON);
        pool.flagged(ACME, session("a"), SessionFlag.NEEDS_LOGIN, NOON);

        assertRefused(Kind.NOT_ACKNOWLEDGED, () -> replace("a"));
        assertThat(pool.decisions().mayReplaceByItself(ACME, session("a"), automatic(9), NOON))
                .isFalse();
    }

    @Test
    void aLossAfterTheAcknowledgementTakesAnother() {
        has("a", "b");
        give(ACME, 1);
        pool.flagged(ACME, session("a"), SessionFlag.LIMITED, NOON);
        pool.acknowledged(ACME);
        pool.flagged(ACME, session("a"), SessionFlag.LIMITED, NOON); // told again, late: nothing new
        pool.decisions().chooseReplacement(ACME, session("a"), CredentialSupply.NOT_NEEDED);

        pool.flagged(ACME, session("a"), SessionFlag.BANNED, NOON);
        assertRefused(Kind.NOT_ACKNOWLEDGED, () -> replace("a"));
    }

    @Test
    void anAcknowledgementIsForWhatIsLostAndNotForWhatWillBe() {
        has("a", "b", "c");
        give(ACME, 2);
        pool.acknowledged(ACME);
        pool.flagged(ACME, session("a"), SessionFlag.LIMITED, NOON);

        assertRefused(Kind.NOT_ACKNOWLEDGED, () -> replace("a"));
    }

    @Test
    void aSessionIsReplacedOnceAndOnlyIfItIsLost() {
        has("a", "b", "c");
        give(ACME, 1);
        assertRefused(Kind.NOT_LOST, () -> replace("a"));
        assertRefused(Kind.NOT_ASSIGNED, () -> replace("b"));
        assertRefused(Kind.UNKNOWN, () -> replace("z"));

        pool.flagged(ACME, session("a"), SessionFlag.BANNED, NOON);
        pool.acknowledged(ACME);
        replace("a");
        assertRefused(Kind.NOT_ASSIGNED, () -> replace("a"));
        assertThat(pool.bannedOf(ACME)).containsExactly(session("a"));
    }

    @Test
    void aReplacementTakesAFreeSession() {
        has("a");
        give(ACME, 1);
        pool.flagged(ACME, session("a"), SessionFlag.NEEDS_LOGIN, NOON);

        assertRefused(Kind.SHORTAGE, () -> replace("a"));
        assertThat(pool.decisions().mayReplaceByItself(ACME, session("a"), automatic(1), NOON))
                .isFalse();
    }

    @Test
    void byItselfALoginIsReplacedWithinTheBudgetOfADay() {
        has("a", "b", "c", "d");
        give(ACME, 2);
        pool.flagged(ACME, session("a"), SessionFlag.NEEDS_LOGIN, NOON);
        pool.flagged(ACME, session("b"), SessionFlag.NEEDS_LOGIN, NOON);
        assertThat(pool.decisions().mayReplaceByItself(ACME, session("a"), ReplacementPolicy.DEFAULT, NOON))
                .isFalse();
        assertThat(pool.decisions().mayReplaceByItself(ACME, session("a"), automatic(1), NOON))
                .isTrue();
        assertThat(pool.decisions().mayReplaceByItself(OTHER, session("a"), automatic(1), NOON))
                .isFalse();

        Assignment replacement = pool.decisions().chooseReplacement(ACME, session("a"), CredentialSupply.NOT_NEEDED);
        pool.replaced(ACME, session("a"), replacement, true, NOON);

        assertThat(pool.decisions().mayReplaceByItself(ACME, session("b"), automatic(1), NOON))
                .isFalse();
        assertThat(pool.decisions().mayReplaceByItself(ACME, session("b"), automatic(2), NOON))
                .isTrue();
        Duration almostADay = Duration.ofHours(24).minusNanos(1);
        assertThat(pool.decisions().mayReplaceByItself(ACME, session("b"), automatic(1), NOON.plus(almostADay)))
                .isFalse();
        assertThat(pool.decisions()
                        .mayReplaceByItself(ACME, session("b"), automatic(1), NOON.plus(Duration.ofHours(24))))
                .isTrue();
    }

    @Test
    void whatAnOperatorReplacesIsNotOnTheBudget() {
        has("a", "b", "c", "d");
        give(ACME, 2);
        pool.flagged(ACME, session("a"), SessionFlag.NEEDS_LOGIN, NOON);
        pool.flagged(ACME, session("b"), SessionFlag.NEEDS_LOGIN, NOON);
        replace("a");

        assertThat(pool.decisions().mayReplaceByItself(ACME, session("b"), automatic(1), NOON))
                .isTrue();
    }

    @Test
    void byItselfNothingButALoginIsReplaced() {
        has("a", "b", "c");
        give(ACME, 2);
        pool.flagged(ACME, session("a"), SessionFlag.LIMITED, NOON);

        assertThat(pool.decisions().mayReplaceByItself(ACME, session("a"), automatic(9), NOON))
                .isFalse();
        assertThat(pool.decisions().mayReplaceByItself(ACME, session("b"), automatic(9), NOON))
                .isFalse();
        assertThat(pool.decisions().mayReplaceByItself(ACME, session("z"), automatic(9), NOON))
                .isFalse();
    }

    @Test
    void twoLossesWithinTheWindowStopTheTenantUntilTheyAreAcknowledged() {
        has("a", "b", "c", "d");
        give(ACME, 3);
        pool.flagged(ACME, session("a"), SessionFlag.LIMITED, NOON);
        assertThat(stopped()).isFalse();
        pool.flagged(ACME, session("b"), SessionFlag.BANNED, NOON.plus(Duration.ofHours(24)));
        assertThat(stopped()).isTrue();

        pool.flagged(ACME, session("c"), SessionFlag.NEEDS_LOGIN, NOON);
        assertThat(pool.decisions().mayReplaceByItself(ACME, session("c"), automatic(9), NOON))
                .isFalse();
        pool.acknowledged(ACME);
        assertThat(stopped()).isFalse();
        assertThat(pool.decisions().mayReplaceByItself(ACME, session("c"), automatic(9), NOON))
                .isTrue();
    }

    @Test
    void onlyALossToABanOrALimitCanBeAcknowledgedAndOnce() {
        has("a", "b");
        give(ACME, 2);
        pool.flagged(ACME, session("a"), SessionFlag.NEEDS_LOGIN, NOON);
        assertRefused(Kind.NOTHING_TO_ACKNOWLEDGE, () -> pool.decisions().checkHasLost(ACME));
        assertRefused(Kind.NOTHING_TO_ACKNOWLEDGE, () -> pool.decisions().checkHasLost(OTHER));

        pool.flagged(ACME, session("b"), SessionFlag.LIMITED, NOON);
        pool.decisions().checkHasLost(ACME);
        pool.released(ACME, List.of(session("b")));
        pool.decisions().checkHasLost(ACME); // What it lost it lost.

        pool.acknowledged(ACME);
        assertRefused(Kind.NOTHING_TO_ACKNOWLEDGE, () -> pool.decisions().checkHasLost(ACME));
    }

    @Test
    void clearingOrReleasingWhatWasLostIsNoAcknowledgement() {
        has("a", "b");
        give(ACME, 2);
        pool.flagged(ACME, session("a"), SessionFlag.LIMITED, NOON);
        pool.flagged(ACME, session("b"), SessionFlag.LIMITED, NOON);
        pool.cleared(session("a"));
        pool.released(ACME, List.of(session("b")));

        assertThat(stopped()).isTrue();
    }

    @Test
    void lossesFurtherApartDoNotStopTheTenant() {
        has("a", "b");
        give(ACME, 2);
        pool.flagged(ACME, session("a"), SessionFlag.LIMITED, NOON);
        pool.flagged(
                ACME,
                session("b"),
                SessionFlag.LIMITED,
                NOON.plus(Duration.ofHours(24)).plusNanos(1));

        assertThat(stopped()).isFalse();
    }

    @Test
    void oneAccountThatIsLimitedAndThenBannedIsOneLoss() {
        has("a");
        give(ACME, 1);
        pool.flagged(ACME, session("a"), SessionFlag.LIMITED, NOON);
        pool.flagged(ACME, session("a"), SessionFlag.BANNED, NOON);

        assertThat(stopped()).isFalse();
    }

    @Test
    void aLossIsThatOfTheTenantForWhomTheSessionWasSendingThoughItWasReleasedSince() {
        has("a", "b");
        give(ACME, 2);
        pool.released(ACME, List.of(session("a"), session("b")));
        pool.flagged(ACME, session("a"), SessionFlag.LIMITED, NOON);
        assertRefused(Kind.NOT_ACKNOWLEDGED, () -> pool.decisions().checkMayGain(ACME));
        pool.decisions().checkMayGain(OTHER);
        pool.flagged(ACME, session("b"), SessionFlag.BANNED, NOON);
        assertThat(stopped()).isTrue();

        pool.acknowledged(ACME);
        assertThat(stopped()).isFalse();
        pool.decisions().checkMayGain(ACME);
    }

    @Test
    void loginsAndOtherTenantsLossesDoNotStopATenant() {
        has("a", "b", "c");
        give(ACME, 2);
        give(OTHER, 1);
        pool.flagged(ACME, session("a"), SessionFlag.NEEDS_LOGIN, NOON);
        pool.flagged(ACME, session("b"), SessionFlag.LIMITED, NOON);
        pool.flagged(OTHER, session("c"), SessionFlag.LIMITED, NOON);

        assertThat(stopped()).isFalse();
    }

    @Test
    void aClockThatWasSetBackBetweenTwoLossesDoesNotMakeThemFarApart() {
        has("a", "b");
        give(ACME, 2);
        pool.flagged(ACME, session("a"), SessionFlag.LIMITED, NOON);
        pool.flagged(ACME, session("b"), SessionFlag.LIMITED, NOON.minus(Duration.ofDays(30)));

        assertThat(stopped()).isTrue();
    }

    @Test
    void whatIsKeptOfLossesDoesNotGrowWithThem() {
        List<SessionId> sessions = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            has("s" + i);
            sessions.add(session("s" + i));
        }
        give(ACME, 500);
        for (int i = 0; i < 500; i++) {
            pool.flagged(ACME, sessions.get(i), SessionFlag.LIMITED, NOON.plus(Duration.ofDays(i)));
        }

        Troubles troubles = pool.troubles(ACME);
        assertThat(troubles).isNotNull();
        assertThat(troubles.losses()).hasSizeLessThan(4);
    }

    // ---------------------------------------------------------------- inside

    private boolean stopped() {
        return pool.awaitsAcknowledgement(ACME, ReplacementPolicy.DEFAULT);
    }

    private static ReplacementPolicy automatic(int perDay) {
        return new ReplacementPolicy(perDay, Duration.ofHours(24));
    }

    private void has(String... names) {
        Stream.of(names).forEach(name -> pool.added(session(name), NO_PAIR));
    }

    private void give(TenantId tenant, int count) {
        pool.assigned(tenant, pool.decisions().choose(count, CredentialSupply.NOT_NEEDED));
    }

    private void replace(String lost) {
        Assignment replacement = pool.decisions().chooseReplacement(ACME, session(lost), CredentialSupply.NOT_NEEDED);
        pool.replaced(ACME, session(lost), replacement, false, NOON);
    }

    private static void assertRefused(Kind kind, ThrowingCallable decision) {
        assertThatThrownBy(decision)
                .isInstanceOfSatisfying(
                        SessionRefusedException.class,
                        refused -> assertThat(refused.kind()).isEqualTo(kind));
    }

    private static SessionId session(String name) {
        return new SessionId(name);
    }
}
