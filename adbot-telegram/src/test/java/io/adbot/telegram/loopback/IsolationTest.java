package io.adbot.telegram.loopback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.adbot.telegram.NeedsTdlib;
import io.adbot.telegram.TdLibraryForTests;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * No packet leaves this machine. Where the system has network namespaces, a login and a forward are done in one whose only way out is
 * watched: not even a question for a name goes there. Everywhere, the proxy that is TDLib's only way out is seen to lead nowhere.
 */
@NeedsTdlib
class IsolationTest {

    @TempDir
    Path directory;

    @Test
    void nothingIsSentByTheOnlyWayOut() throws Exception {
        assumeTrue(
                Namespace.isAvailable(), "skipped: this test needs unshare -n, which this system does not let it use");
        Path output = directory.resolve("output");
        List<String> java = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-Djava.io.tmpdir=" + directory,
                Alone.class.getName(),
                TdLibraryForTests.original().toString(),
                directory.resolve("session").toString());
        Process alone = Namespace.process(java).redirectOutput(output.toFile()).start();
        assertThat(alone.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(Files.readString(output)).contains("posted 1, sent out 0, then 1 or more");
        assertThat(alone.exitValue()).isZero();
    }

    @Test
    void theProxyTakesNoNamesAndRelaysNothing() throws Exception {
        try (LoopbackTelegram telegram = LoopbackTelegram.start();
                Socket socket = connected(telegram)) {
            byte[] name = "example.org".getBytes(StandardCharsets.US_ASCII);
            socket.getOutputStream().write(new byte[] {5, 1, 0, 5, 1, 0, 3, (byte) name.length});
            socket.getOutputStream().write(name);
            socket.getOutputStream().write(new byte[] {1, (byte) 0xbb});
            DataInputStream in = new DataInputStream(socket.getInputStream());
            assertThat(in.readNBytes(2)).containsExactly(5, 0);
            assertThat(in.readNBytes(2)).containsExactly(5, 2);
        }
    }

    @Test
    void theProxyListensOnLoopbackAlone() throws Exception {
        try (LoopbackTelegram telegram = LoopbackTelegram.start()) {
            for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
                for (InetAddress address : Collections.list(network.getInetAddresses())) {
                    if (!address.isLoopbackAddress()) {
                        assertThat(isOpen(address, telegram.proxyPort()))
                                .as("%s", address)
                                .isFalse();
                    }
                }
            }
        }
    }

    private static Socket connected(LoopbackTelegram telegram) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), telegram.proxyPort());
    }

    private static boolean isOpen(InetAddress address, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 1000);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    /** What is done in the namespace: everything that a test does. In the end something is sent out, to see that it is seen. */
    static final class Alone {

        private Alone() {}

        public static void main(String[] arguments) throws Exception {
            try (LoopbackTelegram telegram = LoopbackTelegram.start()) {
                Account ann = telegram.account("+15550001111");
                Channel news = telegram.channel("news").post(5, "announcement");
                Group market = telegram.group("market");
                Path library = LoopbackTelegram.trustingLibrary(Path.of(arguments[0]));
                try (TdDriver client = new TdDriver(telegram, library, Path.of(arguments[1]))) {
                    client.logIn(ann).resolve(market).open(news, 5);
                    client.forward(news, 5, market).delivered();
                }
                String sent = "posted " + market.messages().size() + ", sent out " + Namespace.sentOut();
                isOpen(InetAddress.getByName("192.0.2.3"), 443);
                System.out.println(sent + ", then " + (Namespace.sentOut() > 0 ? "1 or more" : "0"));
            }
        }
    }
}
