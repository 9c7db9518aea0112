package io.adbot.store.json;

import io.adbot.store.StoreException;
import io.adbot.store.json.Json.Position;
import io.adbot.store.json.line.Syntax;
import io.adbot.value.InvalidValueException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/**
 * A readable file's text, and who complains of it: each refusal names file, line, column and field, what came and what was
 * expected. Strict: one value, no key twice, nothing behind it.
 */
final class JsonSource {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final String WHOLE_FILE = "the file";
    private static final String RECORDS = "an object with a record for each user id";
    private static final String UNEXPECTED = "unexpected ";

    private final Path file;
    private final byte[] bytes;

    JsonSource(Path file, byte[] bytes) {
        this.file = file;
        this.bytes = bytes;
    }

    /** A value that an operator's field has, from its text in one line. */
    static Json parse(String text) {
        try (JsonParser in = JSON.createParser(ObjectReadContext.empty(), text)) {
            in.nextToken();
            return new JsonSource(Path.of(""), new byte[0]).value(in);
        }
    }

    /** The file's one value. */
    Json whole() {
        return reading(in -> {
            first(in);
            return value(in);
        });
    }

    /**
     * Shows the fields of the file's object, those of {@code users} one by one: there may be many. Refused without {@code users}: a
     * file in which it is misspelt is not one that has none.
     */
    void members(Members members) {
        reading(in -> {
            first(in);
            Position start = at(in);
            boolean listed = false;
            if (in.currentToken() != JsonToken.START_OBJECT) {
                throw refuse(at(in), WHOLE_FILE, shown(in), "an object with \"users\" in it");
            }
            for (String name = in.nextName(); name != null; name = in.nextName()) {
                in.nextToken();
                if (name.equals(Members.USERS)) {
                    listed = true;
                    users(in, members);
                } else {
                    members.other(name, value(in));
                }
            }
            if (!listed) {
                throw refuse(start, Members.USERS, "nothing", RECORDS);
            }
            return in;
        });
    }

    /** What stands in {@code users.json} and {@code stats.json}. */
    interface Members {
        String USERS = "users";

        /** Here {@code users} begins. */
        default void begin() {}

        /** One user's record. */
        void user(String id, Json.Obj record);

        /** A field beside {@code users}. */
        void other(String name, Json value);
    }

    /** The refusal of a value. */
    StoreException refuse(Position at, String path, String got, String expected) {
        return malformed(at, path + ": got " + got + ", expected " + expected);
    }

    /** The refusal of a value that is not of the kind that was expected. */
    StoreException refuse(Json value, String path, String expected) {
        return refuse(value.at(), path, value.shown(), expected);
    }

    /** The refusal of a value, as its type has it. */
    StoreException refuse(Position at, String path, InvalidValueException refusal) {
        return refuse(at, path, refusal.value(), refusal.accepted());
    }

    private void users(JsonParser in, Members members) {
        if (in.currentToken() != JsonToken.START_OBJECT) {
            throw refuse(at(in), Members.USERS, shown(in), RECORDS);
        }
        members.begin();
        for (String id = in.nextName(); id != null; id = in.nextName()) {
            in.nextToken();
            Json record = value(in);
            if (!(record instanceof Json.Obj object)) {
                throw refuse(record, Members.USERS + "." + id, "an object");
            }
            members.user(id, object);
        }
    }

    private <T> T reading(Reading<T> reading) {
        try (JsonParser in = JSON.createParser(ObjectReadContext.empty(), bytes)) {
            T result = reading.from(in);
            if (in.nextToken() != null) {
                throw malformed(at(in), "more behind the end, expected nothing");
            }
            return result;
        } catch (JacksonException malformed) {
            throw malformed(at(malformed.getLocation()), "not JSON: " + complaint(malformed));
        }
    }

    /** A bare word may be content that somebody forgot to quote; a character of it is enough. */
    private static String complaint(JacksonException malformed) {
        String complaint = Syntax.complaint(malformed);
        return complaint.startsWith(UNEXPECTED) && complaint.length() > UNEXPECTED.length() + 1
                ? UNEXPECTED + "text"
                : complaint;
    }

    private void first(JsonParser in) {
        if (in.nextToken() == null) {
            throw malformed(new Position(1, 1), "the file is empty, expected JSON");
        }
    }

    private String shown(JsonParser in) {
        return value(in).shown();
    }

    /** The value that begins with the current token. */
    private Json value(JsonParser in) {
        Position at = at(in);
        JsonToken token = in.currentToken();
        if (token == JsonToken.START_OBJECT) {
            Map<String, Json> fields = new LinkedHashMap<>();
            for (String name = in.nextName(); name != null; name = in.nextName()) {
                in.nextToken();
                fields.put(name, value(in));
            }
            return new Json.Obj(at, fields);
        } else if (token == JsonToken.START_ARRAY) {
            List<Json> elements = new ArrayList<>();
            while (in.nextToken() != JsonToken.END_ARRAY) {
                elements.add(value(in));
            }
            return new Json.Arr(at, elements);
        } else if (token == JsonToken.VALUE_STRING) {
            return new Json.Text(at, in.getString());
        } else if (token != null && token.isNumeric()) {
            return new Json.Num(at, in.getString());
        }
        return new Json.Word(at, in.getString());
    }

    private StoreException malformed(Position at, String complaint) {
        return new StoreException(file + ", " + at + ": " + complaint + ". Nothing was changed");
    }

    private static Position at(JsonParser in) {
        return at(in.currentTokenLocation());
    }

    private static Position at(@Nullable TokenStreamLocation location) {
        return location == null ? new Position(1, 1) : new Position(location.getLineNr(), location.getColumnNr());
    }

    private interface Reading<T> {
        T from(JsonParser in);
    }
}
