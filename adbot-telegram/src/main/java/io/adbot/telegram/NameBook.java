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
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The public names that an account has looked up, with the chats that they meant, and how many it has looked up today. Kept in the session's
 * directory, for Telegram answers many look-ups with waits of hours.
 *
 * <p>What cannot be read or written costs look-ups and nothing else: it is logged, and the book goes on without it.
 */
final class NameBook {

    private static final Logger log = LoggerFactory.getLogger(TelegramPort.class);
    private static final JsonMapper JSON = new JsonMapper();
    private static final String FILE = "adbot-names.json";

    private final Path file;
    private final int mostPerDay;
    private final Map<String, Long> chats;
    private @Nullable LocalDate day;
    private int lookups;

    /** Opens the book of a session, or begins one. */
    NameBook(Path directory, int mostPerDay) {
        this.file = directory.resolve(FILE);
        this.mostPerDay = mostPerDay;
        Page page = read();
        this.chats = new TreeMap<>(page.chats());
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
        LocalDate today = now.atZone(ZoneOffset.UTC).toLocalDate();
        if (!today.equals(day)) {
            day = today;
            lookups = 0;
        }
        if (lookups >= mostPerDay) {
            return false;
        }
        lookups++;
        write();
        return true;
    }

    /** How many were looked up on the last day on which any was. */
    int lookups() {
        return lookups;
    }

    /** A name means this chat. */
    void note(String name, long chat) {
        chats.put(key(name), chat);
        write();
    }

    /** A name does not mean what it meant. */
    void forget(String name) {
        chats.remove(key(name));
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
            return JSON.readValue(file, Page.class).checked();
        } catch (JacksonException | IllegalArgumentException | java.time.DateTimeException e) {
            log.warn(
                    "{} cannot be read; names are looked up anew: {}",
                    file,
                    e.getClass().getSimpleName());
            return Page.EMPTY;
        }
    }

    private void write() {
        Path fresh = file.resolveSibling(FILE + ".new");
        try {
            JSON.writeValue(fresh, new Page(String.valueOf(day), lookups, chats));
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
            @JsonProperty("chats") Map<String, Long> chats) {
        static final Page EMPTY = new Page(null, 0, Map.of());

        Page checked() {
            if (day != null) {
                LocalDate.parse(day);
            }
            if (chats == null || lookups < 0) {
                throw new IllegalArgumentException("not a book of names");
            }
            return this;
        }
    }
}
