package io.adbot.telegram.loopback;

import io.adbot.telegram.loopback.Failures.Outcome;
import io.adbot.telegram.loopback.mtproto.LoopbackDataCentre;
import io.adbot.telegram.loopback.mtproto.RpcError;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * A Telegram on 127.0.0.1 that the real TDLib logs in to, resolves, forwards and sends on.
 *
 * <pre>{@code
 * try (LoopbackTelegram telegram = LoopbackTelegram.start()) {
 *     // TDLib is LoopbackTelegram.trustingLibrary(libtdjson), which TdLibraryForTests.path() is
 *     telegram.account("+15550001111").code("12345");
 *     telegram.channel("news").post(5, "announcement");
 *     Group group = telegram.group("market");
 *     // … addProxy 127.0.0.1 telegram.proxyPort() before setTdlibParameters; log in; forward t.me/news/5 …
 *     assertThat(group.messages()).hasSize(1);
 * }
 * }</pre>
 *
 * <p><b>Setting.</b> Accounts, channels and groups come to be when they are first named, and are found by the same name afterwards.
 * Groups let every account post; channels are read by all. What a test says otherwise, it says of them, at any time.
 *
 * <p><b>Answers</b> are Telegram's: what an account may not do is refused with Telegram's code and text, a message is posted once for each
 * random id, and what was posted is told to whoever else is in the chat. Beyond that a test may have calls {@linkplain #fail fail},
 * or lie about them.
 *
 * <p><b>Isolation.</b> Nothing here opens a connection, and a TDLib whose proxy this is reaches nothing else through it. While the
 * proxy is down TDLib waits for it. But if it is up and no data centre answers behind it for 5 seconds (20 once a client has been
 * answered), TDLib asks public name servers for help, past any proxy: what this does not do, and a test should not make it do.
 *
 * <p>Threads: any.
 */
public final class LoopbackTelegram implements AutoCloseable {

    private final World world;
    private final Failures failures = new Failures();
    private final LoopbackDataCentre dataCentre;

    private LoopbackTelegram() {
        Methods methods = new Methods();
        Clock clock = Clock.systemUTC();
        world = new World(clock, this::tell);
        Peers peers = new Peers(world);
        dataCentre = new LoopbackDataCentre(clock, new Telegram(world, failures, peers, methods));
        dataCentre.start();
        new ConfigMethods(world, dataCentre::numberFor, dataCentre.port(), methods);
        new LoginMethods(world, methods);
        new ChatMethods(world, peers, methods);
        new MessageMethods(world, peers, methods);
        new UpdateMethods(world, peers, methods);
    }

    /** A Telegram with nobody and nothing on it, which listens on a port of its own. */
    public static LoopbackTelegram start() {
        return new LoopbackTelegram();
    }

    /** The account with a number. */
    public Account account(String phone) {
        return world.account(phone);
    }

    /** The public channel of a name. */
    public Channel channel(String username) {
        return world.channel(username, username);
    }

    /** A channel without a name, whose messages are linked as {@code t.me/c/…}. */
    public Channel privateChannel(String title) {
        return world.channel(title, null);
    }

    /** The public group of a name. */
    public Group group(String username) {
        return world.group(username, username);
    }

    /** A group without a name. */
    public Group privateGroup(String title) {
        return world.group(title, null);
    }

    /** The port on 127.0.0.1 of the SOCKS5 proxy, which wants no password. */
    public int proxyPort() {
        return dataCentre.port();
    }

    /**
     * A copy of libtdjson that trusts this Telegram, and any other one in this JVM, which has one TDLib only. It is deleted when
     * the JVM ends; the same original gives the same copy.
     */
    public static Path trustingLibrary(Path original) {
        return TrustingLibrary.of(original);
    }

    /** An account's posts to a chat are refused from now on. */
    public void fail(Account account, Chat chat, int code, String text) {
        fail(account, chat, Failures.SENDS, Integer.MAX_VALUE, new RpcError(code, text));
    }

    /** An account's next post to a chat is refused. */
    public void failOnce(Account account, Chat chat, int code, String text) {
        fail(account, chat, Failures.SENDS, 1, new RpcError(code, text));
    }

    /** Everybody's calls of a method are refused from now on. */
    public void fail(String method, int code, String text) {
        fail(null, null, Set.of(method), Integer.MAX_VALUE, new RpcError(code, text));
    }

    /** The next call of a method is refused. */
    public void failOnce(String method, int code, String text) {
        fail(null, null, Set.of(method), 1, new RpcError(code, text));
    }

    /** An account's posts to a chat are answered as if nothing had happened, and nothing does. */
    public void swallow(Account account, Chat chat) {
        fail(account, chat, Failures.SENDS, Integer.MAX_VALUE, null);
    }

    /** Nothing fails any more that was to. */
    public void heal() {
        synchronized (world) {
            failures.clear();
        }
    }

    /** Telegram deletes an account: its clients get 401 {@code USER_DEACTIVATED_BAN}, and nobody can log in with it. */
    public void ban(Account account) {
        synchronized (world) {
            account.ban();
            world.logOutAll(account, "USER_DEACTIVATED_BAN");
        }
    }

    /** The account's owner ends its clients' logins from elsewhere: they get 401 {@code SESSION_REVOKED}. */
    public void revoke(Account account) {
        world.logOutAll(account, "SESSION_REVOKED");
    }

    /** The account's logins are no more, for no reason: clients get 401 {@code AUTH_KEY_UNREGISTERED}. */
    public void unregister(Account account) {
        world.logOutAll(account, "AUTH_KEY_UNREGISTERED");
    }

    /** Closes all connections. Clients come back and ask for the answers that they have missed. */
    public void dropConnections() {
        dataCentre.dropConnections();
    }

    /** Dies, and with it all connections, sessions of the protocol and answers that were not yet given. */
    public void stop() {
        dataCentre.stop();
    }

    /** Comes back after a {@link #stop}, on the same port, with its keys, its logins and what was posted. */
    public void restart() {
        dataCentre.start();
    }

    /** How many connections there are. */
    public int connections() {
        return dataCentre.connections();
    }

    /** Does not do what calls of a method say, and does not answer them, until it is {@linkplain #release released}. */
    public void holdCalls(String method) {
        dataCentre.holdCalls(method);
    }

    /** Does what calls of a method say, but does not answer them, until it is {@linkplain #release released}. */
    public void holdAnswers(String method) {
        dataCentre.holdAnswers(method);
    }

    /** Answers calls of a method so much later, until it is {@linkplain #release released}. */
    public void delayAnswers(String method, Duration delay) {
        dataCentre.delayAnswers(method, delay);
    }

    /** How many calls and answers of a method are held. */
    public int held(String method) {
        return dataCentre.held(method);
    }

    /** Lets go what is held of a method, and holds and delays it no more. */
    public void release(String method) {
        dataCentre.release(method);
    }

    /** How often a method was called, by its name in Telegram's API. */
    public int calls(String method) {
        return dataCentre.calls(method);
    }

    /** How often each method was called. */
    public Map<String, Integer> calls() {
        return dataCentre.calls();
    }

    /** The layer of Telegram's API that the last client spoke. */
    public int layer() {
        return dataCentre.layer();
    }

    /**
     * Closes it for good.
     *
     * @throws IllegalStateException if a client was ever left without an answer because of a mistake in here
     */
    @Override
    public void close() {
        dataCentre.close();
    }

    private void fail(Account account, Chat chat, Set<String> methods, int times, RpcError error) {
        synchronized (world) {
            failures.add(account, chat, methods, times, new Outcome(error));
        }
    }

    private void tell(long authKey, io.adbot.telegram.loopback.mtproto.TlObject updates) {
        dataCentre.push(authKey, updates);
    }
}
