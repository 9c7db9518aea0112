package io.adbot.cli;

import io.adbot.check.JournalChecker;
import io.adbot.cli.input.BadInputException;
import io.adbot.cli.journal.JournalReader;
import io.adbot.cli.journal.NotAJournalException;
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
        } catch (NotAJournalException foreign) {
            throw BadInputException.in(journal, "not a journal: " + foreign.getMessage());
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
        private long firstUnread;

        @Override
        public void entry(long line, JournalEntry entry) {
            entries++;
            // What could not be read is missing here, and what it began or ended seems not to have.
            String remark = firstUnread == 0 ? "" : " (may follow from line " + firstUnread + ")";
            checker.accept(entry).forEach(breach -> print(line, breach + remark));
        }

        @Override
        public void broken(long line, Breach breach) {
            if (firstUnread == 0) {
                firstUnread = line;
            }
            print(line, breach.toString());
        }

        @Override
        public void torn(long line) {
            console.out().println("note: line " + line + " was torn by a crash and is not counted");
        }

        private void print(long line, String breach) {
            breaches++;
            console.out().println("line " + line + ": " + breach);
        }

        int conclude() {
            if (entries == 0 && breaches == 0) {
                console.out().println("empty: no entries");
                return ExitCode.OK;
            }
            String counted = PlanTable.counted(entries, "entry", "entries");
            console.out()
                    .println(
                            breaches == 0
                                    ? "sound: " + counted + ", no rule is broken"
                                    : counted + ", " + PlanTable.counted(breaches, "breach", "breaches"));
            return breaches == 0 ? ExitCode.OK : ExitCode.BREACHES;
        }
    }
}
