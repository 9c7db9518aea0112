package io.adbot.tenant;

import io.adbot.plan.ExecutionMode;
import io.adbot.value.InvalidValueException;
import org.jspecify.annotations.Nullable;

/** What a tenant has subscribed to; it decides the tenant's mode (rule T10). On the wire the constants' own names. */
public enum PlanType {

    /** Starter mode only. */
    STARTER(ExecutionMode.STARTER),

    /** Enterprise mode only. */
    ENTERPRISE(ExecutionMode.ENTERPRISE);

    private final ExecutionMode mode;

    PlanType(ExecutionMode mode) {
        this.mode = mode;
    }

    /** The one mode that it allows. */
    public ExecutionMode mode() {
        return mode;
    }

    /** Reads the name on the wire; throws {@link InvalidValueException} for anything but the two names. */
    public static PlanType ofWire(String wire) {
        for (PlanType type : values()) {
            if (type.name().equals(wire)) {
                return type;
            }
        }
        throw new InvalidValueException("plan_type", wire, "STARTER or ENTERPRISE");
    }

    /**
     * The mode that a tenant runs in: its plan type's; without one the mode that was asked for, or enterprise.
     *
     * @param type the tenant's plan type, or null if it has none
     * @param asked the mode that was asked for, or null if none was
     * @throws ModeNotAllowedException if another mode was asked for than the plan type allows
     */
    public static ExecutionMode decide(@Nullable PlanType type, @Nullable ExecutionMode asked) {
        if (type == null) {
            return asked == null ? ExecutionMode.ENTERPRISE : asked;
        }
        if (asked != null && asked != type.mode) {
            throw new ModeNotAllowedException(type, asked);
        }
        return type.mode;
    }
}
