package io.adbot.session;

/** Where a session stands (rule S1): it is in exactly one state, and assigned to exactly one tenant or to none. */
public enum SessionState {
    /** Free to be assigned. */
    UNUSED,
    /** With a tenant until it is released, replaced or banned. */
    ASSIGNED,
    /** The account is banned; it is never assigned again. */
    BANNED
}
