package io.adbot.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.adbot.cycle.GroupGates;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class JournalCheckerRobustnessTest {

    @Property(tries = 200)
    void noJournalHoweverOddMakesItThrow(@ForAll long seed) {
        WeirdJournals weird = new WeirdJournals(seed);
        JournalChecker checker =
                JournalChecker.withGates(GroupGates.everywhere(Duration.ofNanos(seed & Long.MAX_VALUE)));
        assertThatCode(() -> {
                    for (int i = 0; i < 300; i++) {
                        assertThat(checker.accept(weird.next())).doesNotContainNull();
                        checker.openCycles();
                    }
                })
                .doesNotThrowAnyException();
    }
}
