package io.adbot.telegram.transport;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** TDLib clients that reach nobody: before anything else they are told that there is no network, and of a proxy where nobody listens. */
public final class OfflineTransport implements Transport {

    private final Transport transport;

    /** Takes its clients from there. */
    public OfflineTransport(Transport transport) {
        this.transport = transport;
    }

    @Override
    public Connection open(Receiver receiver) {
        Connection connection = transport.open(new Receiver() {
            @Override
            public void received(ObjectNode message) {
                if (!message.path("@extra").asString("").equals("offline")) {
                    receiver.received(message);
                }
            }

            @Override
            public void banned() {
                receiver.banned();
            }

            @Override
            public boolean isBusy() {
                return receiver.isBusy();
            }
        });
        ObjectNode noNetwork = request("setNetworkType");
        noNetwork.putObject("type").put("@type", "networkTypeNone");
        connection.send(noNetwork);
        ObjectNode addProxy = request("addProxy").put("enable", true);
        addProxy.putObject("proxy")
                .put("@type", "proxy")
                .put("server", "127.0.0.1")
                .put("port", 1)
                .putObject("type")
                .put("@type", "proxyTypeSocks5");
        connection.send(addProxy);
        return connection;
    }

    private static ObjectNode request(String type) {
        return JsonNodeFactory.instance.objectNode().put("@type", type).put("@extra", "offline");
    }
}
