package io.adbot.telegram;

import io.adbot.telegram.loopback.LoopbackTelegram;
import io.adbot.telegram.transport.TdJson;
import io.adbot.telegram.transport.Transport;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The real TDLib, whose only way out is the proxy of a Telegram on loopback: each client hears of it before anything else. */
final class LoopbackTransport implements Transport {

    private final Transport tdlib = TdJson.load(TdLibraryForTests.path());
    private final LoopbackTelegram telegram;

    LoopbackTransport(LoopbackTelegram telegram) {
        this.telegram = telegram;
    }

    @Override
    public Connection open(Receiver receiver) {
        Connection connection = tdlib.open(message -> {
            if (!message.path("@extra").asString("").equals("proxy")) {
                receiver.received(message);
            }
        });
        ObjectNode addProxy = JsonNodeFactory.instance
                .objectNode()
                .put("@type", "addProxy")
                .put("@extra", "proxy")
                .put("enable", true);
        addProxy.putObject("proxy")
                .put("@type", "proxy")
                .put("server", "127.0.0.1")
                .put("port", telegram.proxyPort())
                .putObject("type")
                .put("@type", "proxyTypeSocks5");
        connection.send(addProxy);
        return connection;
    }
}
