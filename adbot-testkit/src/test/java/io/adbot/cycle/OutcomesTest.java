package io.adbot.cycle;

import static io.adbot.cycle.Engine.enterprise;
import static io.adbot.cycle.Engine.floodWait;
import static io.adbot.cycle.Engine.group;
import static io.adbot.cycle.Engine.offline;
import static io.adbot.cycle.Engine.once;
import static io.adbot.cycle.Engine.order;
import static io.adbot.cycle.Engine.session;
import static io.adbot.cycle.Engine.slowMode;
import static org.assertj.core.api.Assertions.assertThat;

import io.adbot.journal.CycleStatus;
import io.adbot.journal.JournalEvent.CycleEnded;
import io.adbot.journal.JournalEvent.SendSettled;
import io.adbot.journal.JournalEvent.SessionFlagged;
import io.adbot.journal.SkipReason;
import io.adbot.message.OutcomeKind;
import io.adbot.message.Permission;
import io.adbot.message.SendOutcome;
import io.adbot.session.SessionFlag;
import io.adbot.testkit.Answer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a send can answer, row by row of the table, and what the runner makes of it. */
class OutcomesTest {

    private final Engine engine = new Engine();

    @AfterEach
    void noRuleIsBroken() {
        engine.verify();
    }

    @Test
    void aDeliveredPostIsCountedAndTheNextFollows() {
        engine.run(once(enterprise(1, 2)));

        assertThat(engine.story("s1")).containsExactly("g1 delivered", "g2 delivered");
        assertThat(engine.starts("s1")).containsExactly(0.0, 5.0);
        SendSettled settled = engine.events(SendSettled.class).get(1);
        assertThat(settled.startedNanos()).hasValue(5_000_000_000L);
        assertThat(settled.messageId()).isPresent();
        assertThat(settled.retryAfterNanos()).isEmpty();
        assertThat(settled.isFinal()).isTrue();
        CycleReport report = engine.report();
        assertThat(report.planned()).isEqualTo(2);
        assertThat(report.delivered()).isEqualTo(2);
        assertThat(report.status()).isEqualTo(CycleStatus.COMPLETED);
        assertThat(report.firstSendNanos()).hasValue(0);
        assertThat(report.lastSendNanos()).hasValue(5_000_000_000L);
        assertThat(report.maxLatenessNanos()).isZero();
    }

    @Test
    void aFloodWaitIsWaitedForAndTheSameDeliveryTriedAgain() {
        engine.telegram.script(session("s1"), group("g1"), floodWait(30));

        engine.run(once(enterprise(1, 2)));

        assertThat(engine.story("s1")).containsExactly("g1 flood_wait…", "g1 delivered", "g2 delivered");
        assertThat(engine.starts("s1")).containsExactly(0.0, 30.0, 35.0);
        assertThat(engine.events(SendSettled.class).get(0).retryAfterNanos()).hasValue(30_000_000_000L);
        assertThat(engine.report().floodWaits()).isEqualTo(1);
        assertThat(engine.report().failed()).isZero();
        assertThat(engine.report().maxLatenessNanos()).isEqualTo(30_000_000_000L);
    }

    @Test
    void aGroupInSlowModeIsMovedToTheEnd() {
        engine.telegram.script(session("s1"), group("g1"), slowMode(20));

        engine.run(once(enterprise(1, 3)));

        assertThat(engine.story("s1")).containsExactly("g1 slow_mode…", "g2 delivered", "g3 delivered", "g1 delivered");
        assertThat(engine.starts("s1")).containsExactly(0.0, 5.0, 10.0, 20.0);
        assertThat(engine.report().failed()).isZero();
        assertThat(engine.report().floodWaits()).isZero();
    }

    @Test
    void aGroupInSlowModeForLongerThanTheSlotIsSkippedAndTheSessionGoesOn() {
        engine.telegram.script(session("s1"), group("g1"), slowMode(3600));

        engine.run(once(enterprise(1, 2)));

        assertThat(engine.story("s1")).containsExactly("g1 slow_mode…", "g1 skipped: slow_mode", "g2 delivered");
        assertThat(engine.report().skippedByReason()).isEqualTo(Map.of(SkipReason.SLOW_MODE, 1L));
    }

    @Test
    void aGroupThatIsStillInSlowModeAfterItWasMovedIsSkipped() {
        engine.telegram.script(session("s1"), group("g1"), slowMode(20), slowMode(1));

        engine.run(once(enterprise(1, 2)));

        assertThat(engine.story("s1"))
                .containsExactly("g1 slow_mode…", "g2 delivered", "g1 slow_mode…", "g1 skipped: slow_mode");
    }

