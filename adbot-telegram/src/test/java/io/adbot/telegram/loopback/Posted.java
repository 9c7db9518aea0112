package io.adbot.telegram.loopback;

import java.time.Instant;

/**
 * A message that was really posted.
 *
 * @param id its number in the chat, from 1 (TDLib's ids are 2<sup>20</sup> times that)
 * @param by who posted it; {@code null} if the channel or group itself did
 * @param at when
 * @param text what it says
 * @param silent whether members were not notified
 * @param topic the topic that it went to; 0 for none, which in a forum is the general one
 * @param origin where it was forwarded from; {@code null} if it was not, or if that was left out ({@code send_copy})
 * @param forwarded whether it was forwarded, with its origin shown or not
 */
public record Posted(
        int id, Account by, Instant at, String text, boolean silent, int topic, Origin origin, boolean forwarded) {

    /**
     * Where a message comes from.
     *
     * @param channel which channel
     * @param id its number there
     */
    public record Origin(Chat channel, int id) {}
}
