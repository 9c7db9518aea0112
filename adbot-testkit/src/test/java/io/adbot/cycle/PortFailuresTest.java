package io.adbot.cycle;

import static io.adbot.cycle.Engine.enterprise;
import static io.adbot.cycle.Engine.floodWait;
import static io.adbot.cycle.Engine.once;
import static io.adbot.cycle.Engine.order;
import static io.adbot.cycle.Engine.sending;
import static io.adbot.cycle.Engine.session;
import static org.assertj.core.api.Assertions.assertThat;

import io.adbot.journal.JournalEvent.LateAnswer;
import io.adbot.journal.JournalEvent.SendSettled;
import io.adbot.journal.JournalEvent.SessionFlagged;
import io.adbot.journal.JournalEvent.SessionHeld;
import io.adbot.message.MessagingPort.Sending;
import io.adbot.message.OutcomeKind;
import io.adbot.message.Permission;
import io.adbot.message.SendOutcome;
import io.adbot.session.SessionFlag;
import io.adbot.testkit.Answer;
import io.adbot.testkit.DurationRange;
import io.adbot.value.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Answers that are late, missing or no answers at all (E6), and whom that concerns. */
class PortFailuresTest {

    private Engine engine = new Engine();

    @AfterEach
    void noRuleIsBroken() {
        engine.verify();
    }

    // ---------------------------------------------------------------- sends

    @Test
    void aSendWithoutAnswerIsCancelledAtTheSendLimitAndUnknownSoonAfter() {
        engine.telegram.script(session("s1"), Engine.group("g1"), Answer.lost());

        CycleRun run = engine.start(once(enterprise(1, 2)));
        engine.advance(94.999);
        assertThat(engine.story("s1")).isEmpty();
        assertThat(engine.status(run, "s1").waiting().detail())
                .isEqualTo("the confirmation that its post to group g1 was taken back");
        engine.advance(0.001);
        assertThat(engine.story("s1")).containsExactly("g1 unknown", "g2 delivered");
        engine.end(run);

        assertThat(engine.starts("s1")).containsExactly(0.0, 95.0);
        assertThat(engine.report().unknown()).isEqualTo(1);
    }

    @Test
    void aSendThatIsTakenBackAtTheSendLimitIsWithdrawn() {
        engine.telegram.behave(engine.telegram.behaviour().toBuilder()
                .latency(DurationRange.exactly(Duration.ofMinutes(3)))
                .confirmsCancel(true)
                .build());

        engine.run(once(enterprise(1, 1)));

        assertThat(engine.story("s1")).containsExactly("g1 withdrawn");
        assertThat(engine.telegram.ledger().count()).isZero();
    }

    @Test
    void aLateAnswerIsJournalledAndChangesNothing() {
        engine.telegram.script(
                session("s1"), Engine.group("g1"), Answer.delivered().after(Duration.ofSeconds(100)));

        engine.run(once(enterprise(1, 3)));

        assertThat(engine.story("s1")).containsExactly("g1 unknown", "g2 delivered", "g3 delivered");
        LateAnswer late = engine.events(LateAnswer.class).get(0);
        assertThat(late.outcome()).isEqualTo(OutcomeKind.DELIVERED);
        assertThat(late.messageId()).isPresent();
        assertThat(engine.report().delivered()).isEqualTo(2);
        assertThat(engine.report().unknown()).isEqualTo(1);
    }

    @Test
    void anAnswerThatComesWhileTheSendIsBeingTakenBackIsLate() {
        engine.telegram.script(
                session("s1"), Engine.group("g1"), Answer.delivered().after(Duration.ofSeconds(92)));

        engine.run(once(enterprise(1, 1)));

        assertThat(engine.story("s1")).containsExactly("g1 unknown");
        assertThat(engine.report().unknown()).isEqualTo(1);
        assertThat(engine.events(LateAnswer.class))
                .extracting(LateAnswer::outcome)
                .containsExactly(OutcomeKind.DELIVERED);
    }

    @Test
    void whatFailsPastTheSendLimitIsNotTriedAgain() {
        engine.telegram.script(
                session("s1"),
                Engine.group("g1"),
                Answer.of(new SendOutcome.Transient("offline")).after(Duration.ofSeconds(92)));

        engine.run(once(enterprise(1, 2)));

        assertThat(engine.story("s1")).containsExactly("g1 unknown", "g2 delivered");
        assertThat(engine.starts("s1")).containsExactly(0.0, 92.0);
    }

