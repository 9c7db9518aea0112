package io.adbot.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.adbot.measure.Directories;
import io.adbot.testkit.FaultMenu;
import io.adbot.testkit.TelegramBehaviour;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every figure can be measured: each once, at a size that takes no time. What comes out of it means nothing. */
class FiguresTest {

    @TempDir
    Path temp;

    private final FigureTable table = new FigureTable();

    @Test
    void changesASecond() throws Exception {
        new StoreFigures(table, directories(), 1, Duration.ofMillis(20)).measure();
    }

    @Test
    void changesWithFewTenantsAndWithMany() throws Exception {
        new GrowthFigures(table, directories(), new GrowthFigures.Scale(2, 20, 1, Duration.ofMillis(20))).measure();
    }

    @Test
    void anOpeningAfterFewEntriesAndAfterMany() throws Exception {
        new ReopeningFigures(table, directories(), new ReopeningFigures.Scale(2_000, 4_000, 1)).measure();
    }

    @Test
    void cyclesOfFewTenantsAndOfMany() {
        new EngineFigures(table, new EngineFigures.Scale(List.of(2, 20), 40, 1, 1 << 10)).measure();
    }

    @Test
    void aSimulationDelivers() {
        FaultMenu faults = SimulationFigures.troubled(TelegramBehaviour.calm(), Duration.ofHours(1));

        SimulationFigures.Run run = SimulationFigures.run(Tenants.starter(2), faults);

        assertThat(run.deliveries()).isPositive();
    }

    @Test
    void aPartThatDoesNotExistIsRefused() {
        assertThatThrownBy(() -> Figures.main(new String[] {"nothing", temp.toString()}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("planning, store, growth, reopening, engine, simulation");
    }

    private Directories directories() {
        return new Directories(temp);
    }
}
