package io.adbot.store.json;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file in blocks of whole lines. Of a large one some blocks are decoded ahead, by whatever processor has nothing else
 * to do, for to decode is nearly all the work of an opening. Nothing waits for the common pool: what it has not begun the
 * reader does itself.
 *
 * <p>The file is read by the thread that asks, and by no other. Memory: a few blocks, each as long as the longest line at least.
 */
final class BlocksAhead {

    private static final int BLOCK = 1 << 16;
    private static final int MOST_AHEAD = 4;

    /** What is smaller is done before another thread has been woken. */
    private static final long LARGE = 1 << 20;

    private final InputStream in;
    private final Codecs codecs;
    private final int ahead;
    private final ArrayDeque<Block> blocks = new ArrayDeque<>();

    /** The bytes that were read behind the last whole line. */
    private byte[] rest = {};

    private boolean over;
    private long bytes;

    BlocksAhead(InputStream in, long size, Codecs codecs) {
        this.in = in;
        this.codecs = codecs;
        this.ahead = size < LARGE ? 1 : MOST_AHEAD;
    }

    /** How many bytes the blocks have that were answered. */
    long bytes() {
        return bytes;
    }

    /** The next block; null if there is none. */
    @Nullable
    LineBlock next() throws IOException {
        readAhead();
        Block first = blocks.peek();
        if (first == null) {
            return null;
        }
        for (Block block : blocks) {
            if (first.decoded.isDone()) {
                break;
            }
            block.decoded.run(); // Does nothing if another thread is about it.
        }
        blocks.remove();
        bytes += first.size;
        return first.get();
    }

    private void readAhead() throws IOException {
        while (blocks.size() < ahead) {
            Block block = read();
            if (block == null) {
                return;
            }
            blocks.add(block);
            if (ahead > 1) {
                ForkJoinPool.commonPool().execute(block.decoded);
            }
        }
    }

    /** Reads some lines to the end of the last of them; what has no end, at the end of the file. Null if there is nothing. */
    private @Nullable Block read() throws IOException {
        byte[] buffer = Arrays.copyOf(rest, Math.max(BLOCK, 2 * rest.length));
        int filled = rest.length;
        int end = 0;
        while (end == 0 && !over) {
            if (filled == buffer.length) {
                buffer = Arrays.copyOf(buffer, 2 * filled);
            }
            int from = filled;
            filled += fill(buffer, filled);
            end = endOfLines(buffer, from, filled);
        }
        if (end == 0) {
            end = filled;
        }
        rest = Arrays.copyOfRange(buffer, end, filled);
        return end == 0 ? null : new Block(buffer, end);
    }

    /** Fills the buffer as far as there is something. */
    private int fill(byte[] buffer, int from) throws IOException {
        int read = in.readNBytes(buffer, from, buffer.length - from);
        over = from + read < buffer.length;
        return read;
    }

    /** Behind the last line end; 0 if there is none. */
    private static int endOfLines(byte[] buffer, int from, int to) {
        int end = to;
        while (end > from && buffer[end - 1] != '\n') {
            end--;
        }
        return end > from ? end : 0;
    }

    private final class Block {
        private final int size;
        private final FutureTask<LineBlock> decoded;

        Block(byte[] bytes, int size) {
            this.size = size;
            this.decoded = new FutureTask<>(() -> codecs.read(bytes, size));
        }

        LineBlock get() throws IOException {
            try {
                return decoded.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while the journal was read");
            } catch (ExecutionException e) {
                throw new IOException("a part of the journal cannot be decoded", e.getCause());
            }
        }
    }
}
