package io.adbot.store.json;

import io.adbot.engine.Books;
import io.adbot.journal.JournalEvent;
import io.adbot.journal.SetupEvent.StatsSet;
import io.adbot.store.ReadableFiles;
import io.adbot.store.SessionShelf;
import io.adbot.store.StoreException;
import io.adbot.tenant.TenantStats;
import io.adbot.value.TenantId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.core.JsonGenerator;

/**
 * {@code users.json}, {@code stats.json} and {@code default_groups.json}, in the forms that they had before there was a journal.
 *
 * <p>Whatever stands in them that this library does not know stays: in a user's record as a part of its configuration, elsewhere
 * as it is carried over from the file that stands there. {@code bot_status} and {@code messages_sent}, and what in
 * {@code stats.json} can be computed from other fields, is written for the reader and not read.
 */
final class JsonReadableFiles implements ReadableFiles {

    private final DataFiles files;
    private final SessionShelf shelf;

    /** What was put in place since the opening, by name: the engine's books need not have heard of it. */
    private final Map<String, String> placed = new ConcurrentHashMap<>();

    JsonReadableFiles(DataFiles files, SessionShelf shelf) {
        this.files = files;
        this.shelf = shelf;
    }

    // ---------------------------------------------------------------- what was changed

    @Override
    public List<JournalEvent> edits(Books books) {
        Standing users = Standing.of(files, UsersFile.NAME, books.snapshots());
        Standing stats = Standing.of(files, StatsFile.NAME, books.snapshots());
        Standing groups = Standing.of(files, DefaultGroupsFile.NAME, books.snapshots());
        Edits edits = new Edits(books, shelf.all());
        Set<TenantId> tenants = books.tenants();
        List<JournalEvent> balance = List.of();
        Optional<JsonSource> editedUsers = users.edited();
        if (editedUsers.isPresent()) {
            Map<TenantId, TenantRecord> records = UsersFile.read(editedUsers.get());
            edits.users(records);
            tenants = records.keySet();
            if (!stats.exists() && !stats.isKnown()) {
                balance = openingBalance(records, books);
            }
        }
        if (stats.edited().isPresent()) {
            Set<TenantId> known = new HashSet<>(books.tenants());
            known.addAll(tenants);
            edits.stats(tenants, StatsFile.read(stats.edited().get(), known::contains));
        }
        groups.edited().map(DefaultGroupsFile::read).ifPresent(edits::defaultGroups);
        edits.newSessions(tenants);
        List<Standing> all = List.of(users, stats, groups);
        List<JournalEvent> facts = new ArrayList<>();
        all.forEach(file -> file.begin().ifPresent(facts::add));
        facts.addAll(edits.facts());
        facts.addAll(balance);
        all.forEach(file -> file.end().ifPresent(facts::add));
        return facts;
    }

    /** Which files say what was once true, and the journal knows more recent things. */
    List<Path> behind(Books books) {
        return Stream.of(UsersFile.NAME, StatsFile.NAME, DefaultGroupsFile.NAME)
                .map(name -> Standing.of(files, name, books.snapshots()))
                .filter(Standing::isBehind)
                .map(Standing::path)
                .toList();
    }

    /** Without statistics, how much was delivered is known from the users' records alone. */
    private static List<JournalEvent> openingBalance(Map<TenantId, TenantRecord> records, Books books) {
        List<JournalEvent> balance = new ArrayList<>();
        records.forEach((tenant, record) -> {
            TenantStats stats = new TenantStats(record.messagesSent(), 0, 0, 0, null);
            if (record.messagesSent() > 0 && !books.stats(tenant).equals(stats)) {
                balance.add(new StatsSet(tenant, stats));
            }
        });
        return balance;
    }

    // ---------------------------------------------------------------- writing

    @Override
    public Written write(Books books) {
        List<Replacement> written = new ArrayList<>();
        try {
            write(UsersFile.NAME, books, source -> {
                        CarriedFields carried = carried(source, CarriedFields.ofUsers());
                        return out -> UsersFile.write(out, books, carried);
                    })
                    .ifPresent(written::add);
            write(StatsFile.NAME, books, source -> {
                        CarriedFields carried = carried(source, CarriedFields.ofStats());
                        return out -> StatsFile.write(out, books, carried);
                    })
                    .ifPresent(written::add);
            write(DefaultGroupsFile.NAME, books, source -> out -> DefaultGroupsFile.write(out, books.defaultGroups()))
                    .ifPresent(written::add);
        } catch (RuntimeException e) {
            written.forEach(Replacement::discard);
            throw e;
        }
        return new Replacements(written, placed);
    }

    /** Writes one file anew; empty if it says that already. */
    private Optional<Replacement> write(
            String name, Books books, Function<Optional<JsonSource>, Consumer<JsonGenerator>> form) {
        Path path = files.path(name);
        Optional<byte[]> standing = DataFiles.read(path);
        String before = standing.map(Sha256::of).orElse("");
        boolean isOurs = before.equals(placed.get(name)) || books.snapshots().isOurs(name, before);
        if (standing.isPresent() && !isOurs) {
            throw new StoreException(
                    path + ": it was changed by hand while the engine was open, so it is left as it is");
        }
        Consumer<JsonGenerator> content = form.apply(standing.map(bytes -> new JsonSource(path, bytes)));
        try {
            OwnersOnly.makeDirectory(OwnersOnly.directoryOf(path));
            Replacement replacement = Replacement.write(path, out -> PrettyJson.print(out, content));
            if (replacement.sha256().equals(before)) {
                replacement.discard();
                return Optional.empty();
            }
            return Optional.of(replacement);
        } catch (IOException e) {
            throw FileFailure.of(path, "cannot be written anew", e);
        }
    }

    private static CarriedFields carried(Optional<JsonSource> standing, CarriedFields carried) {
        standing.ifPresent(source -> source.members(carried));
        return carried;
    }
}
