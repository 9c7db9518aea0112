package io.adbot.samples.embed;

import io.adbot.cycle.CycleOrder;
import io.adbot.cycle.CycleRun;
import io.adbot.cycle.CycleRunner;
import io.adbot.cycle.RunEnd;
import io.adbot.journal.InMemoryJournal;
import io.adbot.journal.Journal;
import io.adbot.message.MessagingPort;
import io.adbot.message.Post;
import io.adbot.plan.ExecutionMode;
import io.adbot.plan.PlanRequest;
import io.adbot.testkit.FakeTelegram;
import io.adbot.testkit.VirtualTime;
import io.adbot.time.EventLoop;
import io.adbot.value.GroupId;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** One announcement, from two accounts in turns, to three groups, once an hour. */
public final class Announce {

    private Announce() {}

    // begin: embed
    static CompletionStage<RunEnd> announce(EventLoop loop, MessagingPort telegram, Journal journal) {
        CycleRunner runner = CycleRunner.builder(loop, telegram, journal)
                .listener(entry -> System.out.println(entry.at().wall() + "  " + entry.event()), Runnable::run)
                .open();

        PlanRequest request = PlanRequest.builder(ExecutionMode.STARTER)
                .sessions(List.of(new SessionId("alice.session"), new SessionId("bob.session")))
                .groups(List.of(new GroupId("-1001"), new GroupId("-1002"), new GroupId("-1003")))
                .delay(Duration.ofSeconds(5))
                .cycle(Duration.ofMinutes(60))
                .build();

        return runner.start(CycleOrder.of(new TenantId("shop"), request, Post.forward("t.me/shop_news/123"))
                        .cycles(2))
                .thenCompose(CycleRun::ended);
    }
    // end: embed

    /** Runs two cycles in virtual time against the fake Telegram of the testkit. */
    public static void main(String[] args) {
        VirtualTime time = new VirtualTime();
        RunEnd end =
                time.await(announce(time.loop(), new FakeTelegram(time), new InMemoryJournal()), Duration.ofHours(3));
        System.out.println(end.message());
    }
}
