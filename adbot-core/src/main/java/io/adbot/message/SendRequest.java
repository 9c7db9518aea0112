package io.adbot.message;

import io.adbot.value.DeliveryId;
import java.util.Objects;

/**
 * One request to send: who, where and what.
 *
 * @param delivery the delivery that it serves; the sender and the destination stand in it
 * @param attempt 1 for the first request of this delivery, one more for each after it
 * @param post what to send
 */
public record SendRequest(DeliveryId delivery, int attempt, Post post) {

    /** Checks that nothing is missing. */
    public SendRequest {
        Objects.requireNonNull(delivery);
        Objects.requireNonNull(post);
        if (attempt < 1) {
            throw new IllegalArgumentException("attempts count from 1; got " + attempt);
        }
    }
}
