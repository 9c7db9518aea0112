package io.adbot.message;

import io.adbot.value.GroupId;
import io.adbot.value.SessionId;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * How the engine reaches Telegram. Every call answers at once with a stage; nothing blocks.
 *
 * <p>Contract, which {@code MessagingPortContract} of the testkit checks:
 *
 * <ul>
 *   <li>Stages complete normally, with what happened as a value. A stage that fails is taken as a check that could not
 *       be answered or as a send that may have left.
 *   <li>{@link SendOutcome.Delivered} only once Telegram has the message and its final id is known.
 *   <li>{@link SendOutcome.Transient} and every refusal only when it is certain that nothing was posted; in doubt
 *       {@link SendOutcome.Unknown}.
 *   <li>Nothing joins a chat, writes to a private user or alters the content.
 * </ul>
 *
 * <p>Threads: the engine calls from its loop, never twice at a time for one session. Stages may complete on any thread.
 */
public interface MessagingPort {

    /**
     * Asks whether a session may post this to a group now (rule G1). It is asked before every send, so an answer is
     * cheap: adapters remember it for the cycle and keep it current.
     */
    CompletionStage<Permission> check(SessionId session, GroupId group, Post post);

    /** Sends. The request leaves with this call or soon after it; the stage says what became of it. */
    Sending send(SendRequest request);

    /**
     * Hands a session over, before anything is asked or sent through it; and again whenever it was let go of, or what it needs may
     * have changed. Costs little if nothing has. An adapter that keeps no accounts has nothing to do.
     */
    default void handOver(SessionId session, SessionAccess access) {}

    /**
     * Takes a session back: its files are about to be moved or deleted. Nothing is asked or sent through it until it is handed over
     * again.
     *
     * @return done once nothing holds the files any more
     */
    default CompletionStage<Void> letGo(SessionId session) {
        return CompletableFuture.completedFuture(null);
    }

    /** Does a session need API credentials to reach Telegram (rule S4)? A fake's does not. */
    default boolean needsCredentials() {
        return false;
    }

    /** A send that is on its way. */
    interface Sending {

        /** What became of it. May never complete: the engine has its own limits. */
        CompletionStage<SendOutcome> outcome();

        /**
         * Asks that it be taken back if it is not posted yet. {@link #outcome} then completes with
         * {@link SendOutcome.Withdrawn} once it is certain that nothing was and nothing will be posted, or with what
         * happened instead, or not at all. Idempotent.
         */
        void cancel();
    }
}
