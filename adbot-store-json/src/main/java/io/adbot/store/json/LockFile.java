package io.adbot.store.json;

import io.adbot.store.json.DataLock.Holder;
import java.io.ByteArrayOutputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** What stands in {@code adbot.lock}. */
final class LockFile {

    private static final JsonFactory JSON = new JsonFactory();

    private LockFile() {}

    static byte[] write(Holder holder) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            out.writeStartObject();
            out.writeNumberProperty("pid", holder.pid());
            out.writeStringProperty("host", holder.host());
            out.writeStringProperty("since", holder.since().toString());
            out.writeEndObject();
        }
        bytes.write('\n');
        return bytes.toByteArray();
    }

    /** The holder; empty if nobody is named, or whoever it is has not written it down to the end. */
    static Optional<Holder> read(byte[] bytes) {
        try (JsonParser in = JSON.createParser(ObjectReadContext.empty(), bytes)) {
            return in.nextToken() == JsonToken.START_OBJECT ? readFields(in) : Optional.empty();
        } catch (JacksonException | DateTimeException unfinished) {
            return Optional.empty();
        }
    }

    private static Optional<Holder> readFields(JsonParser in) {
        long pid = 0;
        String host = "";
        Instant since = Instant.EPOCH;
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            @Nullable JsonToken token = in.nextToken();
            if (name.equals("pid") && token == JsonToken.VALUE_NUMBER_INT) {
                pid = in.getLongValue();
            } else if (name.equals("host") && token == JsonToken.VALUE_STRING) {
                host = in.getString();
            } else if (name.equals("since") && token == JsonToken.VALUE_STRING) {
                since = Instant.parse(in.getString());
            } else {
                in.skipChildren();
            }
        }
        return pid > 0 ? Optional.of(new Holder(pid, host, since)) : Optional.empty();
    }
}
