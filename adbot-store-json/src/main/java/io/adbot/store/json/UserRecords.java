package io.adbot.store.json;

import io.adbot.engine.Books;
import io.adbot.value.TenantId;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/** The form that {@code users.json} and {@code stats.json} have in common: an object in which {@code users} has a record each. */
final class UserRecords {

    private UserRecords() {}

    /** Writes the file; {@code each} writes a tenant's record. */
    static void write(JsonGenerator out, Books books, CarriedFields carried, Consumer<TenantId> each) {
        out.writeStartObject();
        carried.before().forEach((name, value) -> field(out, name, value));
        out.writeObjectPropertyStart(JsonSource.Members.USERS);
        books.tenants().forEach(tenant -> {
            out.writeName(tenant.value());
            each.accept(tenant);
        });
        out.writeEndObject();
        carried.behind().forEach((name, value) -> field(out, name, value));
        out.writeEndObject();
    }

    private static void field(JsonGenerator out, String name, Json value) {
        out.writeName(name);
        value.write(out);
    }
}
