package io.adbot.cli;

import io.adbot.plan.ExecutionPlan;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/** Writes every due time of a plan as a line of JSON. Makes the parts of a line once, and then only copies bytes. */
final class DueLines implements ExecutionPlan.DueVisitor {

    private static final int BUFFER = 1 << 16;
    private static final byte[] END = "}\n".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_NUMBER = 20;

    private final OutputStream out;
    private final byte[][] sessions;
    private final byte[][] groups;
    private final byte[] buffer = new byte[BUFFER];
    private final byte[] digits = new byte[LONGEST_NUMBER];
    private int size;

    private DueLines(ExecutionPlan plan, OutputStream out) {
        this.out = out;
        this.sessions = encoded(
                plan.sessions(), s -> "{\"session\":" + Json.quoted(s.session().value()) + ",\"group\":");
        this.groups = encoded(plan.groups(), g -> Json.quoted(g.value()) + ",\"due_ns\":");
    }

    /** Writes them all, in time order. */
    static void write(ExecutionPlan plan, OutputStream out) {
        DueLines lines = new DueLines(plan, out);
        plan.forEachDue(lines);
        lines.flush();
    }

    @Override
    public void visit(int session, int group, long dueNanos) {
        append(sessions[session]);
        append(groups[group]);
        append(dueNanos);
        append(END);
    }

    private static <T> byte[][] encoded(List<T> items, Function<T, String> text) {
        return items.stream()
                .map(text.andThen(s -> s.getBytes(StandardCharsets.UTF_8)))
                .toArray(byte[][]::new);
    }

    private void append(byte[] bytes) {
        if (BUFFER - size < bytes.length) {
            flush();
        }
        System.arraycopy(bytes, 0, buffer, size, bytes.length);
        size += bytes.length;
    }

    private void append(long number) {
        if (BUFFER - size < LONGEST_NUMBER) {
            flush();
        }
        int first = LONGEST_NUMBER;
        long rest = number;
        do {
            digits[--first] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest > 0);
        System.arraycopy(digits, first, buffer, size, LONGEST_NUMBER - first);
        size += LONGEST_NUMBER - first;
    }

    private void flush() {
        try {
            out.write(buffer, 0, size);
            size = 0;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
