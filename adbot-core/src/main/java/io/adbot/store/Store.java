package io.adbot.store;

import io.adbot.engine.Checkpoint;
import io.adbot.journal.Journal;
import io.adbot.journal.JournalEntry;
import io.adbot.message.ApiCredentials;
import io.adbot.value.TenantId;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * All that an engine keeps: the journal, which is the truth, and around it the sessions' files, the credentials, the tenants'
 * logs and the files that a person reads. One engine at a time has it.
 *
 * <p>Contract, which {@code StoreContract} of the testkit checks: what a stage answered is durable; what was refused or
 * failed has changed nothing; a store that is opened again gives back what was durable, and nothing else.
 *
 * <p>Threads: any. Stages may complete on any thread; nothing blocks the caller save where it says so.
 *
 * <p>Errors: {@link StoreException}, with the file and the position where there is one.
 */
public interface Store extends StoreSource, AutoCloseable {

    /** Is open already: reads the journal, and is closed if that fails. */
    @Override
    default Store open(Consumer<? super JournalEntry> past) {
        try (Stream<JournalEntry> entries = journal().read()) {
            entries.forEach(past);
            return this;
        } catch (RuntimeException | Error failure) {
            close();
            throw failure;
        }
    }

    /** The journal. */
    Journal journal();

    /** The sessions' files. */
    SessionShelf shelf();

    /** The tenants' logs, which are views of the journal. */
    TenantLog log();

    /** The files that a person can read and mend while the engine is closed. */
    ReadableFiles files();

    /**
     * Refuses a tenant whose name the store cannot keep, with {@link io.adbot.value.InvalidValueException}: a name may become
     * a path. Asked before a tenant is created.
     */
    void checkName(TenantId tenant);

    /** The pairs of API credentials, in order. Kept apart from the journal, for they are secrets. */
    List<ApiCredentials> credentials();

    /** Keeps these pairs of credentials from now on. Completes once they are durable. */
    CompletionStage<Void> keepCredentials(List<ApiCredentials> pairs);

    /**
     * Says what may stand for the beginning of the journal, so that the store can cut it off when it has grown long. Called
     * once, by the engine that opens; until then nothing is cut off.
     *
     * @param fresh makes a checkpoint that knows nothing; it is told journal entries on any thread, one at a time
     */
    void compactWith(Supplier<Checkpoint> fresh);

    /**
     * Removes every trace of what the journal's checkpoint no longer tells of: rewrites the journal and the readable files, and
     * deletes the logs of tenants that are not in the books any more.
     *
     * @return done once nothing of it is on disk
     */
    CompletionStage<Void> forgetRemoved();

    /** Lets go of everything. Blocks until what was appended is durable. Idempotent. */
    @Override
    void close();
}
