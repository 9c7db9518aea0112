package io.adbot.store.json;

import io.adbot.session.PooledSession;
import io.adbot.session.SessionState;
import io.adbot.store.SessionShelf;
import io.adbot.store.StoreException;
import io.adbot.value.Counted;
import io.adbot.value.InvalidValueException;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A shelf of directories: {@code unused/}, {@code assigned/} with one for each tenant, and {@code banned/}. A session is a file
 * or a directory there, and its id the whole of its name.
 *
 * <p>No session is what has a name that begins with a dot or ends with {@code .tmp}, {@code .part}, {@code ~},
 * {@code -journal}, {@code -wal} or {@code -shm}: those are files that are just being made, or lie beside another. Neither is
 * a symbolic link: moved, it would lead nowhere. A tenant's directory may have any name that {@link PathNames} allows.
 *
 * <p>A session moves by one atomic rename, and never over another. The cost of a move does not grow with the number of sessions. One
 * that is removed goes by a rename, too ({@link Removal}).
 */
final class DirectoryShelf implements SessionShelf {

    static final String NAME = "sessions";

    private static final List<String> NO_SESSIONS = List.of(".tmp", ".part", "~", "-journal", "-wal", "-shm");

    private final Path root;
    private final Path unused;
    private final Path assigned;
    private final Path banned;
    private final OneByOne worker;

    /** Where sessions were seen last. Touched by one task at a time. */
    private final Map<SessionId, Path> seen = new HashMap<>();

    /** Directories in which something was moved and that are perhaps not on the disk. Touched by one task at a time. */
    private final Set<Path> unforced = new LinkedHashSet<>();

    /** The shelf in this directory, which need not exist. */
    DirectoryShelf(Path root, Executor executor) {
        this.root = root;
        this.unused = root.resolve("unused");
        this.assigned = root.resolve("assigned");
        this.banned = root.resolve("banned");
        this.worker = new OneByOne(executor);
    }

    /**
     * Refuses to go on without the directory of sessions that there are: perhaps it is on another disk, which is not mounted. Blocks.
     *
     * @param known which sessions the journal knows
     */
    void checkNotMissing(Set<SessionId> known) {
        if (!known.isEmpty() && !Files.isDirectory(root)) {
            throw new StoreException(
                    root + ": got no directory, expected the one with the " + Counted.of(known.size(), "session")
                            + " that the journal knows. Put it back, or make an empty one if they are gone for good.");
        }
    }

    /**
     * Makes what is missing of the directories, closes them to everybody but their owner, and deletes what is left of sessions that
     * were removed. Blocks.
     */
    void prepare() {
        try {
            for (Path directory : List.of(root, unused, assigned, banned)) {
                OwnersOnly.makeDirectory(directory);
            }
            OwnersOnly.hide(root);
        } catch (IOException e) {
            throw FileFailure.of(root, "the sessions' directories cannot be made", e);
        }
        try {
            finishRemovals();
        } catch (IOException e) {
            throw FileFailure.of(root, "what is left of a removed session cannot be deleted", e);
        }
    }

    /** Puts an empty file where the session belongs, to stand for one where nobody signs in. Blocks. */
    void putPlaceholder(PooledSession session) {
        Path file = PathNames.resolve(directory(session), session.session());
        try {
            OwnersOnly.makeDirectory(OwnersOnly.directoryOf(file));
            Files.createFile(file, OwnersOnly.file(root));
        } catch (IOException e) {
            throw FileFailure.of(file, "cannot be made", e);
        }
    }

    @Override
    public boolean keepsFiles() {
        return true;
    }

    @Override
    public CompletionStage<Set<SessionId>> unused() {
        return worker.ask(() -> {
            Set<SessionId> found = new TreeSet<>(sessions(unused).keySet());
            return found;
        });
    }

    /** {@inheritDoc} Throws {@link StoreException} if a session lies in two places. */
    @Override
    public Map<SessionId, PooledSession> all() {
        Map<SessionId, PooledSession> views = new TreeMap<>();
        Map<SessionId, Path> places = new HashMap<>();
        sessions(unused).forEach((session, path) -> put(views, places, path, view(session, SessionState.UNUSED, null)));
        tenants()
                .forEach((tenant, directory) -> sessions(directory)
                        .forEach((session, path) ->
                                put(views, places, path, view(session, SessionState.ASSIGNED, tenant))));
        sessions(banned).forEach((session, path) -> put(views, places, path, view(session, SessionState.BANNED, null)));
        worker.execute(() -> {
            seen.clear();
            seen.putAll(places);
        });
        return views;
    }

    @Override
    public Optional<Path> pathOf(PooledSession session) {
        return Optional.of(PathNames.resolve(directory(session), session.session()));
    }

    @Override
    public CompletionStage<Boolean> isInPlace(PooledSession session) {
        return worker.ask(() -> {
            Path target = PathNames.resolve(directory(session), session.session());
            Path source = find(session.session(), target);
            return source == null || source.equals(target);
        });
    }

    @Override
    public CompletionStage<Void> place(PooledSession session) {
        return worker.ask(() -> {
            move(session);
            return null;
        });
    }

    @Override
    public CompletionStage<Boolean> remove(SessionId session) {
        return worker.ask(() -> delete(session));
    }

    // ---------------------------------------------------------------- moving and removing

    private void move(PooledSession session) {
        SessionId id = session.session();
        try {
            Path target = PathNames.resolve(directory(session), id);
            Path source = find(id, target);
            if (source == null && session.state() == SessionState.ASSIGNED) {
                throw new StoreException("session " + id + " cannot be put where it belongs, " + target
                        + ": got no file or directory of that name, expected one in " + unused);
            }
            if (source != null && !source.equals(target)) {
                rename(source, target);
                seen.put(id, target);
            }
            force();
        } catch (IOException e) {
            throw FileFailure.of(root, "session " + id + " cannot be put where it belongs", e);
        } catch (InvalidValueException e) {
            throw new StoreException("session " + id + " cannot be put where it belongs: " + e.getMessage(), e);
        }
    }

