package io.adbot.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.adbot.value.InvalidValueException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class FaultMenuTest {

    private static final Duration DAY = Duration.ofDays(1);

    @Property(tries = 300)
    void everyMenuLiesWithinItsSpanInOrderAndCanBeDrawnAgain(@ForAll("menus") FaultMenu menu) {
        assertThat(menu.courses()).allMatch(course -> course.at().compareTo(menu.span()) <= 0);
        assertThat(menu.courses()).extracting(FaultMenu.Course::at).isSorted();
        assertThat(FaultMenu.draw(menu.seed(), menu.span())).isEqualTo(menu);
        assertThat(menu.toString()).startsWith("FaultMenu.draw(" + menu.seed() + "L, Duration.parse(\"" + menu.span());
    }

    @Provide
    Arbitrary<FaultMenu> menus() {
        return AdBotArbitraries.faultMenus();
    }

    @Test
    void everyFaultAndEveryTroubleIsServedSomeDay() {
        Set<Class<?>> faults = new HashSet<>();
        Set<Trouble> troubles = new HashSet<>();
        for (long seed = 0; seed < 200; seed++) {
            FaultMenu menu = FaultMenu.draw(seed, DAY);
            menu.courses().forEach(course -> faults.add(course.fault().getClass()));
            for (Trouble trouble : Trouble.values()) {
                if (menu.behaviour().chance(trouble) > 0) {
                    troubles.add(trouble);
                }
            }
        }

        assertThat(faults).containsExactlyInAnyOrder(Fault.class.getPermittedSubclasses());
        assertThat(troubles).containsExactlyInAnyOrder(Trouble.values());
    }

    @Test
    void noneHasNoFaults() {
        assertThat(FaultMenu.none().courses()).isEmpty();
        assertThat(FaultMenu.none().behaviour()).isEqualTo(TelegramBehaviour.calm());
    }

    @Test
    void putsWhatIsAskedForInOrder() {
        FaultMenu.Course early = new FaultMenu.Course(Duration.ofHours(1), new Fault.JournalFails(2));
        FaultMenu.Course late = new FaultMenu.Course(Duration.ofHours(2), new Fault.Outage(Duration.ofMinutes(1)));

        FaultMenu menu = new FaultMenu(1, DAY, TelegramBehaviour.calm(), List.of(late, early));

        assertThat(menu.courses()).containsExactly(early, late);
        assertThat(menu.toString())
                .contains("after 3600s: the next 2 appends to the journal fail", "after 7200s: Telegram is not");
    }

    @Test
    void refusesAFaultAfterTheEnd() {
        FaultMenu.Course course = new FaultMenu.Course(DAY.plusNanos(1), new Fault.JournalFails(1));

        assertThatThrownBy(() -> new FaultMenu(1, DAY, TelegramBehaviour.calm(), List.of(course)))
                .isInstanceOf(InvalidValueException.class);
    }

    @Test
    void refusesFaultsThatMakeNoSense() {
        assertThatThrownBy(() -> new Fault.Crash(-1, DAY)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new Fault.JournalFails(0)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new Fault.Outage(Duration.ofSeconds(-1))).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void everyFaultSaysWhatItIs() {
        assertThat(new Fault.Crash(2, Duration.ofSeconds(5)))
                .hasToString("crash, 2 entries on their way survive, down for 5s");
        assertThat(new Fault.WallStep(Duration.ofSeconds(-5))).hasToString("the wall clock is set back by 5s");
        assertThat(new Fault.StopAndStart(Duration.ofSeconds(5))).hasToString("stop, and start again after 5s");
        assertThat(new Fault.JournalSlow(Duration.ofSeconds(5)))
                .hasToString("the journal holds everything back for 5s");
    }
}
