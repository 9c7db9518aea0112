package io.adbot.store.json;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A disk that fails when it is told so: once, or until it is mended. What it holds already can be read all the while. */
final class FailingDisk implements Disk {

    private final Disk disk;
    private volatile boolean failNext;
    private volatile @Nullable String trouble;

    FailingDisk(Disk disk) {
        this.disk = disk;
    }

    /** The next wait for what was written fails. */
    void failNext() {
        failNext = true;
    }

    /** From now on it takes nothing, for this reason. */
    void fail(String why) {
        trouble = why;
    }

    /** It takes everything again. */
    void mend() {
        trouble = null;
    }

    private void check() throws IOException {
        String why = trouble;
        if (why != null) {
            throw new IOException(why);
        }
    }

    @Override
    public List<String> list() throws IOException {
        return disk.list();
    }

    @Override
    public Output create(String name) throws IOException {
        check();
        return new FailingOutput(disk.create(name));
    }

    @Override
    public Output append(String name, long size) throws IOException {
        return new FailingOutput(disk.append(name, size));
    }

    @Override
    public Input open(String name) throws IOException {
        return disk.open(name);
    }

    @Override
    public void rename(String from, String to) throws IOException {
        check();
        disk.rename(from, to);
    }

    @Override
    public void delete(String name) throws IOException {
        disk.delete(name);
    }

    @Override
    public void force() throws IOException {
        disk.force();
    }

    @Override
    public String where(String name) {
        return disk.where(name);
    }

    private final class FailingOutput implements Output {

        private final Output out;

        FailingOutput(Output out) {
            this.out = out;
        }

        /** A disk that fails may have taken a part. */
        @Override
        public void write(ByteBuffer bytes) throws IOException {
            if (trouble != null) {
                out.write(bytes.limit(bytes.position() + bytes.remaining() / 2));
            }
            check();
            out.write(bytes);
        }

        @Override
        public void force() throws IOException {
            check();
            if (failNext) {
                failNext = false;
                throw new IOException("Input/output error");
            }
            out.force();
        }

        @Override
        public void truncate(long size) throws IOException {
            out.truncate(size);
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
