package io.adbot.session;

/** Where a session stands (rule S1): it is in exactly one state, and assigned to exactly one tenant or to none. */
public enum SessionState {
    /** With nobody; free to be assigned unless it is flagged. */
    UNUSED,
    /** With a tenant until it is released, replaced or banned. */
    ASSIGNED,
    /** The account is banned; it is assigned to nobody unless an operator clears it. */
    BANNED
}