    private boolean delete(SessionId id) {
        try {
            finishRemovals(); // One that failed is asked for again, and then there is no more of it than what it left.
            Path one = PathNames.resolve(unused, id);
            Path other = PathNames.resolve(banned, id);
            if (isFileOrDirectory(one) && isFileOrDirectory(other)) {
                throw twice(one, other);
            }
            Path file = isFileOrDirectory(one) ? one : other;
            if (!isFileOrDirectory(file)) {
                return false;
            }
            Removal.remove(file);
            seen.remove(id);
            return true;
        } catch (IOException e) {
            throw FileFailure.of(root, "session " + id + " cannot be removed", e);
        } catch (InvalidValueException e) {
            throw new StoreException("session " + id + " cannot be removed: " + e.getMessage(), e);
        }
    }

    private void finishRemovals() throws IOException {
        Removal.finish(unused);
        Removal.finish(banned);
    }

    /** Where the session lies; null if nowhere. */
    private @Nullable Path find(SessionId id, Path target) {
        List<Path> places = new ArrayList<>();
        Path last = seen.get(id);
        if (last != null) {
            places.add(last);
        }
        places.addAll(List.of(PathNames.resolve(unused, id), PathNames.resolve(banned, id), target));
        return places.stream()
                .filter(place -> Files.exists(place, LinkOption.NOFOLLOW_LINKS))
                .findFirst()
                .orElse(null);
    }

    private void rename(Path source, Path target) throws IOException {
        if (Files.isSymbolicLink(source)) {
            throw new StoreException(source + ": got a symbolic link, expected a file or a directory");
        }
        Path to = Objects.requireNonNull(target.getParent());
        Path from = Objects.requireNonNull(source.getParent());
        makeTenantDirectory(to);
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw twice(source, target);
        }
        unforced.add(to);
        unforced.add(from);
        Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
        if (Objects.equals(from.getParent(), assigned) && isEmpty(from)) {
            Files.deleteIfExists(from);
            unforced.remove(from);
            unforced.add(assigned);
        }
    }

    private void makeTenantDirectory(Path directory) throws IOException {
        if (Files.isSymbolicLink(directory)) {
            throw new StoreException(directory + ": got a symbolic link, expected a directory");
        }
        OwnersOnly.makeDirectory(directory);
    }

    private void force() throws IOException {
        for (Path directory : List.copyOf(unforced)) {
            OwnersOnly.force(directory);
            unforced.remove(directory);
        }
    }

    private Path directory(PooledSession session) {
        TenantId tenant = session.tenant();
        return switch (session.state()) {
            case UNUSED -> unused;
            case ASSIGNED -> PathNames.resolve(assigned, Objects.requireNonNull(tenant));
            case BANNED -> banned;
        };
    }

    // ---------------------------------------------------------------- looking

    private static void put(
            Map<SessionId, PooledSession> views, Map<SessionId, Path> places, Path path, PooledSession view) {
        views.put(view.session(), view);
        Path before = places.put(view.session(), path);
        if (before != null) {
            throw twice(before, path);
        }
    }

    private static StoreException twice(Path one, Path other) {
        return new StoreException(one + " and " + other
                + ": got one session in two places, expected it in one; move the one that is wrong out of the way");
    }

    private static PooledSession view(SessionId session, SessionState state, @Nullable TenantId tenant) {
        return new PooledSession(session, state, tenant, null, OptionalInt.empty());
    }

    private Map<TenantId, Path> tenants() {
        Map<TenantId, Path> tenants = new TreeMap<>();
        list(assigned).forEach(path -> {
            String name = String.valueOf(path.getFileName());
            if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) && !name.startsWith(".")) {
                try {
                    tenants.put(new TenantId(name), path);
                } catch (InvalidValueException noTenantCanBeCalledThat) {
                    throw new StoreException(path + ": " + noTenantCanBeCalledThat.getMessage());
                }
            }
        });
        return tenants;
    }

    private static Map<SessionId, Path> sessions(Path directory) {
        Map<SessionId, Path> sessions = new TreeMap<>();
        list(directory).forEach(path -> {
            String name = String.valueOf(path.getFileName());
            if (isShown(name) && isFileOrDirectory(path)) {
                try {
                    sessions.put(new SessionId(name), path);
                } catch (InvalidValueException noSessionCanBeCalledThat) {
                    throw new StoreException(path + ": " + noSessionCanBeCalledThat.getMessage());
                }
            }
        });
        return sessions;
    }

    private static boolean isShown(String name) {
        return !name.startsWith(".") && NO_SESSIONS.stream().noneMatch(name::endsWith);
    }

    private static boolean isFileOrDirectory(Path path) {
        return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
                || Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }

    private static boolean isEmpty(Path directory) {
        return list(directory).isEmpty();
    }

    private static List<Path> list(Path directory) {
        List<Path> paths = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            entries.forEach(paths::add);
        } catch (NoSuchFileException missing) {
            return List.of();
        } catch (NotDirectoryException e) {
            throw new StoreException(directory + ": got a file, expected a directory", e);
        } catch (DirectoryIteratorException e) {
            throw FileFailure.of(directory, "cannot be read", Objects.requireNonNull(e.getCause()));
        } catch (IOException e) {
            throw FileFailure.of(directory, "cannot be read", e);
        }
        return paths;
    }
}
