package io.adbot.telegram.loopback;

import io.adbot.telegram.loopback.mtproto.TlObject;
import java.time.Clock;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * Who and what there is, and who is logged in with which key. Guarded by its own monitor, which calls of clients hold from beginning to
 * end: they see one state.
 */
final class World {

    private static final String LOGIN_LINK = "tg://login?token=";

    private final Clock clock;
    private final BiConsumer<Long, TlObject> tell;
    private final Map<String, Account> accounts = new LinkedHashMap<>();
    private final Map<Long, Chat> chats = new LinkedHashMap<>();
    private final Map<Long, Account> logins = new HashMap<>();
    private final Map<Long, String> lost = new HashMap<>();
    private final Map<String, LoginToken> tokens = new HashMap<>();
    private long lastId = 1_000_000;

    /**
     * An empty world.
     *
     * @param tell tells the clients with a key something that they did not ask for
     */
    World(Clock clock, BiConsumer<Long, TlObject> tell) {
        this.clock = clock;
        this.tell = tell;
    }

    Clock clock() {
        return clock;
    }

    /** Now, as Telegram tells it: in seconds since 1970. */
    int now() {
        return (int) clock.instant().getEpochSecond();
    }

    synchronized Account account(String phone) {
        return accounts.computeIfAbsent(digits(phone), absent -> new Account(this, ++lastId, phone));
    }

    /** The account of a number, with a plus or without. */
    Optional<Account> withPhone(String phone) {
        return Optional.ofNullable(accounts.get(digits(phone)));
    }

    synchronized Channel channel(String title, String username) {
        return (Channel) chat(title, username).orElseGet(() -> add(new Channel(this, ++lastId, title, username)));
    }

    synchronized Group group(String title, String username) {
        return (Group) chat(title, username).orElseGet(() -> add(new Group(this, ++lastId, title, username)));
    }

    Collection<Chat> chats() {
        return chats.values();
    }

    Optional<Chat> chat(long id) {
        return Optional.ofNullable(chats.get(id));
    }

    Optional<Chat> withUsername(String username) {
        return chats.values().stream()
                .filter(chat ->
                        chat.username().filter(username::equalsIgnoreCase).isPresent())
                .findFirst();
    }

    /** The account that is logged in with a key; {@code null} if none is. */
    Account loggedIn(long authKey) {
        return logins.get(authKey);
    }

    void logIn(long authKey, Account account) {
        lost.remove(authKey);
        logins.put(authKey, account);
    }

    void logOut(long authKey) {
        logins.remove(authKey);
    }

    /** Logs an account out everywhere; its clients are told why when they next ask for anything. */
    synchronized void logOutAll(Account account, String why) {
        keysOf(account).forEach(key -> {
            logOut(key);
            lost.put(key, why);
        });
    }

    /** Why the login with a key is no more, if there was one. */
    Optional<String> loss(long authKey) {
        return Optional.ofNullable(lost.get(authKey));
    }

    List<Long> keysOf(Account account) {
        return logins.entrySet().stream()
                .filter(login -> login.getValue() == account)
                .map(Map.Entry::getKey)
                .collect(Collectors.toList());
    }

    /** A client wants to be let in by somebody who scans this. */
    void showToken(byte[] token, long authKey) {
        tokens.put(Base64.getUrlEncoder().withoutPadding().encodeToString(token), new LoginToken(authKey, null));
    }

    /** The account that accepted what a client showed, if any did; asks once. */
    Optional<Account> accepted(long authKey) {
        Optional<Account> account = tokens.values().stream()
                .filter(token -> token.authKey == authKey && token.acceptedBy != null)
                .map(token -> token.acceptedBy)
                .findFirst();
        if (account.isPresent()) {
            tokens.values().removeIf(token -> token.authKey == authKey);
        }
        return account;
    }

    void acceptLogin(String link, Account account) {
        String text = link.substring(LOGIN_LINK.length()).replace("=", "");
        LoginToken token = tokens.get(text);
        if (!link.startsWith(LOGIN_LINK) || token == null) {
            throw new IllegalArgumentException("No client shows " + link);
        }
        tokens.put(text, new LoginToken(token.authKey, account));
        tell.accept(token.authKey, shortUpdate(TlObject.of("updateLoginToken")));
    }

    /** Tells everybody who is logged in that a chat is no longer what it was, and what it is. */
    void tellOfChange(Chat chat) {
        TlObject update = TlObject.of("updateChannel", "channel_id", chat.id());
        logins.forEach((key, account) -> tell.accept(key, Views.updates(this, account, List.of(update), chat)));
    }

    /** Tells all clients but one that something was posted, if they are in the chat. */
    void tellOfPost(Chat chat, Posted message, long exceptKey) {
        logins.forEach((key, account) -> {
            if (key != exceptKey && chat.membership(account).isIn()) {
                tell.accept(key, Views.updates(this, account, List.of(Views.newMessage(chat, message, account)), chat));
            }
        });
    }

    private TlObject shortUpdate(TlObject update) {
        return TlObject.of("updateShort", "update", update, "date", now());
    }

    private Optional<Chat> chat(String title, String username) {
        return username == null
                ? chats.values().stream()
                        .filter(chat ->
                                chat.username().isEmpty() && chat.title().equals(title))
                        .findFirst()
                : withUsername(username);
    }

    private <T extends Chat> T add(T chat) {
        chats.put(chat.id(), chat);
        return chat;
    }

    private static String digits(String phone) {
        return phone.replaceAll("\\D", "");
    }

    private record LoginToken(long authKey, Account acceptedBy) {}
}
