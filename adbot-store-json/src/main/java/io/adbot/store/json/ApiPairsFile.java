package io.adbot.store.json;

import io.adbot.message.ApiCredentials;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/**
 * {@code api_pairs.json}: the pairs of API credentials, an array of objects with {@code api_id} and {@code api_hash}. Its owner's
 * alone. What else stands in an object goes with its {@code api_id}.
 */
final class ApiPairsFile {

    static final String NAME = "api_pairs.json";

    private static final String API_ID = "api_id";
    private static final String API_HASH = "api_hash";

    private final DataFiles files;

    ApiPairsFile(DataFiles files) {
        this.files = files;
    }

    /** The pairs in order; none if there is no file. */
    List<ApiCredentials> read() {
        Path path = files.path(NAME);
        return DataFiles.read(path)
                .map(bytes -> records(new JsonSource(path, bytes)).stream()
                        .map(ApiPairsFile::pair)
                        .toList())
                .orElse(List.of());
    }

    /** Closes the file, if it is there, to everybody but its owner. */
    void hide() {
        Path path = files.path(NAME);
        try {
            OwnersOnly.hide(path);
        } catch (IOException e) {
            throw FileFailure.of(path, "cannot be closed to others than its owner", e);
        }
    }

    /** Writes these pairs; they are durable when this returns. */
    void write(List<ApiCredentials> pairs) {
        Path path = files.path(NAME);
        Map<String, Map<String, Json>> others = others(path);
        try {
            OwnersOnly.makeDirectory(OwnersOnly.directoryOf(path));
            Replacement.write(path, out -> PrettyJson.print(out, json -> write(json, pairs, others)))
                    .putInPlaceForGood();
        } catch (IOException e) {
            throw FileFailure.of(path, "cannot be written", e);
        }
    }

    private static void write(JsonGenerator out, List<ApiCredentials> pairs, Map<String, Map<String, Json>> others) {
        out.writeStartArray();
        for (ApiCredentials pair : pairs) {
            out.writeStartObject();
            out.writeNumberProperty(API_ID, pair.apiId());
            out.writeStringProperty(API_HASH, pair.apiHash());
            others.getOrDefault(String.valueOf(pair.apiId()), Map.of()).forEach((name, value) -> {
                out.writeName(name);
                value.write(out);
            });
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static Map<String, Map<String, Json>> others(Path path) {
        Map<String, Map<String, Json>> others = new HashMap<>();
        Optional<byte[]> standing = DataFiles.read(path);
        if (standing.isPresent() && new JsonSource(path, standing.get()).whole() instanceof Json.Arr array) {
            for (Json each : array.elements()) {
                if (each instanceof Json.Obj object && object.fields().get(API_ID) instanceof Json.Num id) {
                    Map<String, Json> fields = new LinkedHashMap<>(object.fields());
                    fields.keySet().removeAll(List.of(API_ID, API_HASH));
                    others.put(id.digits(), fields);
                }
            }
        }
        return others;
    }

    private static List<JsonRecord> records(JsonSource source) {
        Json value = source.whole();
        if (!(value instanceof Json.Arr array)) {
            throw source.refuse(value, "the file", "an array of objects with " + API_ID + " and " + API_HASH);
        }
        return JsonRecord.list(source, "the file", array, JsonRecord::of);
    }

    private static ApiCredentials pair(JsonRecord record) {
        long id = record.count(API_ID, 1, Integer.MAX_VALUE)
                .orElseThrow(() -> record.refuse(API_ID, "nothing", "a whole number from 1"));
        String hash = record.text(API_HASH, "a string")
                .orElseThrow(() -> record.refuse(API_HASH, "nothing", "a string, as Telegram gave it"));
        return record.checked(API_HASH, () -> new ApiCredentials((int) id, hash));
    }
}
