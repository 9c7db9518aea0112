package io.adbot.telegram;

import io.adbot.message.ApiCredentials;
import io.adbot.telegram.td.Requests.SetTdlibParameters;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

/** What every TDLib client is told before anything else, at a login and ever after. */
final class Parameters {

    private Parameters() {}

    /**
     * The parameters of a session's client.
     *
     * <p>The message database is off: with it TDLib sends what was pending once more after a restart, up to a day later
     * (<a href="https://github.com/tdlib/td/issues/485">td#485</a>), so that stopped would not mean stopped. That of chats is on, so that
     * chats are known without being looked up; it needs that of files.
     *
     * @param directory the session's own
     * @param key of its database; none if it is not encrypted
     */
    static SetTdlibParameters of(Path directory, ApiCredentials credentials, byte[] key) {
        String place = directory.toAbsolutePath().toString();
        return new SetTdlibParameters(
                false,
                place,
                place,
                Base64.getEncoder().encodeToString(key),
                true,
                true,
                false,
                false,
                credentials.apiId(),
                credentials.apiHash(),
                "en",
                "AdBot",
                "", // TDLib finds it out by itself.
                applicationVersion());
    }

    /** TDLib takes no empty one. */
    private static String applicationVersion() {
        return Optional.ofNullable(Parameters.class.getPackage().getImplementationVersion())
                .orElse("0");
    }
}
