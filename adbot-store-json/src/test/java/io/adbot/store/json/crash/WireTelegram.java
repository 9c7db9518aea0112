package io.adbot.store.json.crash;

import io.adbot.message.MessagingPort;
import io.adbot.message.Permission;
import io.adbot.message.Post;
import io.adbot.message.SendOutcome;
import io.adbot.message.SendRequest;
import io.adbot.value.GroupId;
import io.adbot.value.SessionId;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The messaging port of a process that is about to be killed: Telegram is outside it, at the other end of a wire. */
final class WireTelegram implements MessagingPort {

    private final Wire wire;
    private final AtomicLong numbers = new AtomicLong();
    private final Map<Long, CompletableFuture<SendOutcome>> waiting = new ConcurrentHashMap<>();

    WireTelegram(Wire wire) {
        this.wire = wire;
    }

    @Override
    public CompletionStage<Permission> check(SessionId session, GroupId group, Post post) {
        return CompletableFuture.completedFuture(Permission.granted());
    }

    @Override
    public Sending send(SendRequest request) {
        long number = numbers.incrementAndGet();
        CompletableFuture<SendOutcome> outcome = new CompletableFuture<>();
        waiting.put(number, outcome);
        wire.tell(
                "SEND",
                number,
                request.delivery().tenant(),
                request.delivery().cycle(),
                request.delivery().session(),
                request.delivery().group());
        return new Sending() {
            @Override
            public CompletionStage<SendOutcome> outcome() {
                return outcome;
            }

            @Override
            public void cancel() {
                // It has left; whether it can be taken back nobody knows.
            }
        };
    }

    /** An answer came over the wire: its number, and what became of the send. */
    void answered(String[] words) {
        CompletableFuture<SendOutcome> outcome = waiting.remove(Long.parseLong(words[1]));
        if (outcome != null) {
            outcome.complete(
                    switch (words[2]) {
                        case "DELIVERED" -> new SendOutcome.Delivered(Long.parseLong(words[3]));
                        case "FLOOD" -> new SendOutcome.FloodWait(Duration.ofSeconds(Long.parseLong(words[3])));
                        case "BANNED" -> new SendOutcome.AccountLost(true, "USER_DEACTIVATED_BAN");
                        case "LIMITED" -> new SendOutcome.AccountLimited("PEER_FLOOD");
                        default -> throw new IllegalArgumentException(words[2]);
                    });
        }
    }
}
