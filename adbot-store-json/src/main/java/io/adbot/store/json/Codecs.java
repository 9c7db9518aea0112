package io.adbot.store.json;

import io.adbot.store.json.line.JournalLines;
import java.io.IOException;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Codecs for as many threads as decode at a time. What one has learnt, such as the ids, is not forgotten after a block. */
final class Codecs {

    private final ConcurrentLinkedQueue<JournalLines> idle = new ConcurrentLinkedQueue<>();

    /** Reads the lines in the first bytes of an array. From any thread. */
    LineBlock read(byte[] bytes, int size) throws IOException {
        JournalLines known = idle.poll();
        JournalLines codec = known == null ? new JournalLines() : known;
        LineBlock block = LineBlock.read(bytes, size, codec);
        idle.add(codec);
        return block;
    }
}
