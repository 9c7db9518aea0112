package io.adbot.cli.journal;

import io.adbot.value.InvalidValueException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a JSON object, asked for one by one. A field that is null is as good as absent. What has another type than
 * it is asked for is refused, and so is what is absent and not optional.
 */
final class LineFields {

    private final Map<String, @Nullable Object> values;
    private @Nullable InvalidValueException refusal;

    LineFields() {
        this(new HashMap<>());
    }

    LineFields(Map<String, @Nullable Object> values) {
        this.values = values;
    }

    void clear() {
        values.clear();
        refusal = null;
    }

    void put(String name, @Nullable Object value) {
        values.put(name, value);
    }

    /** Remembers what is wrong with the line as such. */
    void refuse(InvalidValueException reason) {
        if (refusal == null) {
            refusal = reason;
        }
    }

    /** Throws what was remembered, if anything was. */
    void check() {
        if (refusal != null) {
            throw refusal;
        }
    }

    boolean has(String name) {
        return values.get(name) != null;
    }

    long integer(String name) {
        return optionalInteger(name).orElseThrow(() -> InvalidValueException.missing(name, "an integer"));
    }

    OptionalLong optionalInteger(String name) {
        Object value = values.get(name);
        if (value == null) {
            return OptionalLong.empty();
        }
        if (value instanceof Long number) {
            return OptionalLong.of(number);
        }
        throw new InvalidValueException(name, value, "an integer of 64 bits");
    }

    /** An integer that is not negative. */
    long length(String name) {
        return optionalLength(name).orElseThrow(() -> InvalidValueException.missing(name, "an integer from 0"));
    }

    OptionalLong optionalLength(String name) {
        OptionalLong value = optionalInteger(name);
        if (value.isPresent() && value.getAsLong() < 0) {
            throw new InvalidValueException(name, value.getAsLong(), "an integer from 0");
        }
        return value;
    }

    String text(String name) {
        return optionalText(name).orElseThrow(() -> InvalidValueException.missing(name, "a string"));
    }

    Optional<String> optionalText(String name) {
        Object value = values.get(name);
        if (value == null || value instanceof String) {
            return Optional.ofNullable((String) value);
        }
        throw new InvalidValueException(name, value, "a string");
    }

    /** A string, or the digits of an integer. */
    String textOrInteger(String name) {
        return values.get(name) instanceof Number number ? number.toString() : text(name);
    }

    boolean truth(String name) {
        Object value = values.get(name);
        if (value instanceof Boolean truth) {
            return truth;
        }
        throw value == null
                ? InvalidValueException.missing(name, "true or false")
                : new InvalidValueException(name, value, "true or false");
    }

    List<?> list(String name) {
        Object value = values.get(name);
        if (value instanceof List<?> list) {
            return list;
        }
        throw value == null
                ? InvalidValueException.missing(name, "an array")
                : new InvalidValueException(name, value, "an array");
    }
}