    @Test
    void aGroupThatPermitsNothingIsNotTriedAgainInThisCycle() {
        engine.telegram.refuse(session("s1"), group("g1"), "CHAT_WRITE_FORBIDDEN");

        engine.run(once(enterprise(1, 2)));

        assertThat(engine.story("s1")).containsExactly("g1 not_permitted", "g2 delivered");
        assertThat(engine.report().failedByKind()).isEqualTo(Map.of(OutcomeKind.NOT_PERMITTED, 1L));
        assertThat(engine.report().status()).isEqualTo(CycleStatus.COMPLETED);
    }

    @Test
    void aSessionThatCannotSeeTheSourceLeavesTheCycleAndTheOthersGoOn() {
        engine.telegram.script(session("s1"), group("g1"), new SendOutcome.SourceUnavailable("MESSAGE_ID_INVALID"));

        engine.run(once(enterprise(2, 4)));

        assertThat(engine.story("s1")).containsExactly("g1 source_unavailable", "g2 skipped: source_unavailable");
        assertThat(engine.story("s2")).containsExactly("g3 delivered", "g4 delivered");
        assertThat(engine.report().status()).isEqualTo(CycleStatus.COMPLETED);
        assertThat(engine.events(SessionFlagged.class)).isEmpty();
    }

    @Test
    void aCycleFailsIfNoSessionCanSeeTheSource() {
        engine.telegram.hideSource(session("s1"));
        engine.telegram.hideSource(session("s2"));

        engine.run(once(enterprise(2, 4)));

        assertThat(engine.sends()).isEmpty();
        assertThat(engine.report().skippedByReason()).isEqualTo(Map.of(SkipReason.SOURCE_UNAVAILABLE, 4L));
        assertThat(engine.report().status()).isEqualTo(CycleStatus.FAILED);
    }

    @Test
    void aCycleInWhichTheSourceWasSeenAndThenLostCompletes() {
        engine.telegram.refuse(session("s1"), group("g1"), "CHAT_WRITE_FORBIDDEN");
        engine.telegram.script(session("s1"), group("g3"), new SendOutcome.SourceUnavailable("MESSAGE_ID_INVALID"));

        engine.run(once(enterprise(1, 3)));

        assertThat(engine.story("s1")).containsExactly("g1 not_permitted", "g2 delivered", "g3 source_unavailable");
        assertThat(engine.report().status()).isEqualTo(CycleStatus.COMPLETED);
    }

    @Test
    void aCycleFailsIfNothingWasDeliveredBeforeTheSourceWasLost() {
        engine.telegram.refuse(session("s1"), group("g1"), "CHAT_WRITE_FORBIDDEN");
        engine.telegram.script(session("s1"), group("g2"), new SendOutcome.SourceUnavailable("MESSAGE_ID_INVALID"));

        engine.run(once(enterprise(1, 2)));

        assertThat(engine.report().status()).isEqualTo(CycleStatus.FAILED);
    }

    @Test
    void aLimitedAccountSendsNoMoreAndIsFlagged() {
        engine.telegram.script(session("s1"), group("g1"), new SendOutcome.AccountLimited("PEER_FLOOD"));

        engine.run(order(enterprise(2, 4)).cycles(2));

        assertThat(engine.story("s1")).containsExactly("g1 account_limited", "g2 skipped: session_limited");
        assertThat(engine.events(SessionFlagged.class))
                .containsExactly(new SessionFlagged(Engine.TENANT, session("s1"), SessionFlag.LIMITED, "PEER_FLOOD"));
        assertThat(engine.reports.get(0).failedByKind()).isEqualTo(Map.of(OutcomeKind.ACCOUNT_LIMITED, 1L));
        // Its groups were not handed on in this cycle, and in the next one it takes no part.
        assertThat(engine.story("s2"))
                .containsExactly(
                        "g3 delivered", "g4 delivered", "g1 delivered", "g2 delivered", "g3 delivered", "g4 delivered");
    }

    @Test
    void aBannedAccountIsFlaggedAsBanned() {
        engine.telegram.script(session("s1"), group("g1"), new SendOutcome.AccountLost(true, "USER_DEACTIVATED"));

        engine.run(once(enterprise(1, 2)));

        assertThat(engine.story("s1")).containsExactly("g1 account_lost", "g2 skipped: session_lost");
        assertThat(engine.events(SessionFlagged.class).get(0).flag()).isEqualTo(SessionFlag.BANNED);
        assertThat(engine.report().status()).isEqualTo(CycleStatus.COMPLETED);
    }

