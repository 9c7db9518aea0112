package io.adbot.telegram.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.adbot.telegram.NeedsTdlib;
import io.adbot.telegram.TdLibraryForTests;
import io.adbot.telegram.transport.TdJson.Version;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
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

    @Test
    void aReceiverThatThrowsHarmsNoOther() throws Exception {
        TdJson tdlib = TdJson.load(TdLibraryForTests.path());
        BlockingQueue<ObjectNode> messages = new LinkedBlockingQueue<>();
        Transport.Connection throwing = tdlib.open(message -> {
            throw new IllegalStateException("it cannot be taken");
        });
        Transport.Connection failing = tdlib.open(message -> {
            throw new AssertionError("nor can this");
        });
        Transport.Connection other = tdlib.open(messages::add);

        throwing.send(request("getAuthorizationState"));
        failing.send(request("getAuthorizationState"));
        other.send(request("getAuthorizationState").put("@extra", 7));

        await(messages, message -> message.path("@extra").asInt() == 7);
        for (Transport.Connection each : List.of(throwing, failing, other)) {
            each.send(request("close"));
        }
        await(messages, Updates::isClosed);
        Awaitility.await().untilAsserted(() -> assertThat(tdlib.openClients()).isZero());
    }

    @Test
    void oneThreadReceivesForAllClients() throws Exception {
        TdJson tdlib = TdJson.load(TdLibraryForTests.path());
        BlockingQueue<ObjectNode> messages = new LinkedBlockingQueue<>();
        Set<Thread> receiving = ConcurrentHashMap.newKeySet();
        List<Transport.Connection> clients = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            clients.add(tdlib.open(message -> {
                receiving.add(Thread.currentThread());
                messages.add(message);
            }));
        }
        clients.forEach(client -> client.send(request("getAuthorizationState").put("@extra", 7)));
        for (int i = 0; i < 200; i++) {
            await(messages, message -> message.path("@extra").asInt() == 7);
        }

        assertThat(receiving).hasSize(1);
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().equals("tdlib-receive"))
                .containsExactlyElementsOf(receiving);
        clients.forEach(client -> client.send(request("close")));
        Awaitility.await().untilAsserted(() -> assertThat(tdlib.openClients()).isZero());
    }

    /** The receiving thread ends with the last client, while another one may just be opened: each is answered all the same. */
    @Test
    void clientsThatComeAndGoAtOnceAreAllAnswered() throws Exception {
        TdJson tdlib = TdJson.load(TdLibraryForTests.path());
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            List<Future<Integer>> all = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                all.add(threads.submit(() -> comeAndGo(tdlib, 100)));
            }
            for (Future<Integer> each : all) {
                assertThat(each.get(60, TimeUnit.SECONDS)).isEqualTo(100);
            }
        } finally {
            threads.shutdownNow();
        }
        Awaitility.await().untilAsserted(() -> assertThat(tdlib.openClients()).isZero());
    }

    private static int comeAndGo(TdJson tdlib, int times) throws InterruptedException {
        int done = 0;
        while (done < times) {
            BlockingQueue<ObjectNode> messages = new LinkedBlockingQueue<>();
            Transport.Connection client = tdlib.open(messages::add);
            client.send(request("getAuthorizationState").put("@extra", 7));
            await(messages, message -> message.path("@extra").asInt() == 7);
            client.send(request("close"));
            await(messages, Updates::isClosed);
            done++;
        }
        return done;
    }

    /** An engine that is being stopped in another shutdown hook has its sends on their way. */
    @Test
    void theEndOfAProcessWaitsForWhoIsBusyAndOpensNothing() throws Exception {
        ChildJvm.Ended child = ChildJvm.run(BusyAtTheEnd.class);

        assertThat(child.code()).as(child.output()).isZero();
        assertThat(child.output().lines().filter(line -> line.startsWith("* ")))
                .containsExactly("* busy", "* opens nothing", "* busy", "* opens nothing", "* quiet", "* closed");
    }

    @Test
    void aTdlibThatIsTooOldIsRefusedWithWhatToDo() {
        Path library = Path.of("/opt/td/libtdjson.so");

        assertThatThrownBy(() -> TdJson.check(library, "1.8.60"))
                .isInstanceOf(TdLibraryException.class)
                .hasMessageStartingWith(library + " is TDLib 1.8.60, expected 1.8.61 or later. Install it with npm ");
        assertThatThrownBy(() -> TdJson.check(library, "0")).hasMessageContaining("is TDLib 0, expected");
        assertThatNoException().isThrownBy(() -> TdJson.check(library, "1.8.61"));
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

    private static void await(BlockingQueue<ObjectNode> messages, Predicate<ObjectNode> wanted)
            throws InterruptedException {
        ObjectNode message;
        do {
            message = messages.poll(20, TimeUnit.SECONDS);
            assertThat(message).as("what is waited for").isNotNull();
        } while (!wanted.test(message));
    }

    private static ObjectNode request(String type) {
        return JsonNodeFactory.instance.objectNode().put("@type", type);
    }

    /** A process that ends with a client that is busy at first. */
    static final class BusyAtTheEnd {
        private BusyAtTheEnd() {}

        public static void main(String[] args) throws InterruptedException {
            TdJson tdlib = TdJson.load(TdLibraryForTests.path());
            BlockingQueue<ObjectNode> messages = new LinkedBlockingQueue<>();
            Transport.Connection client = tdlib.open(new Busy(tdlib, messages));
            client.send(request("getAuthorizationState").put("@extra", 7));
            await(messages, message -> message.path("@extra").asInt() == 7);
            System.exit(0);
        }

        @SuppressWarnings("SystemOut")
        private static void tellParent(String what) {
            System.out.println("* " + what);
        }

        /** Is busy when it is asked twice, and then no more. */
        private record Busy(TdJson tdlib, BlockingQueue<ObjectNode> messages, AtomicInteger asked)
                implements Transport.Receiver {
            Busy(TdJson tdlib, BlockingQueue<ObjectNode> messages) {
                this(tdlib, messages, new AtomicInteger());
            }

            @Override
            public void received(ObjectNode message) {
                messages.add(message);
                if (Updates.isClosed(message)) {
                    tellParent("closed");
                }
            }

            @Override
            public boolean isBusy() {
                boolean isBusy = asked.incrementAndGet() <= 2;
                tellParent(isBusy ? "busy" : "quiet");
                if (isBusy) {
                    try {
                        tdlib.open(message -> {});
                    } catch (IllegalStateException ending) {
                        tellParent("opens nothing");
                    }
                }
                return isBusy;
            }
        }
    }
}
