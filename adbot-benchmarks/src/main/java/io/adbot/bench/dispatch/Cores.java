package io.adbot.bench.dispatch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The cores that this process may use, and how another is put on one of them. */
final class Cores {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String ALLOWED = "Cpus_allowed_list:";
    private static final Path TASKSET = Path.of("/usr/bin/taskset");

    private final List<Integer> allowed;

    private Cores(List<Integer> allowed) {
        this.allowed = allowed;
    }

    static Cores ofThisProcess() throws IOException {
        List<Integer> allowed = new ArrayList<>();
        if (Files.isReadable(STATUS) && Files.isExecutable(TASKSET)) {
            for (String line : Files.readAllLines(STATUS)) {
                if (line.startsWith(ALLOWED)) {
                    for (String range : line.substring(ALLOWED.length()).trim().split(",", -1)) {
                        String[] ends = range.split("-", 2);
                        for (int core = Integer.parseInt(ends[0]);
                                core <= Integer.parseInt(ends[ends.length - 1]);
                                core++) {
                            allowed.add(core);
                        }
                    }
                }
            }
        }
        return new Cores(allowed);
    }

    int count() {
        return allowed.isEmpty() ? Runtime.getRuntime().availableProcessors() : allowed.size();
    }

    /** What has to stand before a command so that it runs on one core; nothing where that cannot be asked for. */
    List<String> pin(int place) {
        return allowed.isEmpty()
                ? List.of()
                : List.of(
                        TASKSET.toString(),
                        "-c",
                        allowed.get(place % allowed.size()).toString());
    }
}
