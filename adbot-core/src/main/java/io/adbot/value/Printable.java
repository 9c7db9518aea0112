package io.adbot.value;

/** What may stand in an id: any printable string of 1 to 256 characters (rule T2). */
final class Printable {

    private static final int LONGEST = 256;

    private Printable() {}

    static String check(String field, String value) {
        int length = value.codePointCount(0, value.length());
        if (length < 1 || length > LONGEST || !value.codePoints().allMatch(Printable::is)) {
            throw new InvalidValueException(field, value, "a printable string of 1 to " + LONGEST + " characters");
        }
        return value;
    }

    static boolean is(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