    @Test
    void whatAnAnswerPastTheSendLimitSaysOfTheAccountIsHeededBeforeTheNextPost() {
        engine.telegram.script(
                session("s1"),
                Engine.group("g1"),
                Answer.of(new SendOutcome.AccountLimited("PEER_FLOOD")).after(Duration.ofSeconds(92)));

        engine.run(once(enterprise(1, 2)));

        assertThat(engine.story("s1")).containsExactly("g1 unknown", "g2 skipped: session_limited");
        assertThat(engine.starts("s1")).containsExactly(0.0);
    }

    @Test
    void aLateFloodWaitIsHeeded() {
        engine.telegram.script(
                session("s1"), Engine.group("g1"), Answer.of(floodWait(60)).after(Duration.ofSeconds(97)));

        engine.run(once(enterprise(1, 3)));

        // Given up at 95 s, when g2 follows; told at 97 s to wait until 157 s.
        assertThat(engine.starts("s1")).containsExactly(0.0, 95.0, 157.0);
        assertThat(engine.story("s1")).containsExactly("g1 unknown", "g2 delivered", "g3 delivered");
    }

    @Test
    void aLateAnswerAfterTheCycleIsJournalledToo() {
        engine.telegram.script(
                session("s1"), Engine.group("g1"), Answer.of(floodWait(400)).after(Duration.ofSeconds(110)));

        engine.run(order(enterprise(1, 1)).cycles(2));

        // The first cycle ends at 95 s, the second begins at 395 s.
        assertThat(engine.events(LateAnswer.class)).hasSize(1);
        assertThat(engine.starts("s1")).containsExactly(0.0, 510.0);
    }

    @Test
    void aLateWordOfALimitedAccountKeepsItFromFurtherPosts() {
        engine.telegram.script(
                session("s1"),
                Engine.group("g1"),
                Answer.of(new SendOutcome.AccountLimited("PEER_FLOOD")).after(Duration.ofSeconds(97)));

        engine.run(once(enterprise(1, 3)));

        assertThat(engine.story("s1")).containsExactly("g1 unknown", "g2 delivered", "g3 skipped: session_limited");
        assertThat(engine.events(SessionFlagged.class).get(0).flag()).isEqualTo(SessionFlag.LIMITED);
    }

    @Test
    void aSendWhoseStageFailsMayHaveLeft() {
        engine.port.sender = request -> sending(CompletableFuture.failedFuture(new IllegalStateException("secret")));

        engine.run(once(enterprise(1, 2)));

        assertThat(engine.story("s1")).containsExactly("g1 unknown", "g2 unknown");
        assertThat(engine.events(SendSettled.class).get(0).reason())
                .isEqualTo("the messaging port failed: IllegalStateException");
    }

    @Test
    void aPortThatThrowsOnSendingMayHaveSent() {
        engine.port.sender = request -> {
            throw new IllegalStateException("secret");
        };

        assertThat(engine.run(once(enterprise(1, 2))).cause()).isEqualTo(RunEnd.Cause.DONE);
        assertThat(engine.story("s1")).containsExactly("g1 unknown", "g2 unknown");
    }

    @Test
    void aPortThatLacksItsLibraryHarmsOnlyItsSends() {
        engine.port.sender = request -> {
            throw new UnsatisfiedLinkError("tdjni");
        };

        assertThat(engine.run(once(enterprise(1, 1))).cause()).isEqualTo(RunEnd.Cause.DONE);
        assertThat(engine.story("s1")).containsExactly("g1 unknown");
    }

    @Test
    void nothingInsteadOfASendOrAnAnswerMayHaveLeft() {
        engine.port.sender = request -> switch (request.delivery().group().value()) {
            case "g1" -> null;
            case "g2" -> sending(null);
            default -> sending(CompletableFuture.completedFuture(null));
        };

        assertThat(engine.run(once(enterprise(1, 3))).cause()).isEqualTo(RunEnd.Cause.DONE);
        assertThat(engine.story("s1")).containsExactly("g1 unknown", "g2 unknown", "g3 unknown");
    }

    @Test
    void aCancelThatThrowsLeavesTheSendUnknown() {
        engine.port.sender = request -> new Sending() {
            @Override
            public CompletionStage<SendOutcome> outcome() {
                return new CompletableFuture<>();
            }

            @Override
            public void cancel() {
                throw new IllegalStateException("secret");
            }
        };

        try (CapturedLog log = new CapturedLog()) {
            assertThat(engine.run(once(enterprise(1, 1))).cause()).isEqualTo(RunEnd.Cause.DONE);
            assertThat(log.warnings())
                    .containsExactly("acme: the messaging port failed over to take a send back: IllegalStateException");
        }
        assertThat(engine.story("s1")).containsExactly("g1 unknown");
    }

    // ---------------------------------------------------------------- questions about permission

