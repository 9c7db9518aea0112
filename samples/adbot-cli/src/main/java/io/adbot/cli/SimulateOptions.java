package io.adbot.cli;

import io.adbot.cli.input.BadInputException;
import io.adbot.time.Nanos;
import io.adbot.value.InvalidValueException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How to simulate.
 *
 * @param cycles how many cycles each tenant runs, at least 1
 * @param pauseNanos how long a tenant rests between two cycles
 * @param seed what chance is drawn from
 * @param faults what goes wrong
 * @param files what to write besides
 * @param json whether the report is JSON
 */
record SimulateOptions(int cycles, long pauseNanos, long seed, Faults faults, Files files, boolean json) {

    static SimulateOptions of(
            int cycles,
            BigDecimal pause,
            long seed,
            Faults faults,
            @Nullable Path journal,
            @Nullable Path svg,
            boolean json) {
        try {
            if (cycles < 1) {
                throw new InvalidValueException("--cycles", cycles, "a number from 1");
            }
            return new SimulateOptions(
                    cycles, Nanos.ofSeconds("--pause", pause), seed, faults, new Files(journal, svg), json);
        } catch (InvalidValueException refusal) {
            throw new BadInputException(String.valueOf(refusal.getMessage()));
        }
    }

    /**
     * The files that are written, where they are wanted.
     *
     * @param journalFile for the journal
     * @param svgFile for the timeline
     */
    record Files(@Nullable Path journalFile, @Nullable Path svgFile) {

        Optional<Path> journal() {
            return Optional.ofNullable(journalFile);
        }

        Optional<Path> svg() {
            return Optional.ofNullable(svgFile);
        }

        /** Refuses to write over one of these files, or one output over the other. */
        void mustNotOverwrite(List<Path> read) {
            List<Place> taken = new ArrayList<>(read.stream().map(Place::of).toList());
            journal().ifPresent(file -> claim("--journal", file, taken));
            svg().ifPresent(file -> claim("--svg", file, taken));
        }

        private static void claim(String option, Path file, List<Place> taken) {
            Place place = Place.of(file);
            if (taken.stream().anyMatch(place::is)) {
                throw new BadInputException(
                        option + ": " + file + " is read or written already, expected another file");
            }
            if (place.holdsWhatIsWritten()) {
                taken.add(place);
            }
        }
    }
}
