package io.adbot.telegram.loopback;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Somebody with a telephone number. Unless a test says otherwise it is registered, gets the code {@code 12345} in its Telegram app and
 * has no password.
 *
 * <p>Any thread may change it.
 */
public final class Account {

    /** How a login is confirmed once the number is known. */
    enum LoginCode {
        IN_APP,
        BY_EMAIL,
        BY_EMAIL_TO_BE_SET_UP
    }

    private final World world;
    private final long id;
    private final String phone;
    private final List<Posted> savedMessages = new ArrayList<>();
    private final Deque<Instant> sends = new ArrayDeque<>();
    private String firstName = "Ann";
    private String code = "12345";
    private LoginCode loginCode = LoginCode.IN_APP;
    private boolean codeExpired;
    private boolean registered = true;
    private Srp.Verifier password;
    private boolean banned;
    private int floodSends = Integer.MAX_VALUE;
    private Duration floodPeriod = Duration.ZERO;

    Account(World world, long id, String phone) {
        this.world = world;
        this.id = id;
        this.phone = phone;
    }

    /** The code that it is sent from now on. */
    public Account code(String digits) {
        return change(() -> code = digits);
    }

    /** Codes that it was sent, and will be, have expired. */
    public Account codeExpired() {
        return change(() -> codeExpired = true);
    }

    /** It is asked for this password after the code. */
    public Account password(String text) {
        return change(() -> password = new Srp.Verifier(text));
    }

    /** Its codes come by e-mail. */
    public Account codeByEmail() {
        return change(() -> loginCode = LoginCode.BY_EMAIL);
    }

    /** It must give an e-mail address, to which codes then come, before it may log in. */
    public Account emailRequired() {
        return change(() -> loginCode = LoginCode.BY_EMAIL_TO_BE_SET_UP);
    }

    /** Nobody has registered with this number. */
    public Account unregistered() {
        return change(() -> registered = false);
    }

    /** It may send so many messages in any period of this length; after that it is told to wait. */
    public Account floodLimit(int sendsPerPeriod, Duration period) {
        return change(() -> {
            floodSends = sendsPerPeriod;
            floodPeriod = period;
        });
    }

    /** Its id, which is also the id of the chat with it. */
    public long id() {
        return id;
    }

    /** Its number, with the plus. */
    public String phone() {
        return phone;
    }

    /** What it has sent to itself. */
    public List<Posted> savedMessages() {
        synchronized (world) {
            return List.copyOf(savedMessages);
        }
    }

    /** How many clients are logged in with it. */
    public int logins() {
        synchronized (world) {
            return world.keysOf(this).size();
        }
    }

    /**
     * Scans the QR code that a client shows, with an app that is logged in with this account, and accepts the login.
     *
     * @param link what the QR code says: {@code tg://login?token=…}
     * @throws IllegalArgumentException if no client shows that
     */
    public void scan(String link) {
        synchronized (world) {
            world.acceptLogin(link, this);
        }
    }

    String firstName() {
        return firstName;
    }

    void register(String name) {
        firstName = name;
        registered = true;
    }

    boolean isRegistered() {
        return registered;
    }

    String code() {
        return code;
    }

    boolean isCodeExpired() {
        return codeExpired;
    }

    LoginCode loginCode() {
        return loginCode;
    }

    void emailSetUp() {
        loginCode = LoginCode.BY_EMAIL;
    }

    Optional<Srp.Verifier> password() {
        return Optional.ofNullable(password);
    }

    boolean isBanned() {
        return banned;
    }

    void ban() {
        banned = true;
    }

    void save(Posted message) {
        savedMessages.add(message);
    }

    int topSavedMessage() {
        return savedMessages.size();
    }

    /** A message is about to be sent: how long it must wait for that, by its flood limit. */
    Duration floodWait(Instant now) {
        while (!sends.isEmpty() && !now.isBefore(sends.peekFirst().plus(floodPeriod))) {
            sends.removeFirst();
        }
        if (sends.size() >= floodSends) {
            return Duration.between(now, sends.peekFirst().plus(floodPeriod));
        }
        return Duration.ZERO;
    }

    void sent(Instant now) {
        sends.addLast(now);
    }

    private Account change(Runnable change) {
        synchronized (world) {
            change.run();
        }
        return this;
    }

    @Override
    public String toString() {
        return phone;
    }
}
