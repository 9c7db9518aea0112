package io.adbot.tenant;

/** What it takes that a tenant posts to a group (rule G4). */
public enum PermissionPolicy {
    /** The session is a member of the group and has the right to write: the default. */
    MEMBERSHIP,
    /** Besides, it is on record who allowed the tenant to post there, for what, and until when. */
    RECORDED
}
