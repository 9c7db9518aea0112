package io.adbot.telegram.loopback;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A network namespace of Linux's, with loopback and one other network, to which all else is routed, and in which nobody is. What is sent
 * there is counted.
 */
final class Namespace {

    /** Addresses from the block that is kept for documentation; no IPv6, with which a network talks to itself. */
    private static final String SCRIPT = """
            set -e
            ip link set lo up
            ip link add out type veth peer name nowhere
            ip link set out addrgenmode none
            ip link set nowhere addrgenmode none
            ip addr add 192.0.2.1/24 dev out
            ip link set nowhere up
            ip link set out up
            ip route add default via 192.0.2.2 dev out
            exec "$@"
            """;

    private static final int SENT_PACKETS = 10;

    private Namespace() {}

    /** Whether this system lets the tests make one. */
    static boolean isAvailable() throws InterruptedException {
        try {
            Process probe = process(List.of("true"))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return probe.waitFor(10, TimeUnit.SECONDS) && probe.exitValue() == 0;
        } catch (IOException noUnshare) {
            return false;
        }
    }

    /**
     * What runs a command in a namespace of its own. As root of a user namespace anybody may have a network namespace, if the system
     * allows it at all.
     */
    static ProcessBuilder process(List<String> command) {
        List<String> all = new ArrayList<>(List.of("unshare", "-r", "-n", "sh", "-c", SCRIPT, "sh"));
        all.addAll(command);
        return new ProcessBuilder(all).redirectErrorStream(true);
    }

    /** How many packets were sent by the only way out; for a process that is in the namespace. */
    static long sentOut() throws IOException {
        return Files.readAllLines(Path.of("/proc/net/dev")).stream()
                .map(String::strip)
                .filter(line -> line.startsWith("out:"))
                .mapToLong(line -> Long.parseLong(line.split("[: ]+", -1)[SENT_PACKETS]))
                .sum();
    }
}
