package io.adbot.store.json;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** A disk whose next wait for what was written fails, if it is told so. */
final class FailingDisk implements Disk {

    private final Disk disk;
    private volatile boolean failNext;

    FailingDisk(Disk disk) {
        this.disk = disk;
    }

    void failNext() {
        failNext = true;
    }

    @Override
    public List<String> list() throws IOException {
        return disk.list();
    }

    @Override
    public Output create(String name) throws IOException {
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

        @Override
        public void write(ByteBuffer bytes) throws IOException {
            out.write(bytes);
        }

        @Override
        public void force() throws IOException {
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
