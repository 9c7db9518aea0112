package io.adbot.telegram.loopback;

import io.adbot.telegram.loopback.mtproto.RpcError;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a test wants to go wrong. The first that fits a call befalls it. Guarded by the world's monitor. */
final class Failures {

    /** What posts something. */
    static final Set<String> SENDS = Set.of("messages.sendMessage", "messages.forwardMessages");

    private final List<Failure> failures = new ArrayList<>();

    /**
     * Something is to go wrong.
     *
     * @param account for whom; {@code null} for everybody
     * @param chat where; {@code null} for everywhere
     * @param methods in which calls
     * @param times how often
     * @param outcome what becomes of them instead
     */
    void add(Account account, Chat chat, Set<String> methods, int times, Outcome outcome) {
        failures.add(new Failure(account, chat, methods, outcome, times));
    }

    void clear() {
        failures.clear();
    }

    /** What befalls a call. */
    Optional<Outcome> find(Account account, Chat chat, String method) {
        for (Iterator<Failure> all = failures.iterator(); all.hasNext(); ) {
            Failure failure = all.next();
            if (failure.fits(account, chat, method)) {
                if (--failure.left == 0) {
                    all.remove();
                }
                return Optional.of(failure.outcome);
            }
        }
        return Optional.empty();
    }

    /**
     * What becomes of a call.
     *
     * @param error that refuses it; {@code null} if it is answered as if it had been done, with updates that tell nothing
     */
    record Outcome(RpcError error) {}

    private static final class Failure {

        private final Account account;
        private final Chat chat;
        private final Set<String> methods;
        private final Outcome outcome;
        private int left;

        Failure(Account account, Chat chat, Set<String> methods, Outcome outcome, int left) {
            this.account = account;
            this.chat = chat;
            this.methods = methods;
            this.outcome = outcome;
            this.left = left;
        }

        boolean fits(Account caller, Chat target, String method) {
            return (account == null || account == caller)
                    && (chat == null || chat == target)
                    && methods.contains(method);
        }
    }
}
