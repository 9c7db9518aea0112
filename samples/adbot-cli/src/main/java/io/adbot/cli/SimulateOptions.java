package io.adbot.cli;

import io.adbot.cli.input.BadInputException;
import io.adbot.cli.input.Place;
import io.adbot.cli.simulation.Terms;
import io.adbot.time.Nanos;
import io.adbot.value.InvalidValueException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How to simulate.
 *
 * @param terms how many cycles, the pause between them, the seed, and how Telegram behaves
 * @param faults the name of that behaviour
 * @param files what to write besides
 * @param json whether the report is JSON
 */
record SimulateOptions(Terms terms, String faults, Files files, boolean json) {

    static SimulateOptions of(int cycles, BigDecimal pause, long seed, Faults faults, Files files, boolean json) {
        try {
            if (cycles < 1) {
                throw new InvalidValueException("--cycles", cycles, "a number from 1");
            }
            Duration between = Duration.ofNanos(Nanos.ofSeconds("--pause", pause));
            Terms terms = new Terms(cycles, between, seed, faults.behaviour());
            return new SimulateOptions(terms, faults.wire(), files, json);
        } catch (InvalidValueException refusal) {
            throw new BadInputException(String.valueOf(refusal.getMessage()));
        }
    }

    /**
     * What is written, where it is wanted.
     *
     * @param journalFile for the journal
     * @param svgFile for the timeline
     * @param keepDirectory for the copy of a directory
     */
    record Files(
            @Nullable Path journalFile,
            @Nullable Path svgFile,
            @Nullable Path keepDirectory) {

        Optional<Path> journal() {
            return Optional.ofNullable(journalFile);
        }

        Optional<Path> svg() {
            return Optional.ofNullable(svgFile);
        }

        Optional<Path> keep() {
            return Optional.ofNullable(keepDirectory);
        }

        /** Refuses to write over one of these files or into one of these directories, or one output over the other. */
        void mustNotOverwrite(List<Path> used) {
            List<Place> taken = new ArrayList<>(used.stream().map(Place::of).toList());
            journal().ifPresent(file -> claim("--journal", file, taken));
            svg().ifPresent(file -> claim("--svg", file, taken));
        }

        private static void claim(String option, Path file, List<Place> taken) {
            Place place = Place.of(file);
            if (taken.stream().anyMatch(place::isIn)) {
                throw new BadInputException(
                        option + ": " + file + " is read or written already, expected another file");
            }
            if (place.holdsWhatIsWritten()) {
                taken.add(place);
            }
        }
    }
}
