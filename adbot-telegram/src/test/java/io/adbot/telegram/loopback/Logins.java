package io.adbot.telegram.loopback;

import java.nio.file.Path;

/** Logs accounts in, so that tests can begin with a session. */
public final class Logins {

    private Logins() {}

    /** Makes a directory, which is there and empty, the login of an account. */
    public static void logIn(LoopbackTelegram telegram, Account account, Path directory) {
        try (TdDriver client = new TdDriver(telegram, directory)) {
            client.logIn(account);
        }
    }
}
