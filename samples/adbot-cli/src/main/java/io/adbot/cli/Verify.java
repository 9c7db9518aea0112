package io.adbot.cli;

import io.adbot.check.JournalChecker;
import io.adbot.cli.input.BadInputException;
import io.adbot.cli.journal.JournalReader;
import io.adbot.cli.journal.NotJsonException;
import io.adbot.journal.JournalEntry;
import io.adbot.value.Breach;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Checks every rule over a journal, and names each line that breaks one. */
final class Verify {

    private final Console console;

    Verify(Console console) {
        this.console = console;
    }

    int run(Path journal) {
        Findings findings = new Findings();
        try (InputStream in = Files.newInputStream(journal)) {
            new JournalReader(findings).read(in);
        } catch (NotJsonException malformed) {
            throw BadInputException.in(journal, "line 1: " + malformed.getMessage() + "; expected a journal");
        } catch (IOException failure) {
            throw BadInputException.because(journal, failure);
        }
        return findings.conclude();
    }

    /** Counts, and prints what is broken as it is found. */
    private final class Findings implements JournalReader.Visitor {

        private final JournalChecker checker = new JournalChecker();
        private long entries;
        private long breaches;

        @Override
        public void entry(long line, JournalEntry entry) {
            entries++;
            checker.accept(entry).forEach(breach -> broken(line, breach));
        }

        @Override
        public void broken(long line, Breach breach) {
            breaches++;
            console.out().println("line " + line + ": " + breach);
        }

        @Override
        public void torn(long line) {
            console.out().println("note: line " + line + " was torn by a crash and is not counted");
        }

        int conclude() {
            String counted = String.format("%,d entries", entries);
            console.out()
                    .println(
                            breaches == 0
                                    ? "sound: " + counted + ", no rule is broken"
                                    : String.format("%s, %,d breaches", counted, breaches));
            return breaches == 0 ? ExitCode.OK : ExitCode.BREACHES;
        }
    }
}
