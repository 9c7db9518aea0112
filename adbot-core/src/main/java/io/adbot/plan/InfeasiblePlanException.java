package io.adbot.plan;

/** A plan was taken for granted that does not exist. */
public final class InfeasiblePlanException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private final transient Infeasible refusal;

    InfeasiblePlanException(Infeasible refusal) {
        super(refusal.message());
        this.refusal = refusal;
    }

    /** Why there is no plan, and what would be feasible. */
    public Infeasible refusal() {
        return refusal;
    }
}
