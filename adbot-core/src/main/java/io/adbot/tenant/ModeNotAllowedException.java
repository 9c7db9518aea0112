package io.adbot.tenant;

import io.adbot.plan.ExecutionMode;

/** A mode was asked for that the tenant's plan type does not allow (rule T10). Nothing has been changed. */
public final class ModeNotAllowedException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final PlanType type;
    private final ExecutionMode asked;

    ModeNotAllowedException(PlanType type, ExecutionMode asked) {
        super(type.name() + " plan requires " + type.mode().wire() + " execution mode. Cannot use " + asked.wire()
                + " mode with " + type.name() + " plan.");
        this.type = type;
        this.asked = asked;
    }

    /** What the tenant has subscribed to. */
    public PlanType type() {
        return type;
    }

    /** What was asked for. */
    public ExecutionMode asked() {
        return asked;
    }
}
