package io.adbot.cli.engine;

import io.adbot.cli.input.BadInputException;
import io.adbot.cli.input.Place;
import io.adbot.journal.JournalException;
import io.adbot.store.json.JournalExamination;
import io.adbot.store.json.JournalRepair;
import io.adbot.store.json.JsonDirectory;
import io.adbot.store.json.NextOpening;
import io.adbot.value.Counted;
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
        copy.ifPresent(out -> Place.checkRoom("--repair", out));
        JsonDirectory read = JsonDirectory.of(directory);
        try {
            JournalExamination found = read.examine();
            read.holder().ifPresent(holder -> out.println("open: " + holder));
            found.segments()
                    .forEach(segment -> out.println(segment.file() + ": "
                            + Counted.of(segment.entries(), "entry", "entries") + ", "
                            + Counted.of(segment.bytes(), "byte") + ", durable up to seq " + segment.durable()));
            found.notes().forEach(note -> out.println("note: " + note));
            found.damage().forEach(damage -> out.println("damaged: " + damage));
            boolean sound = found.isSound() && canBeOpened(read);
            copy.ifPresent(this::repair);
            out.println(sound ? "sound: " + Counted.of(found.entries(), "entry", "entries") : "damaged");
            return sound;
        } catch (JournalException failure) {
            throw Refusals.of(failure);
        }
    }

    /** Would the next opening be refused? Beside an engine that runs nobody can say. */
    private boolean canBeOpened(JsonDirectory read) {
        if (read.holder().isPresent()) {
            return true;
        }
        try {
            tell(read.nextOpening());
            return true;
        } catch (JournalException refused) {
            out.println("damaged: " + refused.getMessage());
            return false;
        }
    }

    private void tell(NextOpening next) {
        next.behind()
                .forEach(
                        file -> out.println(
                                "note: " + file
                                        + " is behind the journal, as a crash or a close that failed leaves it; the next close writes it anew"));
        int changes = next.changes().size();
        if (next.first()) {
            out.println("note: it was never opened; the first opening takes over what lies there");
        } else if (changes > 0) {
            out.println("note: the next opening takes over " + Counted.of(changes, "change") + " made by hand");
        }
    }

    private void repair(Path target) {
        JournalRepair repaired = JsonDirectory.of(directory).journal().repairInto(target);
        out.println("copied: " + Counted.of(repaired.entries(), "entry", "entries") + " to " + target + ", "
                + Counted.of(repaired.bytesLost(), "byte")
                + " left out"
                + repaired.from().map(place -> " from " + place).orElse(""));
    }
}
