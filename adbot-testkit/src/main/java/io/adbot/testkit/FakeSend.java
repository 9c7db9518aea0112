package io.adbot.testkit;

import io.adbot.message.MessagingPort.Sending;
import io.adbot.message.SendOutcome;
import io.adbot.message.SendRequest;
import io.adbot.time.EventLoop.Alarm;
import io.adbot.value.TenantId;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** One send, from the call until it is answered. Run when it reaches Telegram. */
final class FakeSend implements Sending, Runnable {

    private final FakeTelegram telegram;
    private final SendRequest request;
    final Membership membership;
    final long number;
    final long startedAt;
    final int life;
    private final CompletableFuture<SendOutcome> outcome = new CompletableFuture<>();

    private @Nullable Alarm arrival;
    private boolean arrived;
    private boolean answered;
    private boolean cancelled;

    FakeSend(FakeTelegram telegram, SendRequest request, Membership membership, long startedAt, int life) {
        this.telegram = telegram;
        this.request = request;
        this.membership = membership;
        this.number = membership.sends++;
        this.startedAt = startedAt;
        this.life = life;
    }

    SendRequest request() {
        return request;
    }

    TenantId tenant() {
        return request.delivery().tenant();
    }

    void arriveBy(Alarm alarm) {
        arrival = alarm;
    }

    @Override
    public CompletionStage<SendOutcome> outcome() {
        return outcome;
    }

    @Override
    public void cancel() {
        if (!cancelled && !isAnswered()) {
            cancelled = true;
            telegram.cancelled(this);
        }
    }

    /** It will not arrive any more. */
    void takeBack() {
        if (arrival != null) {
            arrival.cancel();
        }
        arrived = true;
    }

    @Override
    public void run() {
        telegram.arrived(this);
    }

    void markArrived() {
        arrived = true;
    }

    boolean hasArrived() {
        return arrived;
    }

    boolean isAnswered() {
        return answered;
    }

    /** Does it, as its sender must see it, still wait for an answer? */
    boolean isInFlight(long now, long answerLimit, int currentLife) {
        return !answered && !cancelled && life == currentLife && now - startedAt < answerLimit;
    }

    void answer(SendOutcome answer) {
        answered = true;
        outcome.complete(answer);
    }

    @Override
    public String toString() {
        return "send " + membership + " on its way (attempt " + request.attempt() + ")";
    }
}
