package io.adbot.telegram;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * Which directories TDLib has open in this process. A second client on one of them would keep a thread of TDLib's busy for ten seconds, and
 * with it every other account, before it was refused.
 *
 * <p>Threads: any.
 */
final class DirectoryClaims {

    private static final Set<Path> CLAIMED = new HashSet<>();

    private DirectoryClaims() {}

    /** Takes a directory, given as its real path; false if somebody has it. */
    static boolean claim(Path directory) {
        synchronized (CLAIMED) {
            return CLAIMED.add(directory);
        }
    }

    static void release(Path directory) {
        synchronized (CLAIMED) {
            CLAIMED.remove(directory);
        }
    }
}
