package io.adbot.store.json;

import io.adbot.store.StoreException;
import io.adbot.value.InvalidValueException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An object of a file, read field by field. A field that is absent or null is empty, one of another type than is asked for is
 * refused. What stands in texts is never shown, save in names that are asked for as such.
 */
final class JsonRecord {

    private final JsonSource source;
    private final String path;
    private final Json.Obj object;

    JsonRecord(JsonSource source, String path, Json.Obj object) {
        this.source = source;
        this.path = path;
        this.object = object;
    }

    /** The object at a place in the file; refused if there is something else. */
    static JsonRecord of(JsonSource source, String path, Json value) {
        if (value instanceof Json.Obj object) {
            return new JsonRecord(source, path, object);
        }
        throw source.refuse(value, path, "an object");
    }

    boolean has(String field) {
        return find(field) != null;
    }

    /** The field is there, even if it is null. */
    boolean names(String field) {
        return object.fields().containsKey(field);
    }

    /** A text that may be a secret. */
    Optional<String> text(String field, String accepted) {
        Json value = find(field);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof Json.Text text) {
            return Optional.of(text.value());
        }
        throw source.refuse(value, path(field), accepted);
    }

    /** A text from which something is made; refused as that refuses it. */
    <T> Optional<T> word(String field, String accepted, Function<String, T> made) {
        return text(field, accepted).map(text -> checked(field, () -> made.apply(text)));
    }

    Optional<BigDecimal> number(String field, String accepted) {
        Json value = find(field);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof Json.Num number) {
            return Optional.of(decimal(number, path(field), accepted));
        }
        throw source.refuse(value, path(field), accepted);
    }

    /** A whole number from {@code least} on. */
    OptionalLong count(String field, long least, long most) {
        String accepted = "a whole number from " + least + (most == Long.MAX_VALUE ? "" : " to " + most);
        Json value = find(field);
        if (value == null) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(whole(value, path(field), new Range(least, most, accepted)));
    }

    /** The elements of an array, each with its path; none if the field is absent. */
    <T> List<T> list(String field, String accepted, Element<T> element) {
        Json value = find(field);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof Json.Arr array)) {
            throw source.refuse(value, path(field), accepted);
        }
        return list(source, path(field), array, element);
    }

    static <T> List<T> list(JsonSource source, String path, Json.Arr array, Element<T> element) {
        List<T> list = new ArrayList<>(array.elements().size());
        for (Json each : array.elements()) {
            list.add(element.read(source, path + "[" + list.size() + "]", each));
        }
        return list;
    }

    /** Reads an element of an array. */
    interface Element<T> {
        T read(JsonSource source, String path, Json value);

        /** Elements that are ids. */
        static <T> Element<T> id(Function<String, T> made) {
            return (source, path, value) -> {
                if (!(value instanceof Json.Text text)) {
                    throw source.refuse(value, path, "a string");
                }
                try {
                    return made.apply(text.value());
                } catch (InvalidValueException refusal) {
                    throw source.refuse(value.at(), path, refusal);
                }
            };
        }
    }

    /** What {@code made} makes of the field's value; its refusal is the field's. */
    <T> T checked(String field, java.util.function.Supplier<T> made) {
        try {
            return made.get();
        } catch (InvalidValueException refusal) {
            throw source.refuse(at(field), path(field), refusal);
        }
    }

    /** Refuses the field's value. */
    StoreException refuse(String field, String got, String expected) {
        return source.refuse(at(field), path(field), got, expected);
    }

    /** The fields that have none of these names, each in one line. */
    Map<String, String> others(Set<String> names) {
        Map<String, String> others = new LinkedHashMap<>();
        object.fields().forEach((name, value) -> {
            if (!names.contains(name)) {
                others.put(name, value.compact());
            }
        });
        return others;
    }

    /** The field as it stands there, in one line. */
    String compact(String field) {
        Json value = object.fields().get(field);
        return value == null ? Json.Word.NULL : value.compact();
    }

    JsonSource source() {
        return source;
    }

    String path(String field) {
        return path + "." + field;
    }

    Json.Position at(String field) {
        Json value = object.fields().get(field);
        return value == null ? object.at() : value.at();
    }

    static long whole(JsonSource source, String path, Json value, Range range) {
        if (value instanceof Json.Num number) {
            BigDecimal decimal = decimal(source, number, path, range.accepted);
            if (decimal.compareTo(BigDecimal.valueOf(range.least)) >= 0
                    && decimal.compareTo(BigDecimal.valueOf(range.most)) <= 0
                    && decimal.stripTrailingZeros().scale() <= 0) {
                return decimal.longValueExact();
            }
        }
        throw source.refuse(value, path, range.accepted);
    }

    /** What a whole number may be. */
    record Range(long least, long most, String accepted) {}

    private long whole(Json value, String at, Range range) {
        return whole(source, at, value, range);
    }

    private BigDecimal decimal(Json.Num number, String at, String accepted) {
        return decimal(source, number, at, accepted);
    }

    private static BigDecimal decimal(JsonSource source, Json.Num number, String at, String accepted) {
        try {
            return new BigDecimal(number.digits());
        } catch (NumberFormatException beyondAllRange) {
            throw source.refuse(number, at, accepted);
        }
    }

    private @Nullable Json find(String field) {
        Json value = object.fields().get(field);
        return value == null || value.isNull() ? null : value;
    }
}
