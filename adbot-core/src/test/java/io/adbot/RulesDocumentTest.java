package io.adbot;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/rules.md} names a test for every rule, only tests that exist, and every rule that the code speaks of. */
class RulesDocumentTest {

    private static final Path ROOT = root();
    private static final String DOCUMENT = text(ROOT.resolve("docs/rules.md"));

    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([A-Z][0-9]*) \\| (.+) \\| (.*) \\|$");
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+)\\.([a-z]\\w+)`");
    private static final Pattern RANGE = Pattern.compile("\\b([A-Z])([0-9]+)–\\1([0-9]+)\\b");
    private static final Pattern RULE = Pattern.compile("\\b[TEGSMDRH][1-9][0-9]?\\b");
    private static final Pattern RULE_AS_TEXT = Pattern.compile("\"([TEGSMDRH][1-9][0-9]?|J)\"");
    private static final Pattern COMMENT = Pattern.compile("(?m)^ */?\\*.*|//.*");

    @Test
    void namesATestForEveryRule() {
        Map<String, String> tests = rows();

        assertThat(tests.entrySet().stream()
                        .filter(row -> !TEST.matcher(row.getValue()).find())
                        .map(Map.Entry::getKey))
                .isEmpty();
    }

    @Test
    void namesOnlyTestsThatExist() {
        assertThat(missing(DOCUMENT, testSources())).isEmpty();
    }

    @Test
    void hasEveryRuleThatIsHeld() {
        List<String> expected = Stream.of(
                        numbered("T", 12), numbered("E", 12), numbered("G", 5), numbered("S", 6), numbered("M", 9))
                .flatMap(rules -> rules)
                .collect(Collectors.toCollection(ArrayList::new));
        expected.add("J");

        assertThat(rows().keySet()).containsExactlyElementsOf(expected);
    }

    private static Stream<String> numbered(String part, int last) {
        return IntStream.rangeClosed(1, last).mapToObj(number -> part + number);
    }

    @Test
    void hasEveryRuleThatTheCodeSpeaksOf() {
        Set<String> known = new TreeSet<>(rows().keySet());
        known.addAll(announced());
        Map<String, String> spokenOf = rulesInCode();

        assertThat(spokenOf).containsKeys("T6", "E8", "J", "S1");
        spokenOf.keySet().removeAll(known);
        assertThat(spokenOf)
                .as("rules without an entry, and where they are spoken of")
                .isEmpty();
    }

    @Test
    void findsATestThatDoesNotExist() {
        Map<String, String> sources = Map.of("RealTest", "class RealTest {\n    @Test\n    void holds() {}\n}");

        assertThat(missing("`RealTest.holds`, `RealTest.holdsNot`, `NoTest.holds`", sources))
                .containsExactly("RealTest.holdsNot", "NoTest.holds");
    }

    private static List<String> missing(String document, Map<String, String> sources) {
        return TEST.matcher(document)
                .results()
                .filter(named -> !hasMethod(sources.getOrDefault(named.group(1), ""), named.group(2)))
                .map(named -> named.group(1) + "." + named.group(2))
                .toList();
    }

    private static boolean hasMethod(String source, String method) {
        return Pattern.compile("\\bvoid " + method + "\\(").matcher(source).find();
    }

    /** The tests column of each rule, in the order of the document. */
    private static Map<String, String> rows() {
        return ROW.matcher(DOCUMENT)
                .results()
                .collect(toMap(
                        row -> row.group(1),
                        row -> row.group(3),
                        (once, again) -> {
                            throw new AssertionError("a rule stands twice: " + again);
                        },
                        LinkedHashMap::new));
    }

    /** What stands under "Later". */
    private static Set<String> announced() {
        String later = DOCUMENT.substring(DOCUMENT.indexOf("## Later"));
        Set<String> announced =
                RULE.matcher(later).results().map(MatchResult::group).collect(toCollection(TreeSet::new));
        for (MatchResult range : RANGE.matcher(later).results().toList()) {
            for (int i = Integer.parseInt(range.group(2)); i <= Integer.parseInt(range.group(3)); i++) {
                announced.add(range.group(1) + i);
            }
        }
        return announced;
    }

    /** The rules that comments speak of, or breaches are named by; and a file that does. */
    private static Map<String, String> rulesInCode() {
        Map<String, String> rules = new TreeMap<>();
        for (Path file : javaFiles("src/main/java")) {
            String source = text(file);
            Stream<String> inComments = COMMENT.matcher(source)
                    .results()
                    .flatMap(comment -> RULE.matcher(comment.group()).results())
                    .map(MatchResult::group);
            Stream<String> asTexts = RULE_AS_TEXT.matcher(source).results().map(rule -> rule.group(1));
            Stream.concat(inComments, asTexts)
                    .forEach(rule ->
                            rules.putIfAbsent(rule, ROOT.relativize(file).toString()));
        }
        return rules;
    }

    private static Map<String, String> testSources() {
        return javaFiles("src/test/java").stream()
                .collect(toMap(
                        file -> file.getFileName().toString().replaceFirst("\\.java$", ""),
                        RulesDocumentTest::text,
                        (one, other) -> one + other));
    }

    /** The sources of all modules, the samples among them. */
    private static List<Path> javaFiles(String tree) {
        try (Stream<Path> modules = Files.walk(ROOT, 2)) {
            List<Path> roots = modules.map(module -> module.resolve(tree))
                    .filter(Files::isDirectory)
                    .toList();
            List<Path> files = new ArrayList<>();
            for (Path root : roots) {
                try (Stream<Path> found = Files.walk(root)) {
                    found.filter(file -> file.toString().endsWith(".java")).forEach(files::add);
                }
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path root() {
        Path directory = Path.of("").toAbsolutePath();
        while (directory != null) {
            Path pom = directory.resolve("pom.xml");
            // The samples' pom has modules too; the project's own names the core.
            if (Files.exists(pom) && text(pom).contains("<module>adbot-core</module>")) {
                return directory;
            }
            directory = directory.getParent();
        }
        throw new AssertionError("no pom with modules above " + Path.of("").toAbsolutePath());
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
