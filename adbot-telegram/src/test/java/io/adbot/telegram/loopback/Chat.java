package io.adbot.telegram.loopback;

import io.adbot.telegram.loopback.Membership.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A channel or group. Telegram calls both channels; so does TDLib, which counts their ids down from -10<sup>12</sup>.
 *
 * <p>What a test changes is told to the members at once, as Telegram does. Any thread may do so.
 */
public abstract sealed class Chat permits Channel, Group {

    /** The number of the message that says that the chat was made. */
    static final int CREATION = 1;

    private static final long TDLIB_BASE = -1_000_000_000_000L;

    private final World world;
    private final long id;
    private final String title;
    private final String username;
    private final Status others;
    private final Map<Account, Membership> memberships = new HashMap<>();
    private final List<Entry> entries = new ArrayList<>();
    private int changes = 1;
    private boolean protectedContent;

    /** A chat in which accounts are {@code others} until they are said to be something else. */
    Chat(World world, long id, String title, String username, Status others) {
        this.world = world;
        this.id = id;
        this.title = title;
        this.username = username;
        this.others = others;
    }

    /** Its id as Telegram counts. */
    public long id() {
        return id;
    }

    /** Its id as TDLib counts. */
    public long chatId() {
        return TDLIB_BASE - id;
    }

    /** What it is called. */
    public String title() {
        return title;
    }

    /** The name by which anybody finds it; none if it is private. */
    public Optional<String> username() {
        return Optional.ofNullable(username);
    }

    /** The link to one of its messages. */
    public String link(int messageId) {
        return "https://t.me/" + username().orElse("c/" + id) + "/" + messageId;
    }

    /** What was posted here, in its order. */
    public List<Posted> messages() {
        synchronized (world) {
            return entries.stream().map(Entry::message).toList();
        }
    }

    /** Whether a message is here. */
    Optional<Posted> message(int messageId) {
        return messages().stream().filter(message -> message.id() == messageId).findFirst();
    }

    /** The highest number of a message. */
    int topMessage() {
        return messages().stream().mapToInt(Posted::id).max().orElse(CREATION);
    }

    /** The number of the last change, Telegram's {@code pts}; a client that knows of fewer asks for the others. */
    int changes() {
        return changes;
    }

    /** The messages that came after a change. */
    List<Posted> messagesSince(int change) {
        return entries.stream()
                .filter(entry -> entry.change() > change)
                .map(Entry::message)
                .toList();
    }

    boolean hasProtectedContent() {
        return protectedContent;
    }

    Membership membership(Account account) {
        return memberships.getOrDefault(account, Membership.of(others));
    }

    /** Whether an account may look in. */
    boolean isReadableBy(Account account) {
        Membership membership = membership(account);
        return !membership.isBanned() && (membership.isIn() || username != null);
    }

    abstract boolean isBroadcast();

    void add(Posted message) {
        entries.add(new Entry(message, ++changes));
    }

    /** Deletes messages; says how many there were. */
    int delete(List<Integer> ids) {
        int before = entries.size();
        entries.removeIf(entry -> ids.contains(entry.message().id()));
        changes += before - entries.size();
        return before - entries.size();
    }

    void put(Account account, Membership membership) {
        memberships.put(account, membership);
    }

    World world() {
        return world;
    }

    Instant now() {
        return world.clock().instant();
    }

    /** Changes what is said of the chat, and tells everybody. */
    void change(Runnable change) {
        synchronized (world) {
            change.run();
            world.tellOfChange(this);
        }
    }

    void protectContent() {
        change(() -> protectedContent = true);
    }

    @Override
    public String toString() {
        return title;
    }

    private record Entry(Posted message, int change) {}
}
