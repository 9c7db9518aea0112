package io.adbot.cli.input;

import io.adbot.value.InvalidValueException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * A JSON object read field by field. A field that is absent is empty; one that is there and not of the type that is asked
 * for is refused, null too.
 */
final class JsonRecord {

    private final JsonNode object;

    /** Takes an object; throws {@link InvalidValueException} under the given name for anything else. */
    JsonRecord(String name, JsonNode value) {
        if (!value.isObject()) {
            throw new InvalidValueException(name, shown(value), "a JSON object");
        }
        this.object = value;
    }

    /** Refuses a field of another name than these: it may be one of them, misspelt. */
    void only(List<String> known) {
        for (String name : object.propertyNames()) {
            if (!known.contains(name)) {
                throw new InvalidValueException("field", name, "one of " + String.join(", ", known));
            }
        }
    }

    boolean has(String field) {
        return object.has(field);
    }

    boolean isNull(String field) {
        return object.path(field).isNull();
    }

    Optional<String> text(String field, String accepted) {
        JsonNode value = object.get(field);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isString()) {
            throw new InvalidValueException(field, shown(value), accepted);
        }
        return Optional.of(value.stringValue());
    }

    /** As {@link #text}, of a value that must not be shown. */
    Optional<String> secretText(String field, String accepted) {
        JsonNode value = object.get(field);
        if (value != null && !value.isString()) {
            throw InvalidValueException.secret(field, value.toString(), accepted);
        }
        return value == null ? Optional.empty() : Optional.of(value.stringValue());
    }

    Optional<BigDecimal> number(String field, String accepted) {
        JsonNode value = object.get(field);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isNumber()) {
            throw new InvalidValueException(field, shown(value), accepted);
        }
        return Optional.of(value.decimalValue());
    }

    /** An array of strings, each made into an id; the refusal of one names its position. */
    <T> Optional<List<T>> ids(String field, Function<String, T> id) {
        JsonNode value = object.get(field);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isArray()) {
            throw new InvalidValueException(field, shown(value), "an array of strings");
        }
        List<T> ids = new ArrayList<>(value.size());
        for (JsonNode element : value) {
            String name = field + "[" + ids.size() + "]";
            if (!element.isString()) {
                throw new InvalidValueException(name, shown(element), "a string");
            }
            try {
                ids.add(id.apply(element.stringValue()));
            } catch (InvalidValueException refusal) {
                throw new InvalidValueException(name, element.stringValue(), refusal.accepted());
            }
        }
        return Optional.of(ids);
    }

    /** The value as it stands in the file: not a text, so that the refusal does not quote it once more. */
    private static Object shown(JsonNode value) {
        return new Object() {
            @Override
            public String toString() {
                return value.toString();
            }
        };
    }
}
