package io.adbot.store.json;

import io.adbot.journal.JournalEntry;
import io.adbot.store.json.SegmentFiles.SegmentFile;
import io.adbot.store.json.line.JournalLines;
import io.adbot.time.Tick;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads a journal from its first segment to its last, and finds out what it holds, where it is damaged, and where its tail
 * begins to be unfinished. Changes nothing.
 *
 * <p>That a segment exists says that all entries before it are durable; a line says by its mark up to where they are. What
 * cannot be read up to there is damage, and what cannot be read behind it is a tail. What stands in a segment behind the
 * entry before the next segment's first was given up when that segment was begun, and is no part of the journal.
 */
final class JournalScan {

    /** A journal that begins has a time, too: that of no entry. */
    static final Tick BEGINNING = new Tick(0, Instant.EPOCH);

    /** So many places are named; who has that much damage needs no more of them. */
    private static final int MOST_DAMAGE = 1_000;

    private final Disk disk;
    private final Consumer<? super JournalEntry> reader;
    private final JournalLines codec = new JournalLines();
    private final List<SegmentFinding> segments = new ArrayList<>();
    private final List<JournalDamage> damage = new ArrayList<>();

    private final List<String> leftovers = new ArrayList<>();
    private long entries;
    private long lastSeq;
    private Tick lastAt = BEGINNING;
    private long mark;
    private long closedAt = -1;
    private Optional<TailCut> tail = Optional.empty();

    private JournalScan(Disk disk, Consumer<? super JournalEntry> reader) {
        this.disk = disk;
        this.reader = reader;
    }

    /** Scans, and shows the reader the facts up to the first bad line. */
    static Findings of(Disk disk, Consumer<? super JournalEntry> reader) throws IOException {
        return new JournalScan(disk, reader).scan();
    }

    /**
     * What a scan found.
     *
     * @param segments the segments, in order
     * @param entries how many facts there are before the first bad line
     * @param lastSeq the number of the last good line before the first bad one; 0 if there is none
     * @param mark up to which number the journal is known to be durable
     * @param closedAt where in the last segment the line begins that a clean close writes, if that is the last line; else -1
     * @param tail what is unfinished
     * @param damage what is damaged
     * @param leftovers files that are no part of the journal
     */
    record Findings(
            List<SegmentFinding> segments,
            long entries,
            long lastSeq,
            long mark,
            long closedAt,
            Optional<TailCut> tail,
            List<JournalDamage> damage,
            List<String> leftovers) {

        /** Was the journal closed, and all of it durable then? */
        boolean isClosed() {
            return closedAt >= 0 && mark >= lastSeq - 1;
        }

        /** The number of the last entry; 0 if there is none. The line that a clean close writes is none. */
        long lastEntry() {
            return isClosed() ? lastSeq - 1 : lastSeq;
        }
    }

    /**
     * A segment.
     *
     * @param segment as far as it is good
     * @param lines how many of its lines are good
     * @param size how many bytes the file has
     * @param mark the highest mark in it
     * @param covers up to where its checkpoint stands for what was before; 0 if it has none
     * @param givenUp how many bytes at its end were given up after a failure, and are no part of the journal
     */
    record SegmentFinding(Segment segment, long lines, long size, long mark, long covers, long givenUp) {}

    private Findings scan() throws IOException {
        try (SegmentFiles all = SegmentFiles.open(disk, codec)) {
            List<SegmentFile> files = all.files();
            for (int i = 0; i < files.size(); i++) {
                new SegmentScan(
                                files.get(i),
                                i + 1 < files.size() ? files.get(i + 1).first() : Long.MAX_VALUE)
                        .run();
            }
            leftovers.addAll(all.leftovers());
        }
        return new Findings(
                List.copyOf(segments),
                entries,
                lastSeq,
                mark,
                closedAt,
                tail,
                List.copyOf(damage),
                List.copyOf(leftovers));
    }

    /** The scan of one segment. */
    private final class SegmentScan {

        private final SegmentFile file;
        private final long first;
        private final long limit;
        private final boolean last;
        private final List<JournalDamage> bad = new ArrayList<>();

        private long expected;
        private long lines;
        private long goodEnd;
        private long highest;
        private long givenUp;
        private boolean over;

        SegmentScan(SegmentFile file, long limit) {
            this.file = file;
            this.first = file.first();
            this.limit = limit;
            this.last = limit == Long.MAX_VALUE;
            this.expected = first;
        }

        void run() throws IOException {
            mark = Math.max(mark, first - 1);
            SegmentLines in = new SegmentLines(file.in(), file.size(), codec);
            while (!over && in.next()) {
                line(in);
            }
            if (!last && expected < limit && bad.isEmpty()) {
                bad(in.number(), file.size(), "the segment ends here, but the next one begins with seq " + limit);
            }
            mark = Math.max(mark, highest);
            if (last && expected <= mark && bad.isEmpty()) {
                bad(in.number(), file.size(), "the segment ends here, but all up to seq " + mark + " was durable");
            }
            conclude();
            segments.add(new SegmentFinding(
                    new Segment(first, Math.max(lastSeq, first - 1), goodEnd, lastAt),
                    lines,
                    file.size(),
                    highest,
                    file.covers(),
                    givenUp));
        }

        private void line(SegmentLines in) {
            JournalEntry entry = in.entry();
            if (expected == limit) {
                over = true;
                givenUp = file.size() - in.offset();
                return;
            }
            String complaint = entry == null ? in.complaint() : complaint(entry, in);
            if (entry == null || !complaint.isEmpty()) {
                bad(in.number(), in.offset(), complaint);
                return;
            }
            highest = Math.max(highest, in.durable());
            expected = entry.seq() + 1;
            if (bad.isEmpty() && damage.isEmpty()) {
                good(entry, in);
            }
        }

        private void good(JournalEntry entry, SegmentLines in) {
            lines++;
            goodEnd = in.end();
            lastSeq = entry.seq();
            lastAt = entry.at();
            closedAt = OwnLine.JOURNAL_CLOSED.is(entry) ? in.offset() : -1;
            if (!OwnLine.any(entry)) {
                entries++;
                reader.accept(entry);
            }
        }

        /** Is it the one whose turn it is? Behind a bad line the count is taken up from the next good one. */
        private String complaint(JournalEntry entry, SegmentLines in) {
            long seq = entry.seq();
            if (segments.isEmpty() && in.offset() == 0 && seq == first && first > 1 && file.covers() == 0) {
                return "the journal begins with seq " + seq + ", but without a checkpoint it begins with seq 1";
            }
            if (seq == expected
                    || (expected < seq && seq < limit && (!bad.isEmpty() || OwnLine.CHECKPOINT_ENDED.is(entry)))) {
                return "";
            }
            return "seq: got " + seq + ", expected " + expected;
        }

        private void bad(long line, long offset, String complaint) {
            if (bad.size() < MOST_DAMAGE) {
                bad.add(new JournalDamage(disk.where(Segment.name(first)), line, offset, expected, complaint));
            }
        }

        /** Up to the mark it is damage. Behind it a crash may have left anything. */
        private void conclude() {
            for (JournalDamage place : bad) {
                if ((place.seq() <= mark || !last) && damage.size() < MOST_DAMAGE) {
                    damage.add(place);
                }
            }
            if (last && !bad.isEmpty() && damage.isEmpty()) {
                JournalDamage from = bad.get(0);
                tail = Optional.of(new TailCut(
                        from.file(), from.line(), from.offset(), file.size() - from.offset(), from.complaint()));
            }
        }
    }
}
