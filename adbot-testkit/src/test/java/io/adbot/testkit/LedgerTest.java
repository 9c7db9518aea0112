package io.adbot.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.adbot.journal.InMemoryJournal;
import io.adbot.journal.JournalEvent;
import io.adbot.journal.SkipReason;
import io.adbot.message.OutcomeKind;
import io.adbot.message.Post;
import io.adbot.message.SendRequest;
import io.adbot.value.CycleId;
import io.adbot.value.DeliveryId;
import io.adbot.value.GroupId;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LedgerTest {

    private static final DeliveryId DELIVERY =
            new DeliveryId(new TenantId("t"), new CycleId("c"), new SessionId("a"), new GroupId("-1001"));

    private final VirtualTime time = new VirtualTime();
    private final Ledger ledger = new Ledger();
    private final InMemoryJournal journal = new InMemoryJournal();

    @Test
    void agreesOnWhatIsDelivered() {
        intend();
        settle(OutcomeKind.DELIVERED, OptionalLong.of(7));
        post(7);

        ledger.assertAgreesWith(journal.entries());
    }

    @Test
    void missesADeliveryThatWasNeverPosted() {
        intend();
        settle(OutcomeKind.DELIVERED, OptionalLong.of(7));

        assertDisagrees("E8", "never posted");
    }

    @Test
    void comparesMessageIds() {
        intend();
        settle(OutcomeKind.DELIVERED, OptionalLong.of(7));
        post(8);

        assertDisagrees("E8", "is message 8, but the journal has message 7");
    }

    @Test
    void findsWhatWasPostedTwice() {
        intend();
        settle(OutcomeKind.UNKNOWN, OptionalLong.empty());
        post(7);
        post(8);

        assertDisagrees("E6", "posted 2 times");
    }

    @Test
    void findsAPostThatNobodyIntended() {
        post(7);

        assertDisagrees("E10", "no intent");
    }

    @ParameterizedTest
    @EnumSource(
            value = OutcomeKind.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"DELIVERED", "UNKNOWN"})
    void findsAPostOfWhatIsCertainNotToHaveBeenPosted(OutcomeKind outcome) {
        intend();
        settle(outcome, OptionalLong.empty());
        assertThat(ledger.disagreements(journal.entries())).isEmpty();

        post(7);
        assertDisagrees("E8", outcome.wire());
    }

    @Test
    void findsAPostOfWhatWasSkipped() {
        append(new JournalEvent.DeliverySkipped(DELIVERY, SkipReason.NOT_PERMITTED));
        post(7);

        assertDisagrees("E8", "skipped");
    }

    @Test
    void toleratesUnknownAndOpenDeliveriesEitherWay() {
        intend();
        assertThat(ledger.disagreements(journal.entries())).isEmpty();
        post(7);
        assertThat(ledger.disagreements(journal.entries())).isEmpty();
        settle(OutcomeKind.UNKNOWN, OptionalLong.empty());
        assertThat(ledger.disagreements(journal.entries())).isEmpty();
    }

    @Test
    void followsADeliveryThatIsTriedAgain() {
        intend();
        settle(OutcomeKind.TRANSIENT, OptionalLong.empty());
        intend();
        post(7);
        settle(OutcomeKind.DELIVERED, OptionalLong.of(7));

        ledger.assertAgreesWith(journal.entries());
    }

    @Test
    void holdsALateAnswerAgainstThePosts() {
        intend();
        settle(OutcomeKind.UNKNOWN, OptionalLong.empty());
        append(new JournalEvent.LateAnswer(
                DELIVERY, OutcomeKind.DELIVERED, OptionalLong.empty(), OptionalLong.of(7), ""));

        assertDisagrees("E8", "never posted");
        post(7);
        ledger.assertAgreesWith(journal.entries());
    }

    @Test
    void refusesToShowPostsThatItDidNotKeep() {
        post(7);
        ledger.keepCountsOnly();
        post(8);

        assertThat(ledger.count()).isEqualTo(2);
        assertThatThrownBy(ledger::all).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> ledger.disagreements(journal.entries())).isInstanceOf(IllegalStateException.class);
    }

    private void assertDisagrees(String rule, String message) {
        assertThat(ledger.disagreements(journal.entries())).anySatisfy(breach -> {
            assertThat(breach.rule()).isEqualTo(rule);
            assertThat(breach.message()).contains(message);
        });
        assertThatThrownBy(() -> ledger.assertAgreesWith(journal.entries()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(message);
    }

    private void post(long messageId) {
        ledger.add(new SendRequest(DELIVERY, 1, Post.text("x")), time, messageId);
    }

    private void intend() {
        append(new JournalEvent.SendIntended(DELIVERY));
    }

    private void settle(OutcomeKind outcome, OptionalLong messageId) {
        append(new JournalEvent.SendSettled(
                DELIVERY, outcome, OptionalLong.of(0), OptionalLong.empty(), true, messageId, ""));
    }

    private void append(JournalEvent event) {
        assertThat(journal.append(time.now(), event)).isCompleted();
    }
}
