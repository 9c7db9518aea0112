package io.adbot.telegram.transport;

import tools.jackson.databind.node.ObjectNode;

/**
 * The seam to TDLib: a request goes in, answers and updates come out, as the JSON objects that TDLib's own JSON interface has
 * (<a href="https://core.telegram.org/tdlib/docs/td__json__client_8h.html">td_json_client.h</a>). {@link TdJson} is the one that
 * comes along; one on another binding is one more small class.
 *
 * <p>Contract: each {@link Connection} is a TDLib client of its own. What one is sent arrives in that order. A request's
 * {@code @extra} comes back in its answer. The connection is gone once the client has told its receiver of {@code authorizationStateClosed};
 * that is how a connection is closed, by sending TDLib's {@code close}. Updates that nobody here reads may be left out.
 *
 * <p>Threads: any may open and send; neither blocks.
 */
public interface Transport {

    /**
     * A new TDLib client. It comes into being with the first request that it is sent.
     *
     * @param receiver gets all that comes for it
     * @throws IllegalStateException if the process is about to end
     */
    Connection open(Receiver receiver);

    /** The way to one TDLib client. */
    @FunctionalInterface
    interface Connection {

        /** Sends a request; its answer, if there is one, comes to the receiver. */
        void send(ObjectNode request);
    }

    /** Gets what comes from one TDLib client. */
    @FunctionalInterface
    interface Receiver {

        /**
         * Takes an answer or an update. Called by one thread, in the order in which TDLib gives them, and must not block: all
         * clients wait meanwhile. What it throws is logged and harms no other.
         */
        void received(ObjectNode message);

        /**
         * Takes note that Telegram has banned the account. TDLib says so in its log alone; all else that it tells of a ban is that the
         * account is logged out, which comes after this. A transport that cannot know does not call it.
         */
        default void banned() {}

        /**
         * Is something on its way that would be lost if the client were closed now? A process that ends waits for that, for a while. Called by
         * any thread; must not block.
         */
        default boolean isBusy() {
            return false;
        }
    }
}
