package io.adbot.telegram;

import io.adbot.telegram.loopback.LoopbackTelegram;
import io.adbot.telegram.transport.TdJson;
import io.adbot.telegram.transport.Transport;
import java.nio.file.Path;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The real TDLib, whose every client is told of a loopback Telegram's proxy before anything else: it has no other way out. */
public final class ThroughLoopback implements Transport {

    private final Transport tdlib;
    private final int proxyPort;

    public ThroughLoopback(LoopbackTelegram telegram) {
        this(TdLibraryForTests.path(), telegram.proxyPort());
    }

    /** The same from another process than the one in which the Telegram is. */
    ThroughLoopback(Path library, int proxyPort) {
        this.tdlib = TdJson.load(library);
        this.proxyPort = proxyPort;
    }

    @Override
    public Connection open(Receiver receiver) {
        Connection connection = tdlib.open(receiver);
        ObjectNode proxy =
                JsonNodeFactory.instance.objectNode().put("@type", "addProxy").put("enable", true);
        proxy.putObject("proxy")
                .put("@type", "proxy")
                .put("server", "127.0.0.1")
                .put("port", proxyPort)
                .putObject("type")
                .put("@type", "proxyTypeSocks5");
        connection.send(proxy);
        return connection;
    }
}
