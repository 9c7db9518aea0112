package io.adbot.figures.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** No store at all, but the disk's own limit: a record is written behind the last one, and forced. */
public final class BareFile implements Batches {

    private final FileChannel file;
    private final RecordJson json = new RecordJson();

    private BareFile(FileChannel file) {
        this.file = file;
    }

    /** Writes to this file. */
    public static BareFile in(Path file) throws IOException {
        return new BareFile(FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE));
    }

    @Override
    public void put(int tenant, TenantRecord record) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(json.of(record));
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }

    @Override
    public void commit() throws IOException {
        file.force(false);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
