package io.adbot.store.json;

import io.adbot.store.json.JournalScan.Findings;
import io.adbot.store.json.JournalScan.SegmentFinding;
import io.adbot.value.Counted;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was found by looking at a journal on the disk.
 *
 * @param segments its segments, in order
 * @param entries how many facts there are before the first damage
 * @param lastSeq the number of the last sound line before the first damage; 0 if there is none
 * @param durable up to which number the journal says that it is durable
 * @param tail what is unfinished at its end: no damage, but what a crash leaves, or a writer that is at work
 * @param damage the damaged places, in order; at most a thousand are named
 * @param notes what is odd and harmless, one line each for a person
 */
public record JournalExamination(
        List<SegmentReport> segments,
        long entries,
        long lastSeq,
        long durable,
        Optional<TailCut> tail,
        List<JournalDamage> damage,
        List<String> notes) {

    /** Copies the lists. */
    public JournalExamination {
        segments = List.copyOf(segments);
        damage = List.copyOf(damage);
        notes = List.copyOf(notes);
    }

    /**
     * One segment.
     *
     * @param file its path
     * @param entries how many sound lines there are before the first damage
     * @param bytes how long it is
     * @param durable the highest mark in it: up to which number a line says that the journal is durable; 0 if none says so
     */
    public record SegmentReport(String file, long entries, long bytes, long durable) {}

    /** Can the journal be opened? */
    public boolean isSound() {
        return damage.isEmpty();
    }

    static JournalExamination of(Findings found, Disk disk) {
        List<SegmentReport> segments = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (SegmentFinding finding : found.segments()) {
            String file = disk.where(finding.segment().name());
            segments.add(new SegmentReport(file, finding.lines(), finding.size(), finding.mark()));
            if (finding.covers() > 0) {
                notes.add(
                        file + " begins with a checkpoint, which stands for all entries up to seq " + finding.covers());
            }
            if (finding.givenUp() > 0) {
                notes.add(file + " ends with " + Counted.of(finding.givenUp(), "byte")
                        + " given up after a failure of the disk, which are no part of the journal");
            }
        }
        found.tail().ifPresent(tail -> notes.add(tail.toString()));
        found.leftovers()
                .forEach(name -> notes.add(
                        disk.where(name) + " is left over from a compaction; the next opening for writing removes it"));
        return new JournalExamination(
                segments, found.entries(), found.lastSeq(), found.mark(), found.tail(), found.damage(), notes);
    }
}
