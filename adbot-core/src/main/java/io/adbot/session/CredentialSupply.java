package io.adbot.session;

/**
 * What sessions can be given to sign in with.
 *
 * @param pairs how many pairs of credentials there are
 * @param needed whether a session needs one at all; a fake Telegram's do not
 */
public record CredentialSupply(int pairs, boolean needed) {

    /** Sessions need none. */
    public static final CredentialSupply NOT_NEEDED = new CredentialSupply(0, false);
}
