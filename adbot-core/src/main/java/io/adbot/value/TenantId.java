package io.adbot.value;

/**
 * The owner of sessions, groups and content.
 *
 * @param value any printable string of 1 to 256 characters
 */
public record TenantId(String value) implements Comparable<TenantId> {

    /** Checks the value; throws {@link InvalidValueException} for one that is not printable, empty or too long. */
    public TenantId {
        Printable.check("tenant", value);
    }

    @Override
    public int compareTo(TenantId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
