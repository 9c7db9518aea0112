package io.adbot.telegram.td;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Values of whatever type requests are made of, by reflection, so that a new request needs nothing here. */
final class Samples {

    private Samples() {}

    /** Every kind of request. */
    static Stream<Class<?>> kinds() {
        return Arrays.stream(Requests.class.getDeclaredClasses())
                .filter(Class::isRecord)
                .sorted((one, other) -> one.getName().compareTo(other.getName()));
    }

    /** Requests of a kind: together they have every type that may stand in any of its fields, and leave none out. */
    static List<Request<?>> of(Class<?> kind) {
        return values(kind).stream().<Request<?>>map(Request.class::cast).toList();
    }

    private static List<Object> values(Type type) {
        if (type instanceof ParameterizedType list) {
            return values(list.getActualTypeArguments()[0]).stream()
                    .<Object>map(List::of)
                    .toList();
        }
        Class<?> raw = (Class<?>) type;
        if (raw.isRecord()) {
            return records(raw);
        }
        if (raw.isSealed()) {
            return Arrays.stream(raw.getPermittedSubclasses())
                    .flatMap(each -> values(each).stream())
                    .toList();
        }
        if (raw == boolean.class) {
            return List.of(true);
        }
        if (raw == int.class) {
            return List.of(7);
        }
        if (raw == long.class || raw == Long.class) {
            return List.of(7L);
        }
        if (raw == String.class) {
            return List.of("text");
        }
        throw new AssertionError("a request has a field of " + type + ", which these samples do not know");
    }

    /** Each component takes each of its values once, while the others have their first. */
    private static List<Object> records(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        List<List<Object>> choices = Arrays.stream(components)
                .map(component -> values(component.getGenericType()))
                .toList();
        List<Object> made = new ArrayList<>();
        made.add(
                make(type, components, choices.stream().map(each -> each.get(0)).toArray()));
        for (int i = 0; i < components.length; i++) {
            for (Object other : choices.get(i).subList(1, choices.get(i).size())) {
                Object[] values = choices.stream().map(each -> each.get(0)).toArray();
                values[i] = other;
                made.add(make(type, components, values));
            }
        }
        return made;
    }

    private static Object make(Class<?> type, RecordComponent[] components, Object[] values) {
        try {
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(type + " cannot be made", e);
        }
    }
}
