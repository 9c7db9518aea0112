package io.adbot.value;

/**
 * A destination: a chat id ({@code -100…}), with a forum topic where it has one ({@code -100…#7}), or a public link. What it must look like for Telegram is the messaging adapter's business.
 *
 * @param value any printable string of 1 to 256 characters
 */
public record GroupId(String value) implements Comparable<GroupId> {

    /** Checks the value; throws {@link InvalidValueException} for one that is not printable, empty or too long. */
    public GroupId {
        Printable.check("group", value);
    }

    @Override
    public int compareTo(GroupId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
