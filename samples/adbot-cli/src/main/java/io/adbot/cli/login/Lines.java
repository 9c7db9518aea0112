package io.adbot.cli.login;

import io.adbot.cli.input.BadInputException;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What a person types. */
public interface Lines {

    /** Asks, and reads a line; throws {@link BadInputException} if there is none. */
    String read(String question);

    /** As {@link #read}, and what is typed is not shown, where that can be. */
    String readSecret(String question);

    /** At the terminal; or from what is piped in, if there is none. */
    @SuppressWarnings(
            "SystemConsoleNull") // From Java 22 on there always is one, and it is asked whether it is a terminal.
    static Lines ofThisProcess(PrintWriter out) {
        Console console = System.console();
        return console != null && isTerminal(console) ? new AtTerminal(console) : new Piped(out);
    }

    /** Before Java 22 a console was one, and could not be asked. */
    private static boolean isTerminal(Console console) {
        try {
            return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
        } catch (NoSuchMethodException older) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    /** There was no line. */
    static BadInputException ended() {
        return new BadInputException("the input ended before the login; begin it again and it goes on where it stood");
    }

    /** At a terminal. */
    record AtTerminal(Console console) implements Lines {
        @Override
        public String read(String question) {
            String line = console.readLine("%s: ", question);
            if (line == null) {
                throw ended();
            }
            return line;
        }

        @Override
        public String readSecret(String question) {
            char[] line = console.readPassword("%s: ", question);
            if (line == null) {
                throw ended();
            }
            return new String(line);
        }
    }

    /** Piped in. */
    record Piped(PrintWriter out, BufferedReader in) implements Lines {
        Piped(PrintWriter out) {
            this(out, new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)));
        }

        @Override
        public String read(String question) {
            out.println(question + ":");
            out.flush();
            try {
                String line = in.readLine();
                if (line == null) {
                    throw ended();
                }
                return line;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public String readSecret(String question) {
            return read(question);
        }
    }
}
