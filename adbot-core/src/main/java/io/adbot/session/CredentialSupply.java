package io.adbot.session;

import java.util.OptionalInt;

/**
 * What sessions can be given to sign in with.
 *
 * @param pairs how many pairs of credentials there are
 * @param needed whether a session needs one at all; a fake Telegram's do not
 */
public record CredentialSupply(int pairs, boolean needed) {

    /** Sessions need none. */
    public static final CredentialSupply NOT_NEEDED = new CredentialSupply(0, false);

    /** Has a session with this pair what it needs? */
    boolean serves(OptionalInt apiPair) {
        return !needed || (apiPair.isPresent() && apiPair.getAsInt() < pairs);
    }
}