    @Test
    void aQuestionThatFailsIsAskedAgain() {
        engine.port.check = (session, group) -> engine.port.checks.size() < 3
                ? CompletableFuture.failedFuture(new IllegalStateException("secret"))
                : engine.telegram.check(session, group, Engine.POST);

        engine.run(once(enterprise(1, 1)));

        assertThat(engine.port.checks).hasSize(3);
        assertThat(engine.story("s1")).containsExactly("g1 delivered");
    }

    @Test
    void aQuestionThatThrowsAgainAndAgainIsGivenUp() {
        engine.port.check = (session, group) -> {
            throw new IllegalStateException("secret");
        };

        engine.run(once(enterprise(1, 1)));

        assertThat(engine.port.checks).hasSize(4);
        assertThat(engine.story("s1")).containsExactly("g1 skipped: not_permitted");
    }

    @Test
    void nothingInsteadOfAPermissionIsNone() {
        engine.port.check =
                (session, group) -> engine.port.checks.size() % 2 == 0 ? null : CompletableFuture.completedFuture(null);

        assertThat(engine.run(once(enterprise(1, 1))).cause()).isEqualTo(RunEnd.Cause.DONE);
        assertThat(engine.port.checks).hasSize(4);
        assertThat(engine.story("s1")).containsExactly("g1 skipped: not_permitted");
    }

    @Test
    void aQuestionWithoutAnswerIsAskedAgainAfterItsLimit() {
        engine.port.check = (session, group) -> engine.port.checks.size() == 1
                ? new CompletableFuture<>()
                : engine.telegram.check(session, group, Engine.POST);

        CycleRun run = engine.start(once(enterprise(1, 1)));
        assertThat(engine.status(run, "s1").waiting().reason()).isEqualTo(WaitReason.ANSWER);
        assertThat(engine.status(run, "s1").waiting().leftNanos()).isEqualTo(30_000_000_000L);
        engine.end(run);

        assertThat(engine.starts("s1").get(0)).isBetween(30.0, 31.0);
    }

    @Test
    void aFloodWaitThatAnswersAGivenUpQuestionIsHeeded() {
        CompletableFuture<Permission> first = new CompletableFuture<>();
        engine.port.check = (session, group) -> {
            CompletionStage<Permission> usual = engine.telegram.check(session, group, Engine.POST);
            return engine.port.checks.size() == 1 ? first : usual;
        };
        CycleRun run = engine.start(once(enterprise(1, 3)));
        engine.advanceTo(32);
        assertThat(engine.starts("s1")).hasSize(1);

        first.complete(Permission.unclear(floodWait(60)));
        engine.end(run);

        assertThat(engine.events(SessionHeld.class)).hasSize(1);
        assertThat(engine.starts("s1").subList(1, 3)).containsExactly(92.0, 97.0);
    }

    @Test
    void aLostAccountThatAnswersAGivenUpQuestionIsFlagged() {
        CompletableFuture<Permission> first = new CompletableFuture<>();
        engine.port.check = (session, group) -> first;
        CycleRun run = engine.start(once(enterprise(1, 1)));
        run.stop();
        engine.end(run);

        first.complete(Permission.unclear(new SendOutcome.AccountLost(true, "USER_DEACTIVATED")));
        engine.advance(0);

        assertThat(engine.events(SessionFlagged.class)).hasSize(1);
    }

    // ---------------------------------------------------------------- whom it concerns

    @Test
    void aTenantWhosePortThrowsDisturbsNoOther() {
        engine.port.check = (session, group) -> {
            if (session.value().equals("s1")) {
                throw new IllegalStateException("secret");
            }
            return engine.telegram.check(session, group, Engine.POST);
        };
        CycleRun throwing = engine.start(once(enterprise(1, 3)));
        CycleRun other = engine.start(CycleOrder.of(
                        new TenantId("other"),
                        enterprise(1, 3).sessions(List.of(session("s9"))).build(),
                        Engine.POST)
                .cycles(1));

        engine.end(throwing);
        engine.end(other);

        assertThat(engine.starts("s9")).containsExactly(0.0, 5.0, 10.0);
    }

    @Test
    void whatAFailingPortSaysReachesNoLog() {
        try (CapturedLog log = new CapturedLog()) {
            engine.port.check = (session, group) -> engine.port.checks.size() == 1
                    ? CompletableFuture.failedFuture(new IllegalStateException("secret"))
                    : engine.telegram.check(session, group, Engine.POST);
            engine.port.sender = request -> {
                throw new IllegalStateException("secret");
            };
            engine.run(once(enterprise(1, 1)));

            assertThat(log.lines()).hasSizeGreaterThan(2).noneMatch(line -> line.contains("secret"));
            assertThat(log.events())
                    .allSatisfy(event -> assertThat(event.getThrowableProxy()).isNull());
        }
    }
}
