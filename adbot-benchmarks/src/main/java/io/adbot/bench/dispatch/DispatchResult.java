package io.adbot.bench.dispatch;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How one contender did, in one process.
 *
 * @param peer who
 * @param version which one, as it calls itself
 * @param sessions how many were pending
 * @param sends how often each sent
 * @param done how many of all the sends were made in time; with fewer than all, the other numbers tell of these
 * @param surplus how many were made that nobody had asked for
 * @param cpuNanosPerSend time of the processor, of the whole process, from the handing over of the work to its end
 * @param bytesPerSend what was allocated meanwhile
 * @param earliestMicros how late the earliest send was, in µs: negative if it was too early
 * @param p50Micros the median lateness, in µs
 * @param p99Micros what 99 % of the sends did not exceed
 * @param maxMicros the latest
 */
public record DispatchResult(
        Peer peer,
        String version,
        int sessions,
        int sends,
        int done,
        int surplus,
        double cpuNanosPerSend,
        double bytesPerSend,
        double earliestMicros,
        double p50Micros,
        double p99Micros,
        double maxMicros) {

    private static final String HEAD = "dispatched";
    private static final String SEPARATOR = ";";

    /** Was every send made, and each once? */
    public boolean isComplete() {
        return done == sessions * sends && surplus == 0;
    }

    static DispatchResult of(Peer peer, Sends sends, Usage used) {
        long[] lateness = sends.lateness();
        int done = lateness.length;
        double each = Math.max(1, done);
        return new DispatchResult(
                peer,
                peer.version(),
                sends.work().sessions(),
                sends.work().sends(),
                done,
                sends.surplus(),
                used.cpuNanos() / each,
                used.bytes() / each,
                micros(lateness, 0),
                micros(lateness, 0.5),
                micros(lateness, 0.99),
                micros(lateness, 1));
    }

    private static double micros(long[] sorted, double share) {
        return sorted.length == 0 ? Double.NaN : sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)] / 1e3;
    }

    /** The result as the line that {@link #parse} reads. */
    String line() {
        return Stream.of(
                        HEAD,
                        peer,
                        version,
                        sessions,
                        sends,
                        done,
                        surplus,
                        cpuNanosPerSend,
                        bytesPerSend,
                        earliestMicros,
                        p50Micros,
                        p99Micros,
                        maxMicros)
                .map(String::valueOf)
                .collect(Collectors.joining(SEPARATOR));
    }

    static boolean isOne(String line) {
        return line.startsWith(HEAD + SEPARATOR);
    }

    static DispatchResult parse(String line) {
        String[] field = line.split(SEPARATOR, -1);
        return new DispatchResult(
                Peer.valueOf(field[1]),
                field[2],
                Integer.parseInt(field[3]),
                Integer.parseInt(field[4]),
                Integer.parseInt(field[5]),
                Integer.parseInt(field[6]),
                Double.parseDouble(field[7]),
                Double.parseDouble(field[8]),
                Double.parseDouble(field[9]),
                Double.parseDouble(field[10]),
                Double.parseDouble(field[11]),
                Double.parseDouble(field[12]));
    }
}
