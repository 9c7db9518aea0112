package io.adbot.store.json.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.adbot.journal.JournalEvent;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class EventFormsTest {

    @Test
    void everyKindOfEventHasAForm() {
        assertThat(EventForms.ALL.stream().map(form -> form.kind().getSimpleName()))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(JournalEvent.class.getPermittedSubclasses())
                        .filter(kind -> kind != JournalEvent.Unrecognised.class)
                        .map(Class::getSimpleName)
                        .toList());
    }

    @Test
    void noTypeHasTwoForms() {
        assertThat(EventForms.ALL.stream().map(EventForm::type)).doesNotHaveDuplicates();
    }
}
