package io.adbot.store.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.adbot.AdBot;
import io.adbot.EngineSettings;
import io.adbot.Health;
import io.adbot.NotClosedInOrderException;
import io.adbot.TenantStatus;
import io.adbot.check.JournalChecker;
import io.adbot.message.Post;
import io.adbot.tenant.TenantConfig;
import io.adbot.testkit.FakeTelegram;
import io.adbot.testkit.VirtualTime;
import io.adbot.time.EventLoop;
import io.adbot.value.Breach;
import io.adbot.value.GroupId;
import io.adbot.value.TenantId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that takes nothing, under a whole engine: nothing is sent that is not journalled, and it goes on when the cause is gone. */
class DiskTroublesTest {

    private static final TenantId ACME = new TenantId("acme");

    @TempDir
    Path temp;

    private final VirtualTime time = new VirtualTime();
    private final FakeTelegram telegram = new FakeTelegram(time);
    private EventLoop loop = time.loop();
    private FailingDisk disk;
    private AdBot bot;

    @BeforeEach
    void startATenant() throws IOException {
        Path unused = Files.createDirectories(data().resolve("sessions/unused"));
        Files.writeString(unused.resolve("s1.session"), "not a real session");
        bot = open();
        List<GroupId> groups =
                IntStream.rangeClosed(1, 20).mapToObj(i -> new GroupId("g" + i)).toList();
        await(bot.tenants()
                .create(
                        ACME,
                        TenantConfig.builder()
                                .groups(groups)
                                .post(Post.text("hello"))
                                .build()));
        await(bot.start(ACME));
        time.advance(Duration.ofSeconds(7));
        assertThat(telegram.ledger().count()).isEqualTo(2);
    }

    @AfterEach
    void theJournalIsSound() {
        JournalChecker checker = new JournalChecker();
        List<Breach> breaches = new ArrayList<>();
        JournalView.of(data()).read(entry -> breaches.addAll(checker.accept(entry)));
        assertThat(breaches).isEmpty();
        telegram.ledger().assertNoViolations();
    }

    @Test
    void aFullDiskSendsNothingSaysSoAndGoesOnWhenThereIsRoom() {
        disk.fail("No space left on device");
        time.advance(Duration.ofMinutes(10));

        assertThat(telegram.ledger().count()).isEqualTo(2);
        Health health = await(bot.health());
        assertThat(health.isWell()).isFalse();
        assertThat(health.why()).get().asString().contains("no space left on device");
        assertThat(await(bot.status(ACME)).reason()).contains("no space left on device");

        disk.mend();
        time.advance(Duration.ofMinutes(3));

        assertThat(await(bot.health()).isWell()).isTrue();
        assertThat(telegram.ledger().count()).isEqualTo(20);
        await(bot.stop(ACME));
        assertThat(await(bot.status(ACME)).stats().success()).isEqualTo(20);
        close();
    }

    @Test
    void aStopOnAFullDiskSendsNothingMore() {
        disk.fail("No space left on device");
        time.advance(Duration.ofSeconds(1));
        CompletionStage<TenantStatus> stopped = bot.stop(ACME);
        time.advance(Duration.ofMinutes(5));
        assertThat(stopped.toCompletableFuture()).isNotDone();

        disk.mend();
        time.advance(Duration.ofMinutes(2));

        assertThat(await(stopped).state()).isEqualTo(TenantStatus.State.STOPPED);
        assertThat(telegram.ledger().count()).isEqualTo(2);
        close();
    }

    @Test
    void anEngineIsClosedThoughTheDiskIsFullAndOpenedWhenThereIsRoom() {
        disk.fail("No space left on device");
        time.advance(Duration.ofSeconds(20));
        CompletionStage<Void> closed = bot.shutDown();
        time.advance(EngineSettings.DEFAULT.closeLimit());

        assertThatThrownBy(() -> await(closed))
                .hasCauseInstanceOf(NotClosedInOrderException.class)
                .hasMessageContaining("no space left on device");
        bot.close();
        time.runUntilIdle(Duration.ofMinutes(5)); // Nothing is tried again.

        bot = open(); // On a disk with room.
        assertThat(await(bot.status(ACME)).state()).isEqualTo(TenantStatus.State.STOPPED);
        assertThat(await(bot.status(ACME)).stats().success()).isEqualTo(2);
        await(bot.resume(ACME));
        time.advance(Duration.ofMinutes(3));
        assertThat(telegram.ledger().count()).isEqualTo(20);
        close();
    }

    @Test
    void aDirectoryThatVanishesSendsNothingAndGoesOnWhenItIsBack() throws IOException {
        Path journal = data().resolve("journal");
        Path elsewhere = temp.resolve("elsewhere");
        Files.move(journal, elsewhere);
        time.advance(Duration.ofMinutes(1));
        long sent = telegram.ledger().count();
        time.advance(Duration.ofMinutes(10));
        assertThat(telegram.ledger().count()).isEqualTo(sent);
        assertThat(await(bot.health()).isWell()).isFalse();

        Files.move(elsewhere, journal);
        time.advance(Duration.ofMinutes(3));

        assertThat(await(bot.health()).isWell()).isTrue();
        assertThat(telegram.ledger().count()).isEqualTo(20);
        await(bot.stop(ACME));
        close();
    }

    private Path data() {
        return temp.resolve("data");
    }

    private AdBot open() {
        JsonStore store = JsonStore.at(data())
                .clock(time::wall)
                .atOnce(directory -> disk = new FailingDisk(new FileDisk(directory)))
                .open();
        return AdBot.builder(telegram, store).loop(loop).open();
    }

    private void close() {
        await(bot.shutDown());
        bot.close();
    }

    private <T> T await(CompletionStage<T> stage) {
        return time.await(stage, Duration.ofHours(1));
    }
}
