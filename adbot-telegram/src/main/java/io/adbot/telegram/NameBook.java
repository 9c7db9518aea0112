package io.adbot.telegram;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The public names that an account has looked up, with the chats that they meant, and how many it has looked up today. Kept in the session's
 * directory, for Telegram answers many look-ups with waits of hours.
 *
 * <p>What cannot be read or written costs look-ups and nothing else: it is logged, and the book goes on without it; with one that cannot be
 * read there are no more look-ups that day.
 */
final class NameBook {

    private static final Logger log = LoggerFactory.getLogger(TelegramPort.class);
    private static final JsonMapper JSON = new JsonMapper();
    private static final String FILE = "adbot-names.json";

    private final Path file;
    private final int mostPerDay;
    private final Map<String, Long> chats;
    private final Set<String> misses;
    private @Nullable LocalDate day;
    private int lookups;
    private boolean isLost;

    /** Opens the book of a session, or begins one. */
    NameBook(Path directory, int mostPerDay) {
        this.file = directory.resolve(FILE);
        this.mostPerDay = mostPerDay;
        Page page = read();
        this.chats = new TreeMap<>(page.chats());
        this.misses = new TreeSet<>(page.misses() == null ? Set.of() : page.misses());
        this.day = page.day() == null ? null : LocalDate.parse(page.day());
        this.lookups = page.lookups();
    }

    /** The chat that a name meant when it was looked up last. */
    OptionalLong chat(String name) {
        Long chat = chats.get(key(name));
        return chat == null ? OptionalLong.empty() : OptionalLong.of(chat);
    }

    /** May one more name be looked up today? If so, it is counted. */
    boolean mayLookUp(Instant now) {
        turnTo(now);
        if (lookups >= mostPerDay) {
            return false;
        }
        lookups++;
        write();
        return true;
    }

    /** Was it looked up today, and is there nothing of that name? */
    boolean isMissing(String name, Instant now) {
        turnTo(now);
        return misses.contains(key(name));
    }

    /** A clock that goes back a little does not begin the day anew. */
    private void turnTo(Instant now) {
        LocalDate today = now.atZone(ZoneOffset.UTC).toLocalDate();
        LocalDate before = day;
        if (before == null || today.isAfter(before) || before.isAfter(today.plusDays(1))) {
            day = today;
            lookups = isLost ? mostPerDay : 0; // How many were looked up today nobody knows then.
            misses.clear();
            if (isLost) {
                isLost = false;
                write(); // Whoever opens it anew today knows it, too.
            }
        }
    }

    /** How many were looked up on the last day on which any was. */
    int lookups() {
        return lookups;
    }

    /** A name means this chat. */
    void note(String name, long chat) {
        chats.put(key(name), chat);
        misses.remove(key(name));
        write();
    }

    /** There is nothing of that name. */
    void miss(String name) {
        chats.remove(key(name));
        misses.add(key(name));
        write();
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private Page read() {
        if (!Files.exists(file)) {
            return Page.EMPTY;
        }
        try {
            Page page = JSON.readValue(file, Page.class);
            if (page == null) {
                throw new IllegalArgumentException("an empty book");
            }
            return page.checked();
        } catch (JacksonException | IllegalArgumentException | java.time.DateTimeException e) {
            log.warn(
                    "{} cannot be read; names are looked up anew, from tomorrow on: {}",
                    file,
                    e.getClass().getSimpleName());
            isLost = true;
            setAside();
            return Page.EMPTY;
        }
    }

    /** Whoever wants to mend it finds it. */
    private void setAside() {
        try {
            Files.move(file, file.resolveSibling(FILE + ".damaged"), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            log.warn("{} cannot be set aside: {}", file, e.getClass().getSimpleName());
        }
    }

    private void write() {
        Path fresh = file.resolveSibling(FILE + ".new");
        try {
            JSON.writeValue(fresh, new Page(day == null ? null : day.toString(), lookups, chats, misses));
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (JacksonException | IOException e) {
            log.warn(
                    "{} cannot be written; names are looked up anew after a restart: {}",
                    file,
                    e.getClass().getSimpleName());
        }
    }

    /** What is in the file. */
    private record Page(
            @JsonProperty("day") @Nullable String day,
            @JsonProperty("lookups") int lookups,
            @JsonProperty("chats") Map<String, Long> chats,
            @JsonProperty("misses") @Nullable Set<String> misses) {
        static final Page EMPTY = new Page(null, 0, Map.of(), Set.of());

        Page checked() {
            if (day != null) {
                LocalDate.parse(day);
            }
            boolean hasGaps = chats == null
                    || chats.containsValue(null)
                    || (misses != null && misses.stream().anyMatch(Objects::isNull));
            if (hasGaps || lookups < 0) {
                throw new IllegalArgumentException("not a book of names");
            }
            return this;
        }
    }
}
