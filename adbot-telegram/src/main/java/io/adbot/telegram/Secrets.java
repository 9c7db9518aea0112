package io.adbot.telegram;

import io.adbot.value.SessionId;

/**
 * Where the keys come from that the accounts' databases are encrypted with. Whoever has a session's directory and its key is that
 * account; without the key the directory is of no use.
 *
 * <p>A session's key must be the same for ever: with another one its database cannot be opened, and it needs a new login.
 *
 * <p>Threads: asked from one thread at a time, once for each opening of an account.
 */
@FunctionalInterface
public interface Secrets {

    /** No database is encrypted: the directories, which only their owner can read, are all the protection there is. */
    Secrets NONE = session -> new byte[0];

    /** The key of a session's database, any number of bytes; none for a database that is not encrypted. */
    byte[] databaseKey(SessionId session);
}
