package io.adbot.store.json;

import io.adbot.store.StoreException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Another process writes in the data directory, or this one already does. Nothing was changed. */
public final class DataLockedException extends StoreException {

    private static final long serialVersionUID = 1L;

    private final transient DataLock.@Nullable Holder holder;

    DataLockedException(Path directory, Optional<DataLock.Holder> holder) {
        super(directory + ": in use by "
                + holder.map(DataLock.Holder::toString).orElse("a process that has not said who it is")
                + "; stop it first, or use another directory");
        this.holder = holder.orElse(null);
    }

    /** Who it is, if that is known. */
    public Optional<DataLock.Holder> holder() {
        return Optional.ofNullable(holder);
    }
}
