package io.adbot.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an account has looked up, and how much more it may. */
class NameBookTest {

    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    @TempDir
    Path directory;

    @Test
    void onlySoManyAreLookedUpADayAReopeningBetweenThemIncluded() {
        NameBook book = book();
        assertThat(book.mayLookUp(NOON)).isTrue();
        assertThat(book.mayLookUp(NOON)).isTrue();

        NameBook reopened = book();
        assertThat(reopened.lookups()).isEqualTo(2);
        assertThat(reopened.mayLookUp(NOON)).isTrue();
        assertThat(reopened.mayLookUp(NOON)).isFalse();
        assertThat(book().mayLookUp(NOON.plus(Duration.ofHours(11)))).isFalse();
    }

    @Test
    void theDayTurnsAtMidnightUtc() {
        NameBook book = exhausted();

        assertThat(book.mayLookUp(Instant.parse("2026-05-04T23:59:59Z"))).isFalse();
        assertThat(book.mayLookUp(Instant.parse("2026-05-05T00:00:00Z"))).isTrue();
        assertThat(book.lookups()).isEqualTo(1);
    }

    @Test
    void theDayTurnsAfterAReopeningToo() {
        exhausted();

        assertThat(book().mayLookUp(NOON.plus(Duration.ofDays(1)))).isTrue();
    }

    @Test
    void aClockThatIsSetBackBeginsNoNewDay() {
        NameBook book = exhausted();

        assertThat(book.mayLookUp(NOON.minus(Duration.ofDays(1)))).isFalse();
        assertThat(book.mayLookUp(NOON)).isFalse();
    }

    /** Else one that once ran years ahead would forbid look-ups for years. */
    @Test
    void aClockThatIsSetBackFarDoes() {
        NameBook book = exhausted();

        assertThat(book.mayLookUp(NOON.minus(Duration.ofDays(2)))).isTrue();
    }

    @Test
    void aNameIsNotedWhateverItsCaseAndAfterAReopening() {
        assertThat(book().chat("market")).isEmpty();
        book().note("Market", -1000000000500L);

        assertThat(book().chat("mARKET")).hasValue(-1000000000500L);
    }

    @Test
    void aMissIsRememberedForTheDayAndNoLonger() {
        NameBook book = book();
        book.mayLookUp(NOON);
        book.note("market", 7);
        book.miss("Market");

        assertThat(book.chat("market")).isEmpty();
        assertThat(book.isMissing("MARKET", NOON)).isTrue();
        assertThat(book.isMissing("other", NOON)).isFalse();
        assertThat(book().isMissing("market", NOON)).as("after a reopening").isTrue();
        assertThat(book().isMissing("market", NOON.plus(Duration.ofDays(1)))).isFalse();
    }

    @Test
    void whatWasMissingAndIsThereIsNotMissingAnyMore() {
        NameBook book = book();
        book.mayLookUp(NOON);
        book.miss("market");
        book.note("market", 7);

        assertThat(book.isMissing("market", NOON)).isFalse();
        assertThat(book().isMissing("market", NOON)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "{}",
                "[]",
                "{",
                "{\"day\":\"2026-05-04\",\"lookups\":-1,\"chats\":{}}",
                "{\"day\":\"yesterday\",\"lookups\":1,\"chats\":{}}",
                "{\"day\":\"2026-05-04\",\"lookups\":1,\"chats\":{\"market\":null}}",
                "{\"day\":\"2026-05-04\",\"lookups\":1,\"chats\":{},\"misses\":[null]}",
            })
    void oneThatCannotBeReadIsSetAsideAndThereAreNoLookUpsThatDay(String content) throws IOException {
        Files.writeString(file(), content);

        NameBook book = book();

        assertThat(book.mayLookUp(NOON)).isFalse();
        assertThat(book.chat("market")).isEmpty();
        assertThat(directory.resolve("adbot-names.json.damaged")).hasContent(content);
        assertThat(book.mayLookUp(NOON.plus(Duration.ofDays(1)))).isTrue();
        assertThat(book().lookups()).isEqualTo(1);
    }

    /** A program that dies over and over must not get new look-ups by it. */
    @Test
    void thereAreNoneThatDayAfterAReopeningEither() throws IOException {
        Files.writeString(file(), "{");
        assertThat(book().mayLookUp(NOON)).isFalse();

        assertThat(book().mayLookUp(NOON)).isFalse();
    }

    @Test
    void oneThatCannotBeWrittenCostsLookUpsAndNothingElse() throws IOException {
        Files.createDirectories(directory.resolve("adbot-names.json.new").resolve("in the way"));

        NameBook book = book();

        assertThat(book.mayLookUp(NOON)).isTrue();
        book.note("market", 7);
        assertThat(book.chat("market")).hasValue(7);
        assertThat(file()).doesNotExist();
    }

    private NameBook exhausted() {
        NameBook book = book();
        while (book.mayLookUp(NOON)) {
            assertThat(book.lookups()).isLessThanOrEqualTo(3);
        }
        return book;
    }

    private NameBook book() {
        return new NameBook(directory, 3);
    }

    private Path file() {
        return directory.resolve("adbot-names.json");
    }
}