    @Test
    void aRevokedSessionIsFlaggedAsNeedingLogin() {
        engine.telegram.script(session("s1"), group("g1"), new SendOutcome.AccountLost(false, "SESSION_REVOKED"));

        engine.run(once(enterprise(1, 2)));

        assertThat(engine.events(SessionFlagged.class).get(0).flag()).isEqualTo(SessionFlag.NEEDS_LOGIN);
    }

    @Test
    void rejectedContentEndsTheCycleForEverySession() {
        engine.telegram.script(session("s2"), group("g3"), new SendOutcome.Rejected("MESSAGE_EMPTY"));

        engine.run(once(enterprise(2, 4)));

        assertThat(engine.story())
                .containsExactly(
                        "s1→g1 delivered",
                        "s2→g3 rejected",
                        "s2→g4 skipped: content_rejected",
                        "s1→g2 skipped: content_rejected");
        assertThat(engine.report().status()).isEqualTo(CycleStatus.FAILED);
        assertThat(engine.report().failedByKind()).isEqualTo(Map.of(OutcomeKind.REJECTED, 1L));
    }

    @Test
    void contentThatTheQuestionFindsRejectedEndsTheCycleWithoutASend() {
        engine.port.check = (session, group) ->
                CompletableFuture.completedStage(Permission.unclear(new SendOutcome.Rejected("MESSAGE_TOO_LONG")));

        engine.run(once(enterprise(2, 4)));

        assertThat(engine.port.checks).hasSize(1);
        assertThat(engine.report().skippedByReason()).isEqualTo(Map.of(SkipReason.CONTENT_REJECTED, 4L));
        assertThat(engine.report().status()).isEqualTo(CycleStatus.FAILED);
    }

    @Test
    void aSendInFlightElsewhereFinishesWhenTheContentIsRejected() {
        engine.telegram.hold(session("s1"));
        engine.telegram.script(session("s2"), group("g3"), new SendOutcome.Rejected("MESSAGE_EMPTY"));
        CycleRun run = engine.start(once(enterprise(2, 4)));
        engine.advance(20);
        assertThat(engine.story("s2")).containsExactly("g3 rejected", "g4 skipped: content_rejected");

        engine.telegram.release(session("s1"));
        engine.end(run);

        assertThat(engine.story("s1")).containsExactly("g1 delivered", "g2 skipped: content_rejected");
    }

    @Test
    void aTransientFailureIsTriedAgainNoSoonerThanTheDelayAllows() {
        engine.telegram.script(session("s1"), group("g1"), offline());

        engine.run(once(enterprise(1, 2)));

        assertThat(engine.story("s1")).containsExactly("g1 transient…", "g1 delivered", "g2 delivered");
        // The backoff of up to 1 s is over long before the delay is.
        assertThat(engine.starts("s1")).containsExactly(0.0, 5.0, 10.0);
        assertThat(engine.report().failed()).isZero();
    }

    @Test
    void transientFailuresAreFinalOnceTheRetriesAreUsedUp() {
        engine.telegram.script(session("s1"), group("g1"), offline(), offline(), offline(), offline());

        engine.run(once(enterprise(1, 2)));

        assertThat(engine.story("s1"))
                .containsExactly("g1 transient…", "g1 transient…", "g1 transient…", "g1 transient", "g2 delivered");
        assertThat(engine.report().failedByKind()).isEqualTo(Map.of(OutcomeKind.TRANSIENT, 1L));
    }

    @Test
    void anUnknownOutcomeIsFinal() {
        engine.telegram.script(session("s1"), group("g1"), Answer.unknownButPosted("Request aborted"));

        engine.run(once(enterprise(1, 2)));

        assertThat(engine.story("s1")).containsExactly("g1 unknown", "g2 delivered");
        assertThat(engine.report().unknown()).isEqualTo(1);
        assertThat(engine.report().failed()).isZero();
    }

    @Test
    void aWithdrawnSendCountsAsSkippedAndHasNoStart() {
        engine.confirmCancels();
        engine.telegram.hold(session("s1"));
        engine.start(once(enterprise(1, 2)));
        engine.advance(91);
        engine.telegram.release(session("s1"));
        engine.time.runUntilIdle(Duration.ofMinutes(5));

        assertThat(engine.story("s1")).containsExactly("g1 withdrawn", "g2 delivered");
        assertThat(engine.events(SendSettled.class).get(0).startedNanos()).isEmpty();
        assertThat(engine.report().withdrawn()).isEqualTo(1);
        assertThat(engine.report().skipped()).isEqualTo(1);
        assertThat(engine.report().skippedByReason()).isEmpty();
        assertThat(engine.events(CycleEnded.class).get(0).status()).isEqualTo(CycleStatus.COMPLETED);
    }
}
