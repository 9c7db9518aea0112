package io.adbot.figures.store;

import io.adbot.tenant.TenantConfig;
import io.adbot.value.GroupId;
import java.io.ByteArrayOutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Makes of a record the JSON that other stores keep, as quickly as Jackson can. Belongs to one thread at a time. */
final class RecordJson {

    private final JsonFactory factory = new JsonFactory();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);

    byte[] of(TenantRecord record) {
        bytes.reset();
        TenantConfig config = record.config();
        try (JsonGenerator out = factory.createGenerator(ObjectWriteContext.empty(), bytes)) {
            out.writeStartObject();
            out.writeArrayPropertyStart("groups");
            for (GroupId group : config.groups()) {
                out.writeString(group.value());
            }
            out.writeEndArray();
            config.content().ifPresent(content -> {
                out.writeStringProperty("post_type", content.type());
                out.writeStringProperty("post_content", content.text());
            });
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }
}
