package io.adbot.cli.engine;

import io.adbot.cli.input.BadInputException;
import io.adbot.engine.Books;
import io.adbot.journal.JournalException;
import io.adbot.store.json.JournalExamination;
import io.adbot.store.json.JournalRepair;
import io.adbot.store.json.JsonDirectory;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Examines a data directory without changing anything in it, and on request writes a copy of its journal that is sound. */
public final class Doctor {

    private final Path directory;
    private final PrintWriter out;

    /** For this directory, reporting to there. */
    public Doctor(Path directory, PrintWriter out) {
        this.directory = directory;
        this.out = out;
    }

    /**
     * Examines, and repairs into a copy if there is somewhere to put it.
     *
     * @return whether the directory is sound
     * @throws BadInputException if it cannot be read at all
     */
    public boolean run(Optional<Path> copy) {
        if (!Files.isDirectory(directory)) {
            throw BadInputException.in(directory, "no such directory");
        }
        JsonDirectory read = JsonDirectory.of(directory);
        try {
            JournalExamination found = read.examine();
            read.holder().ifPresent(holder -> out.println("open: " + holder));
            found.segments()
                    .forEach(segment -> out.println(segment.file() + ": " + segment.entries() + " entries, "
                            + segment.bytes() + " bytes, durable up to seq " + segment.durable()));
            found.notes().forEach(note -> out.println("note: " + note));
            found.damage().forEach(damage -> out.println("damaged: " + damage));
            boolean sound = found.isSound() && filesAreSound(read);
            copy.ifPresent(this::repair);
            out.println(sound ? "sound: " + found.entries() + " entries" : "damaged");
            return sound;
        } catch (JournalException failure) {
            throw Refusals.of(failure);
        }
    }

    /** Would the next opening take the readable files as they are? Beside an engine that runs nobody can say. */
    private boolean filesAreSound(JsonDirectory read) {
        if (read.holder().isPresent()) {
            return true;
        }
        try {
            Books books = read.books();
            int edits = read.edits(books).size();
            if (edits > 0) {
                out.println("note: the next opening takes over " + edits + " changes that were made by hand");
            }
            return true;
        } catch (JournalException refused) {
            out.println("damaged: " + refused.getMessage());
            return false;
        }
    }

    private void repair(Path target) {
        JournalRepair repaired = JsonDirectory.of(directory).journal().repairInto(target);
        out.println("copied: " + repaired.entries() + " entries to " + target + ", " + repaired.bytesLost()
                + " bytes left out"
                + repaired.from().map(place -> " from " + place).orElse(""));
    }
}
