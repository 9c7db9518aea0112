package io.adbot.bench;

import io.adbot.measure.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The report, {@code benchmarks.md}, and its drawings in a directory. A section that is measured anew takes the place of what the report had
 * of that part; the others stay as they are, so each says where and when it was measured.
 */
final class Report {

    private static final String FILE = "benchmarks.md";
    private static final Pattern SECTION =
            Pattern.compile("<!-- begin (\\w+) -->\n(.*?)<!-- end \\1 -->\n", Pattern.DOTALL);

    private static final String HEAD = """
            # Benchmarks

            What this library costs, beside what a user would pick instead. One command writes this page and its drawings:

            ```sh
            mvn -B -Pbench verify
            mvn -B -Pbench verify -Dbench=dispatch    # one part: planning, dispatch, simulation, durable or loops
            ```

            Costs are of processor or wall time, so less is better. Contenders do the same work by turns in one run, and who begins changes from round
            to round; a ratio is the median of those of the rounds. *To us* is a contender's cost divided by this library's, *to the limit* by that of a
            program that does nothing but what has to be done. A cost is called flat if it grows by less than a third with ten times the size.

            """;

    private final Path directory;
    private final List<String> order;

    /**
     * The report in a directory.
     *
     * @param order the names of all parts
     */
    Report(Path directory, List<String> order) {
        this.directory = directory;
        this.order = order;
    }

    /** Puts a section in, and its drawings beside it. */
    void put(Section section) throws IOException {
        Map<String, String> sections = read();
        sections.put(
                section.name(),
                section.text() + "Measured " + LocalDate.now(ZoneOffset.UTC) + " on " + Machine.describe() + ".\n\n");
        Files.createDirectories(directory);
        for (var drawing : section.drawings().entrySet()) {
            Files.writeString(directory.resolve(drawing.getKey()), drawing.getValue());
        }
        StringBuilder text = new StringBuilder(HEAD);
        for (String name : order) {
            if (sections.containsKey(name)) {
                text.append(String.format("<!-- begin %s -->\n%s<!-- end %s -->\n", name, sections.get(name), name));
            }
        }
        Files.writeString(directory.resolve(FILE), text);
    }

    private Map<String, String> read() throws IOException {
        Path file = directory.resolve(FILE);
        Map<String, String> sections = new TreeMap<>();
        if (Files.exists(file)) {
            Matcher matcher = SECTION.matcher(Files.readString(file));
            while (matcher.find()) {
                sections.put(matcher.group(1), matcher.group(2));
            }
        }
        return sections;
    }
}
