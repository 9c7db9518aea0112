package io.adbot.store.json;

import io.adbot.journal.SetupEvent.SnapshotWritten;
import io.adbot.store.ReadableFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Readable files that lie beside those whose place they are to take. */
final class Replacements implements ReadableFiles.Written {

    private final List<Replacement> written;
    private final Map<String, String> placed;

    /**
     * What was written.
     *
     * @param placed is told what was put in place, by name
     */
    Replacements(List<Replacement> written, Map<String, String> placed) {
        this.placed = placed;
        this.written = List.copyOf(written);
    }

    @Override
    public List<SnapshotWritten> facts() {
        return written.stream()
                .map(each -> new SnapshotWritten(each.name(), each.sha256()))
                .toList();
    }

    @Override
    public void putInPlace() {
        Set<Path> directories = new LinkedHashSet<>();
        for (Replacement each : written) {
            try {
                each.putInPlace();
                placed.put(each.name(), each.sha256());
                directories.add(Objects.requireNonNull(each.file().getParent()));
            } catch (IOException e) {
                throw FileFailure.of(each.file(), "cannot be put in place", e);
            }
        }
        for (Path directory : directories) {
            try {
                OwnersOnly.force(directory);
            } catch (IOException e) {
                throw FileFailure.of(directory, "cannot be made durable", e);
            }
        }
    }
}
