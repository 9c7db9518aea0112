package io.adbot.telegram.td;

import com.fasterxml.jackson.annotation.JsonInclude;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Between records and TDLib's JSON. */
final class TdCodec {

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .changeDefaultPropertyInclusion(
                    always -> JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private TdCodec() {}

    static ObjectNode write(Request<?> request) {
        ObjectNode json = JSON.valueToTree(request);
        json.put("@type", nameOf(request.getClass()));
        return json;
    }

    static <A> A read(ObjectNode json, Class<A> type) {
        return JSON.treeToValue(json, type);
    }

    /** {@code getChat} for {@code GetChat}. */
    static String nameOf(Class<?> request) {
        String name = request.getSimpleName();
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }
}
