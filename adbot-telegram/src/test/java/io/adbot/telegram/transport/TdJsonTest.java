package io.adbot.telegram.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.adbot.telegram.NeedsTdlib;
import io.adbot.telegram.TdLibraryForTests;
import io.adbot.telegram.transport.TdJson.Version;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

@NeedsTdlib
class TdJsonTest {

    @Test
    void aClientAnswersTellsWhatItWaitsForAndIsGoneOnceItIsClosed() throws Exception {
        TdJson tdlib = TdJson.load(TdLibraryForTests.path());
        BlockingQueue<ObjectNode> messages = new LinkedBlockingQueue<>();

        Transport.Connection connection = tdlib.open(messages::add);
        connection.send(request("getAuthorizationState").put("@extra", 7));
        ObjectNode first = messages.poll(10, TimeUnit.SECONDS);
        connection.send(request("close"));

        assertThat(tdlib.version()).isEqualTo("1.8.67");
        assertThat(first).isNotNull();
        Awaitility.await().untilAsserted(() -> assertThat(tdlib.openClients()).isZero());
        assertThat(messages).anyMatch(message -> message.path("@extra").asInt() == 7);
        assertThat(messages).anyMatch(Updates::isClosed);
    }

    @Test
    void theReceivingThreadIsThereWhileThereAreClients() {
        TdJson tdlib = TdJson.load(TdLibraryForTests.path());
        for (int round = 0; round < 3; round++) {
            Transport.Connection connection = tdlib.open(message -> {});
            connection.send(request("close"));
            Awaitility.await().untilAsserted(() -> {
                assertThat(tdlib.openClients()).isZero();
                assertThat(Thread.getAllStackTraces().keySet())
                        .noneMatch(thread -> thread.getName().equals("tdlib-receive"));
            });
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1.8.60, true",
        "1.8.61, false",
        "1.8.100, false",
        "1.9.0, false",
        "1.7.99, true",
        "2.0.0, false",
        "0.9.70, true",
        "1.8, true",
        "'', true",
        "unknown, true",
        "1.8.67-beta, true",
    })
    void whatIsOlderThanTheOldestIsTooOld(String version, boolean tooOld) {
        assertThat(Version.of(version).isOlderThan(Version.of("1.8.61"))).isEqualTo(tooOld);
    }

    private static ObjectNode request(String type) {
        return JsonNodeFactory.instance.objectNode().put("@type", type);
    }
}
