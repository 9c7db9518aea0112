package io.adbot.store.json;

import io.adbot.engine.Books;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A directory on which an engine can run in place of another: the same tenants, settings, numbers and sessions, but nothing secret
 * and no past.
 */
final class SimulationCopy {

    /** Not the credentials. */
    private static final List<String> COPIED = List.of(UsersFile.NAME, StatsFile.NAME, DefaultGroupsFile.NAME);

    private final DataFiles original;
    private final Books books;

    /** Of the directory with these files, which the books have taken over. */
    SimulationCopy(DataFiles original, Books books) {
        this.original = original;
        this.books = books;
    }

    void writeInto(Path target) {
        DirectoryShelf shelf = new DirectoryShelf(target.resolve(DirectoryShelf.NAME), Runnable::run);
        try {
            OwnersOnly.makeDirectory(target);
            for (String name : COPIED) {
                copy(original.path(name), target);
            }
        } catch (IOException e) {
            throw FileFailure.of(target, "the copy cannot be written", e);
        }
        // What stands in them may be older than the journal; what the books do not know is carried over.
        new JsonReadableFiles(new DataFiles(target), shelf).write(books).putInPlace();
        shelf.prepare();
        books.sessions().all().forEach(shelf::putPlaceholder);
    }

    private void copy(Path file, Path target) throws IOException {
        Optional<byte[]> bytes = DataFiles.read(file);
        if (bytes.isPresent()) {
            Path copy = target.resolve(original.directory().relativize(file));
            OwnersOnly.makeDirectory(OwnersOnly.directoryOf(copy));
            Files.write(Files.createFile(copy, OwnersOnly.file(target)), bytes.get());
        }
    }
}
