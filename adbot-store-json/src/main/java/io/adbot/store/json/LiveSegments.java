package io.adbot.store.json;

import static java.util.stream.Collectors.toSet;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The segments that make up the journal at this moment. Who reads them pins them: a file that a checkpoint has replaced is
 * deleted when nobody is left who may want it.
 */
final class LiveSegments {

    private final Disk disk;
    private List<Segment> segments;
    private final List<Segment> replaced = new ArrayList<>();
    private int readers;

    LiveSegments(Disk disk, List<Segment> segments) {
        this.disk = disk;
        this.segments = List.copyOf(segments);
    }

    synchronized List<Segment> now() {
        return segments;
    }

    /** The last of them; one without a line if there is none. */
    Segment last() {
        List<Segment> now = now();
        return now.isEmpty() ? new Segment(1, 0, 0, JournalScan.BEGINNING) : now.get(now.size() - 1);
    }

    /** Those before the one that is written. */
    synchronized List<Segment> sealed() {
        return segments.subList(0, Math.max(0, segments.size() - 1));
    }

    /** The next number after that whose segment's name no file bears, not even one that is only kept for a reader. */
    synchronized long unusedNameAfter(long first) {
        Set<Long> used = Stream.concat(segments.stream(), replaced.stream())
                .map(Segment::first)
                .collect(toSet());
        return LongStream.iterate(first + 1, name -> name + 1)
                .filter(name -> !used.contains(name))
                .findFirst()
                .orElseThrow();
    }

    /** A segment begins, in place of one of that name, which has no entry. */
    synchronized void begin(Segment segment) {
        List<Segment> with = new ArrayList<>(segments);
        with.removeIf(other -> other.first() == segment.first());
        with.add(segment);
        segments = List.copyOf(with);
    }

    /** The last segment has grown. */
    synchronized void grow(Segment segment) {
        List<Segment> grown = new ArrayList<>(segments);
        grown.set(grown.size() - 1, segment);
        segments = List.copyOf(grown);
    }

    /** A checkpoint stands for the first segments from now on. */
    void replace(List<Segment> covered, Segment checkpoint) {
        synchronized (this) {
            List<Segment> left = new ArrayList<>(segments);
            left.removeAll(covered);
            left.add(0, checkpoint);
            segments = List.copyOf(left);
            replaced.addAll(covered);
        }
        sweep();
    }

    Pinned pin() {
        synchronized (this) {
            readers++;
            // One without a line may not even have a file, if its beginning failed.
            return new Pinned(
                    segments.stream().filter(segment -> segment.bytes() > 0).toList());
        }
    }

    /** Deletes what nobody needs. What cannot be deleted now is tried again later, at the next opening at the latest. */
    private void sweep() {
        List<Segment> done;
        synchronized (this) {
            if (readers > 0) {
                return;
            }
            done = List.copyOf(replaced);
        }
        for (Segment segment : done) {
            try {
                disk.delete(segment.name());
            } catch (IOException left) {
                continue;
            }
            synchronized (this) {
                replaced.remove(segment);
            }
        }
    }

    /** The segments as they were when they were pinned, until this is closed. */
    final class Pinned implements Closeable {

        private final List<Segment> segments;
        private boolean released;

        private Pinned(List<Segment> segments) {
            this.segments = segments;
        }

        List<Segment> segments() {
            return segments;
        }

        @Override
        public void close() {
            synchronized (LiveSegments.this) {
                if (released) {
                    return;
                }
                released = true;
                readers--;
            }
            sweep();
        }
    }
}
