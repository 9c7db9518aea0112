package io.adbot.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class JournalCheckerProperties {

    @Property(tries = 200)
    void noJournalHoweverOddMakesItThrow(@ForAll long seed) {
        WeirdJournals weird = new WeirdJournals(seed);
        JournalChecker checker = JournalChecker.withGate(group -> seed);
        assertThatCode(() -> {
                    for (int i = 0; i < 300; i++) {
                        assertThat(checker.accept(weird.next())).doesNotContainNull();
                        checker.openCycles();
                    }
                })
                .doesNotThrowAnyException();
    }
}
