package io.adbot.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * Where the commands write: results to one stream, errors, each in one line, to the other. Both in UTF-8 wherever it runs.
 */
final class Console {

    private static final int BUFFER = 1 << 16;

    private final OutputStream results;
    private final PrintWriter out;
    private final PrintWriter err;

    Console(OutputStream out, OutputStream err) {
        this.results = new Results(out);
        this.out = new PrintWriter(
                new BufferedWriter(new OutputStreamWriter(results, StandardCharsets.UTF_8), BUFFER), false);
        this.err = new PrintWriter(new OutputStreamWriter(err, StandardCharsets.UTF_8), true);
    }

    /** For results in text. */
    PrintWriter out() {
        return out;
    }

    /** For results in bytes; throws {@link OutputClosedException} when nobody takes them. Not buffered. */
    OutputStream results() {
        out.flush();
        return results;
    }

    /** For errors. */
    PrintWriter err() {
        return err;
    }

    /** Prints an error as one line, whatever is in it. */
    void error(String message) {
        StringBuilder line = new StringBuilder("adbot: ");
        message.codePoints()
                .map(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029 ? ' ' : c)
                .forEach(line::appendCodePoint);
        err.println(line);
        err.flush();
    }

    /** Writes out what is still held; false if that failed. */
    boolean flush() {
        try {
            out.flush();
            return true;
        } catch (OutputClosedException closed) {
            return lost(closed) == ExitCode.OK;
        } finally {
            err.flush();
        }
    }

    /** What to do when results cannot be written: nothing if the reader has seen enough, else say so. */
    int lost(OutputClosedException closed) {
        if (closed.readerLeft()) {
            return ExitCode.OK;
        }
        error("standard output: " + closed.reason());
        return ExitCode.FAILED;
    }

    /** Turns a failure into one that no writer on the way swallows. */
    private static final class Results extends OutputStream {

        private final OutputStream out;

        Results(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            try {
                out.write(bytes, offset, length);
            } catch (IOException failure) {
                throw new OutputClosedException(failure);
            }
        }

        @Override
        public void flush() {
            try {
                out.flush();
            } catch (IOException failure) {
                throw new OutputClosedException(failure);
            }
        }
    }
}
