package io.adbot.telegram.td;

import static org.assertj.core.api.Assertions.assertThat;

import io.adbot.telegram.NeedsTdlib;
import io.adbot.telegram.TdLibraryForTests;
import io.adbot.telegram.transport.TdJson;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Does TDLib have every request that is made here, and every field of it? Its parser passes over fields that it does not know, so that a
 * mistyped name would go unnoticed for ever. But it does not pass over a value of the wrong type in a field that it knows: each value is
 * replaced by such a one, and the parser has to complain.
 */
@NeedsTdlib
class RequestsTest {

    private static final String UNREADABLE = "Failed to parse JSON object as TDLib request: ";

    private final TdJson tdlib = TdJson.load(TdLibraryForTests.path());

    @ParameterizedTest
    @MethodSource("io.adbot.telegram.td.Samples#kinds")
    void isAccepted(Class<?> kind) {
        assertThat(Samples.of(kind))
                .isNotEmpty()
                .allSatisfy(
                        request -> assertThat(complaint(TdCodec.write(request))).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("io.adbot.telegram.td.Samples#kinds")
    void hasEachOfItsFields(Class<?> kind) {
        for (Request<?> request : Samples.of(kind)) {
            ObjectNode json = TdCodec.write(request);
            for (Place place : places(json)) {
                JsonNode right = place.get();
                place.put(wrong(place));
                assertThat(complaint(json))
                        .as("%s, in which %s has the wrong type", json, place.name())
                        .isNotEmpty();
                place.put(right);
            }
        }
    }

    @Test
    void aMistypedNameIsSeen() {
        ObjectNode mistyped = request("getChat").put("chat_ids", 7);
        List<Place> places = places(mistyped);
        places.get(places.size() - 1).put(JsonNodeFactory.instance.objectNode());

        assertThat(complaint(mistyped)).isEmpty(); // Which is what the test above takes for a mistake.
        assertThat(complaint(request("getChatt"))).contains("getChatt");
    }

    /** What the parser says; nothing if it can read the request, whatever it then thinks of it. */
    private String complaint(ObjectNode request) {
        String message = tdlib.execute(request).path("message").asString("");
        return message.startsWith(UNREADABLE) ? message.substring(UNREADABLE.length()) : "";
    }

    /** What cannot stand there: text in place of an object, and an object in place of anything else. */
    private static JsonNode wrong(Place place) {
        JsonNode right = place.get();
        return right.isObject() || place.name().equals("@type")
                ? JsonNodeFactory.instance.stringNode("wrong")
                : JsonNodeFactory.instance.objectNode();
    }

    /** Every value in a request, at any depth. */
    private static List<Place> places(ObjectNode object) {
        List<Place> places = new ArrayList<>();
        object.properties().forEach(field -> {
            String name = field.getKey();
            places.add(new InObject(object, name));
            if (field.getValue() instanceof ObjectNode inner) {
                places.addAll(places(inner));
            } else if (field.getValue() instanceof ArrayNode array) {
                places.add(new InArray(array, name));
            }
        });
        return places;
    }

    private static ObjectNode request(String type) {
        return JsonNodeFactory.instance.objectNode().put("@type", type);
    }

    /** Where a value stands. */
    private interface Place {
        String name();

        JsonNode get();

        /** Puts another there. */
        void put(JsonNode value);
    }

    private record InObject(ObjectNode object, String name) implements Place {
        @Override
        public JsonNode get() {
            return object.get(name);
        }

        @Override
        public void put(JsonNode value) {
            object.replace(name, value);
        }
    }

    private record InArray(ArrayNode array, String name) implements Place {
        @Override
        public JsonNode get() {
            return array.get(0);
        }

        @Override
        public void put(JsonNode value) {
            array.set(0, value);
        }
    }
}
