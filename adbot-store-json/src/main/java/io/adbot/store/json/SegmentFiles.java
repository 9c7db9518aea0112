package io.adbot.store.json;

import io.adbot.store.json.line.JournalLines;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/**
 * The segments that make up a journal on the disk, in order, all of them open: so they can be read to their end although a
 * checkpoint takes their place meanwhile.
 *
 * @param files the segments
 * @param leftovers the names of files that are no part of the journal any more, or not yet: segments that a checkpoint
 *     stands for, and files that never got their name
 */
record SegmentFiles(List<SegmentFile> files, List<String> leftovers) implements Closeable {

    /** A compaction is done in less time than it takes to be met so often. */
    private static final int TRIES = 100;

    /**
     * A segment that is open.
     *
     * @param first the number that gives it its name
     * @param in its bytes
     * @param size how many there were when it was opened
     * @param covers up to where its checkpoint stands for what was there; 0 if it does not begin with one
     */
    record SegmentFile(long first, Disk.Input in, long size, long covers) {}

    /** Opens what there is; once more if a file that was there is gone. */
    static SegmentFiles open(Disk disk, JournalLines codec) throws IOException {
        for (int i = 1; i < TRIES; i++) {
            try {
                return tryOpen(disk, codec);
            } catch (NoSuchFileException replaced) {
                // By a checkpoint, which is there now.
            }
        }
        return tryOpen(disk, codec);
    }

    private static SegmentFiles tryOpen(Disk disk, JournalLines codec) throws IOException {
        List<Long> firsts = new ArrayList<>();
        List<String> leftovers = new ArrayList<>();
        for (String name : disk.list()) {
            OptionalLong first = Segment.first(name);
            if (first.isPresent()) {
                firsts.add(first.getAsLong());
            } else if (Segment.isTemporary(name)) {
                leftovers.add(name);
            }
        }
        firsts.sort(null);
        SegmentFiles all = new SegmentFiles(new ArrayList<>(), leftovers);
        try {
            for (long first : firsts) {
                all.add(disk, first, codec);
            }
            if (!firsts.isEmpty()) {
                all.leaveOutWhatIsCovered();
            }
            return all;
        } catch (IOException | RuntimeException e) {
            all.close();
            throw e;
        }
    }

    private void add(Disk disk, long first, JournalLines codec) throws IOException {
        Disk.Input in = disk.open(Segment.name(first));
        try {
            SegmentLines lines = new SegmentLines(in, in.size(), codec);
            files.add(new SegmentFile(first, in, in.size(), lines.next() ? lines.covers() : 0));
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    private void leaveOutWhatIsCovered() throws IOException {
        SegmentFile checkpoint = Collections.max(files, Comparator.comparingLong(SegmentFile::covers));
        for (SegmentFile file : List.copyOf(files)) {
            if (file.first() <= checkpoint.covers() && file.first() != checkpoint.first()) {
                files.remove(file);
                leftovers.add(Segment.name(file.first()));
                file.in().close();
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (SegmentFile file : files) {
            file.in().close();
        }
    }
}
