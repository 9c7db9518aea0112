package io.adbot.store.json;

import io.adbot.store.json.line.JournalLines;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * The segments that lie in a directory, in order, and what else of the journal's lies there.
 *
 * @param firsts the numbers that give the segments their names
 * @param leftovers files that are no part of the journal any more, or not yet: segments that a checkpoint stands for, and
 *     files that never got their name
 */
record SegmentList(List<Long> firsts, List<String> leftovers) {

    /** Looks at the names, and at the first line of each segment. */
    static SegmentList of(Disk disk) throws IOException {
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
        long covered = 0;
        long checkpoint = 0;
        for (long first : firsts) {
            long covers = covers(disk, first);
            if (covers > covered) {
                covered = covers;
                checkpoint = first;
            }
        }
        List<Long> live = new ArrayList<>();
        for (long first : firsts) {
            if (first > covered || first == checkpoint) {
                live.add(first);
            } else {
                leftovers.add(Segment.name(first));
            }
        }
        return new SegmentList(live, leftovers);
    }

    private static long covers(Disk disk, long first) throws IOException {
        try (SegmentLines lines = SegmentLines.whole(disk, Segment.name(first), new JournalLines())) {
            return lines.next() ? lines.covers() : 0;
        }
    }
}
