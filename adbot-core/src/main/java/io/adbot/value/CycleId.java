package io.adbot.value;

/**
 * One cycle of a tenant: within the tenant no two cycles ever bear the same id, restarts included.
 *
 * @param value any printable string of 1 to 256 characters
 */
public record CycleId(String value) implements Comparable<CycleId> {

    /** Checks the value; throws {@link InvalidValueException} for one that is not printable, empty or too long. */
    public CycleId {
        Printable.check("cycle", value);
    }

    @Override
    public int compareTo(CycleId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
