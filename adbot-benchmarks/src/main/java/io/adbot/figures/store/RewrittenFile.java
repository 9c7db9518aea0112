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
                temporary,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = ByteBuffer.wrap(json());
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

    private byte[] json() {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        String separator = "{";
        for (var tenant : tenants.entrySet()) {
            json.writeBytes((separator + "\"tenant-" + tenant.getKey() + "\":").getBytes(StandardCharsets.UTF_8));
            json.writeBytes(tenant.getValue().json());
            separator = ",\n";
        }
        json.write('}');
        return json.toByteArray();
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
