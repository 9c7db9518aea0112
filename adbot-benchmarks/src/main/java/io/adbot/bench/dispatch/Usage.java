package io.adbot.bench.dispatch;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * What this process has used so far.
 *
 * @param cpuNanos of all its threads: collector and compiler included
 * @param bytes allocated by the threads that there are
 */
record Usage(long cpuNanos, long bytes) {

    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    static Usage read() {
        long bytes = 0;
        for (long allocated : THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds())) {
            bytes += Math.max(0, allocated); // −1 of a thread that has just ended
        }
        return new Usage(PROCESS.getProcessCpuTime(), bytes);
    }

    Usage since(Usage before) {
        return new Usage(cpuNanos - before.cpuNanos, bytes - before.bytes);
    }
}
