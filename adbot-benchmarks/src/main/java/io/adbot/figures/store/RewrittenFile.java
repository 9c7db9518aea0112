package io.adbot.figures.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.TreeMap;

/** All tenants in one file of JSON, written anew for every change: to a file beside it, forced, which then takes its place. */
public final class RewrittenFile implements Batches {

    private final Path file;
    private final RecordJson json = new RecordJson();
    private final TreeMap<Integer, TenantRecord> tenants = new TreeMap<>();

    private RewrittenFile(Path file) {
        this.file = file;
    }

    /** Keeps everything in this file. */
    public static RewrittenFile in(Path file) {
        return new RewrittenFile(file);
    }

    @Override
    public void put(int tenant, TenantRecord record) {
        tenants.put(tenant, record);
    }

    @Override
    public void commit() throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        try (FileChannel out = FileChannel.open(
                temporary, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = ByteBuffer.wrap(everything());
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel directory = FileChannel.open(file.resolveSibling("."), StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    private byte[] everything() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        String separator = "{";
        for (var tenant : tenants.entrySet()) {
            all.writeBytes((separator + "\"tenant-" + tenant.getKey() + "\":").getBytes(StandardCharsets.UTF_8));
            all.writeBytes(json.of(tenant.getValue()));
            separator = ",\n";
        }
        all.write('}');
        return all.toByteArray();
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
