package io.adbot.store.json.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.adbot.journal.JournalEvent;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EventFormsTest {

    @Test
    void everyKindOfEventHasAForm() {
        assertThat(EventForms.ALL.stream().map(form -> form.kind().getSimpleName()))
                .containsExactlyInAnyOrderElementsOf(kinds(JournalEvent.class)
                        .filter(kind -> kind != JournalEvent.Unrecognised.class)
                        .map(Class::getSimpleName)
                        .toList());
    }

    /** The kinds of events below this one; what is sealed is none itself. */
    private static Stream<Class<?>> kinds(Class<?> kind) {
        if (kind.isSealed()) {
            return Arrays.stream(kind.getPermittedSubclasses()).flatMap(EventFormsTest::kinds);
        }
        return JournalEvent.class.isAssignableFrom(kind) ? Stream.of(kind) : Stream.empty();
    }

    @Test
    void noTypeHasTwoForms() {
        assertThat(EventForms.ALL.stream().map(EventForm::type)).doesNotHaveDuplicates();
    }
}
