package io.adbot.store.json;

/**
 * What a compaction did.
 *
 * @param segments how many segments the checkpoint stands for; 0 if nothing was gained by one, and all is as it was
 * @param bytesBefore how long they were
 * @param bytesAfter how long the checkpoint is
 */
public record Compacted(int segments, long bytesBefore, long bytesAfter) {

    static final Compacted NOTHING = new Compacted(0, 0, 0);
}
