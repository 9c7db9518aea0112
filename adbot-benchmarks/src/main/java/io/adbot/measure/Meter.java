package io.adbot.measure;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * Reads what something has cost so far.
 *
 * @param wall nanoseconds on the wall
 * @param thread nanoseconds of processor time of this thread
 * @param process nanoseconds of processor time of all threads, the garbage collector's and the compiler's included
 * @param allocated bytes that this thread allocated
 */
public record Meter(long wall, long thread, long process, long allocated) {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    public static Meter read() {
        return new Meter(
                System.nanoTime(),
                THREADS.getCurrentThreadCpuTime(),
                SYSTEM.getProcessCpuTime(),
                THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()));
    }

    /** Processor time of all threads. What the system tells of a process is told in hundredths of a second; of a thread, in nanoseconds. */
    public long processor() {
        return Math.max(process, thread);
    }

    /** What came since an earlier reading. */
    public Meter since(Meter earlier) {
        return new Meter(
                wall - earlier.wall, thread - earlier.thread, process - earlier.process, allocated - earlier.allocated);
    }
}
