package io.adbot.value;

/**
 * One logged-in Telegram account, exclusive to one tenant at a time.
 *
 * @param value any printable string of 1 to 256 characters
 */
public record SessionId(String value) implements Comparable<SessionId> {

    /** Checks the value; throws {@link InvalidValueException} for one that is not printable, empty or too long. */
    public SessionId {
        Printable.check("session", value);
    }

    @Override
    public int compareTo(SessionId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
