package io.adbot.samples.embed;

import static org.assertj.core.api.Assertions.assertThat;

import io.adbot.check.JournalChecker;
import io.adbot.cycle.RunEnd;
import io.adbot.journal.InMemoryJournal;
import io.adbot.testkit.FakeTelegram;
import io.adbot.testkit.VirtualTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AnnounceTest {

    @Test
    void postsToEveryGroupFromBothAccountsInBothCycles() {
        VirtualTime time = new VirtualTime();
        FakeTelegram telegram = new FakeTelegram(time);
        InMemoryJournal journal = new InMemoryJournal();

        RunEnd end = time.await(Announce.announce(time.loop(), telegram, journal), Duration.ofHours(3));

        assertThat(end.cause()).isEqualTo(RunEnd.Cause.DONE);
        assertThat(telegram.ledger().all()).hasSize(2 * 2 * 3);
        JournalChecker checker = new JournalChecker();
        assertThat(journal.entries())
                .allSatisfy(entry -> assertThat(checker.accept(entry)).isEmpty());
    }
}
