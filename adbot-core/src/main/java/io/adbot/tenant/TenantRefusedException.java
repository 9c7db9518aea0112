package io.adbot.tenant;

import io.adbot.value.TenantId;

/** Something asked of a tenant cannot be done; nothing has been changed. */
public final class TenantRefusedException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private final Kind kind;

    private TenantRefusedException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** There is no such tenant. */
    public static TenantRefusedException unknown(TenantId tenant) {
        return new TenantRefusedException(Kind.UNKNOWN, "There is no tenant " + tenant + ".");
    }

    /** There is one already. */
    public static TenantRefusedException exists(TenantId tenant) {
        return new TenantRefusedException(Kind.EXISTS, "There is a tenant " + tenant + " already; update it instead.");
    }

    /** It takes a tenant that does not run. */
    public static TenantRefusedException running(TenantId tenant) {
        return new TenantRefusedException(Kind.RUNNING, "Tenant " + tenant + " is running: stop it first.");
    }

    /** What stands in the way. */
    public Kind kind() {
        return kind;
    }

    /** What stands in the way. */
    public enum Kind {
        /** There is no such tenant. */
        UNKNOWN,
        /** There is one already. */
        EXISTS,
        /** It runs. */
        RUNNING
    }
}
