package io.adbot.store.json.line;

import io.adbot.value.InvalidValueException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;

/**
 * Times as ISO 8601 has them, in the form of {@link Instant#toString}. The lines of a journal are close to each other in
 * time, so the day is worked out once and not for every line.
 */
final class WallTime {

    private static final long SECONDS = 86_400;
    private static final int DATE = "2026-01-31T".length();
    private static final int WHOLE = "2026-01-31T12:00:00".length();
    private static final int[] TEN_TO = {
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000
    };

    /** Times in the form of an instant, and those without seconds, or with an offset: with a colon, without, or of hours alone. */
    private static final DateTimeFormatter ANY = new DateTimeFormatterBuilder()
            .appendOptional(DateTimeFormatter.ISO_INSTANT)
            .appendOptional(new DateTimeFormatterBuilder()
                    .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
                    .appendPattern("[XXXXX][xx][x]")
                    .toFormatter(Locale.ROOT))
            .toFormatter(Locale.ROOT);

    private final StringBuilder text = new StringBuilder();
    private long day = Long.MIN_VALUE;
    private String date = "";

    String text(Instant wall) {
        long second = wall.getEpochSecond();
        if (Math.floorDiv(second, SECONDS) != day && !remember(wall.toString(), Math.floorDiv(second, SECONDS))) {
            return wall.toString();
        }
        int left = (int) Math.floorMod(second, SECONDS);
        text.setLength(0);
        text.append(date);
        two(left / 3600).append(':');
        two(left / 60 % 60).append(':');
        two(left % 60);
        fraction(wall.getNano());
        return text.append('Z').toString();
    }

    Instant parse(CharSequence wall) {
        int length = wall.length();
        if (length > WHOLE && wall.charAt(length - 1) == 'Z' && isOfThatDay(wall)) {
            int hour = pair(wall, DATE);
            int minute = pair(wall, DATE + 3);
            int second = pair(wall, DATE + 6);
            int nanos = nanos(wall, length - 1);
            if (wall.charAt(DATE + 2) == ':'
                    && wall.charAt(DATE + 5) == ':'
                    && (0 <= hour && hour < 24)
                    && (0 <= minute && minute < 60)
                    && (0 <= second && second < 60)
                    && nanos >= 0) {
                return Instant.ofEpochSecond(day * SECONDS + hour * 3600L + minute * 60L + second, nanos);
            }
        }
        return parseAny(wall.toString());
    }

    private boolean isOfThatDay(CharSequence wall) {
        for (int i = 0; i < date.length(); i++) {
            if (wall.charAt(i) != date.charAt(i)) {
                return false;
            }
        }
        return !date.isEmpty();
    }

    private Instant parseAny(String wall) {
        try {
            Instant instant = ANY.parse(wall, Instant::from);
            if (wall.endsWith("Z")) {
                remember(wall, Math.floorDiv(instant.getEpochSecond(), SECONDS));
            }
            return instant;
        } catch (DateTimeException malformed) {
            throw new InvalidValueException("wall", wall, "an ISO-8601 time with its offset, as 2026-01-31T12:00:00Z");
        }
    }

    /** Remembers the date that stands in the text, if it is one of ten characters. */
    private boolean remember(String wall, long epochDay) {
        if (wall.length() <= WHOLE || wall.charAt(DATE - 1) != 'T' || !isThat(epochDay, wall)) {
            return false;
        }
        day = epochDay;
        date = wall.substring(0, DATE);
        return true;
    }

    /** An hour of 24 is of the day after. */
    private static boolean isThat(long epochDay, String wall) {
        return wall.startsWith(LocalDate.ofEpochDay(epochDay).toString());
    }

    private StringBuilder two(int value) {
        return text.append((char) ('0' + value / 10)).append((char) ('0' + value % 10));
    }

    /** In three, six or nine digits, or not at all. */
    private void fraction(int nanos) {
        if (nanos == 0) {
            return;
        }
        int digits = nanos % 1_000_000 == 0 ? 3 : nanos % 1_000 == 0 ? 6 : 9;
        text.append('.');
        for (int i = 0; i < digits; i++) {
            text.append((char) ('0' + nanos / TEN_TO[8 - i] % 10));
        }
    }

    /** The fraction of a second that stands before {@code end}; negative if that is none. */
    private static int nanos(CharSequence wall, int end) {
        if (end == WHOLE) {
            return 0;
        }
        int digits = end - WHOLE - 1;
        if (wall.charAt(WHOLE) != '.' || digits < 1 || digits > 9) {
            return -1;
        }
        int value = 0;
        for (int i = WHOLE + 1; i < end; i++) {
            int digit = digit(wall, i);
            if (digit < 0) {
                return -1;
            }
            value = 10 * value + digit;
        }
        return value * TEN_TO[9 - digits];
    }

    private static int pair(CharSequence wall, int at) {
        int tens = digit(wall, at);
        int ones = digit(wall, at + 1);
        return tens < 0 || ones < 0 ? -1 : 10 * tens + ones;
    }

    private static int digit(CharSequence wall, int at) {
        int digit = wall.charAt(at) - '0';
        return 0 <= digit && digit <= 9 ? digit : -1;
    }
}
