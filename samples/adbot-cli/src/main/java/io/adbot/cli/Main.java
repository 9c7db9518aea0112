package io.adbot.cli;

import io.adbot.testkit.Placeholder;
import picocli.CommandLine;
import tools.jackson.databind.json.JsonMapper;

/** Holds the place of the command line tool. */
@CommandLine.Command(name = "adbot")
public final class Main {
    private Main() {}

    /**
     * Prints its arguments.
     *
     * @param args the arguments
     */
    public static void main(String[] args) {
        System.out.println(line(args));
    }

    static String line(String... args) {
        return io.adbot.value.Placeholder.greet(Placeholder.name()) + " "
                + JsonMapper.builder().build().writeValueAsString(args);
    }
}
